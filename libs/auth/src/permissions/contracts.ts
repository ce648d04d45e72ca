import type { Grants } from './grant';

const CARRIERS = ['contract-manager', 'commissioner', 'programme-manager'] as const;

export const contractsPermissions = {
  // Members see the contracts of their own organisations, with what hangs on them; `contract:read-all` opens the rest.
  'contract:read': ['member'],
  'payment:read': ['member'],
  'return:read': ['member'],
  'contract:read-all': [
    ...CARRIERS,
    'payment-approver',
    'decision-maker',
    'equality-officer',
    'equality-approver',
    'service:analytics',
    'service:tendering',
  ],
  'contract:assign': CARRIERS,
  'contract:sign': ['contract-manager'],
  'caseload:read': CARRIERS,
  'caseload:set': ['programme-manager'],
  'return:write': ['member'],
  'return:review': ['contract-manager'],
  'payment:request': ['contract-manager'],
  'payment:approve': ['payment-approver'],
} as const satisfies Grants;
