export { appendAudit, type AuditEntry, type AuditSql } from './audit-trail';
export { inspectAudit, verifyAudit, type AuditBreak, type AuditReport } from './inspection';
export { sealAudit, sealsAfter, type Seal } from './seal';
export { unsealedAudit, type KeptSeal, type SealBreak, type Unsealed } from './seal-inspection';
