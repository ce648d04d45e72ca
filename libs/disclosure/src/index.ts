export { audit, type AuditOptions, type AuditReport, type Finding } from './audit/audit';
export { DisclosureError, type DisclosureErrorCode } from './error';
export { flat, grouped, nested } from './hierarchy';
export type { Plan, PlannedCell, WithheldTable } from './plan';
export { primaryOnly, protect, protectTable, type ProtectOptions } from './protect';
export * from './publication';
export {
  type ReleasedFigure,
  type ReleasedTable,
  suppressedNote,
  suppressedReason,
  suppressedText,
} from './released';
export { protectionLevel } from './sensitivity';
export { tabulate, type Layout, type Row } from './tabulate';
export { cheapestPattern, type Optimum } from './optimum';
export { averageOf, protectByRounding, type RoundedPlan, roundToFive } from './rounding';
export type { RoundedFinding } from './audit/rounded';
