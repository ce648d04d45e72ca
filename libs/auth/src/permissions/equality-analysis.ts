import type { Grants } from './grant';

const READERS = [
  'equality-officer',
  'equality-approver',
  'programme-manager',
  'commissioner',
  'decision-maker',
] as const;

export const equalityAnalysisPermissions = {
  'screening:read': READERS,
  'screening:complete': ['equality-officer'],
  'award-check:read': [...READERS, 'panel-chair'],
  'award-check:write': ['equality-officer'],
  'award-check:approve': ['equality-approver'],
} as const satisfies Grants;
