import type { Grants } from './grant';

const REPORT_READERS = [
  'programme-manager',
  'equality-officer',
  'equality-approver',
  'commissioner',
  'contract-manager',
  'decision-maker',
] as const;

export const analyticsPermissions = {
  'needs:publish': ['programme-manager'],
  'needs:read-baseline': [...REPORT_READERS, 'service:equality-analysis'],
  'report:read': REPORT_READERS,
  'report:publish': ['programme-manager', 'equality-officer'],
  'facts:recount': ['operator'],
} as const satisfies Grants;
