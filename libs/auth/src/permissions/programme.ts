import type { Grants } from './grant';

export const programmePermissions = {
  'programme:create': ['programme-manager'],
  'programme:read': ['member', 'service:analytics', 'service:equality-analysis'],
  'framework:shape': ['programme-manager'],
  'framework:publish': ['programme-manager'],
  'workshop:record': ['programme-manager'],
  'contribution:code': ['programme-manager'],
  'contribution:answer': ['programme-manager'],
  'theory:save': ['programme-manager'],
  'theme:propose': ['programme-manager'],
  'theme:approve': ['programme-manager'],
  'decision:plan': ['programme-manager', 'commissioner'],
  'decision:take': ['decision-maker'],
  'decision:call-in': ['programme-manager'],
} as const satisfies Grants;
