export { appendAudit, type AuditEntry, type AuditSql } from './audit-trail';
export { inspectAudit, verifyAudit, type AuditBreak, type AuditReport } from './inspection';
export { sealAudit, sealsAfter, type Seal } from './seal';
export type { KeptSeal, SealBreak } from './seal-inspection';
