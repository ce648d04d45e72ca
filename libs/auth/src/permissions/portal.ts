import type { Grants } from './grant';

/** Pages that ask for a signed-in person. What that person may do on them, the services decide. */
export const portalPermissions = {
  'portal:use': ['member'],
} as const satisfies Grants;
