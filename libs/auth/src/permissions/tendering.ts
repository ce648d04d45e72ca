import type { Grants } from './grant';

export const tenderingPermissions = {
  'tender:draft': ['commissioner'],
  'tender:read': ['commissioner', 'opening-officer', 'panel-chair', 'programme-manager'],
  'tender:publish': ['commissioner'],
  'tender:cancel': ['commissioner'],
  'clarification:ask': ['member'],
  'clarification:answer': ['commissioner'],
  'bid:write': ['member'],
  'bid:open': ['opening-officer'],
  'bid:read-opened': ['service:evaluation'],
  'opening:read': ['commissioner', 'opening-officer', 'panel-chair'],
  'notice:publish': ['commissioner'],
  'challenge:record': ['commissioner'],
} as const satisfies Grants;
