import type { Grants } from './grant';

/** Routes that every service has. */
export const operationsPermissions = {
  'operations:read': ['operator'],
  'operations:act': ['operator'],
} as const satisfies Grants;
