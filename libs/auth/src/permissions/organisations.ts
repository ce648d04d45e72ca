import type { Grants } from './grant';

const helpers = ['programme-manager', 'training-coordinator', 'commissioner', 'contract-manager'] as const;

export const organisationsPermissions = {
  'organisation:register': ['member'],
  'organisation:register-on-behalf': helpers,
  'organisation:change': ['member'],
  'organisation:read-entry': ['member', 'service:contracts'],
  'organisation:read-contacts': ['service:notifications'],
  'organisation:invite': ['member'],
  'invitation:answer': ['member'],
  'membership:end': ['member'],
  'membership:read': [
    'member',
    'service:programme',
    'service:capacity-building',
    'service:tendering',
    'service:evaluation',
    'service:contracts',
    'service:equality-analysis',
    'service:notifications',
    'service:portal',
    'service:analytics',
  ],
} as const satisfies Grants;
