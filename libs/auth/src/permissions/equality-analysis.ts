import type { Grants } from './grant';

export const equalityAnalysisPermissions = {
  'screening:read': [
    'equality-officer',
    'equality-approver',
    'programme-manager',
    'commissioner',
    'decision-maker',
  ],
  'screening:complete': ['equality-officer'],
} as const satisfies Grants;
