import type { Grants } from './grant';

export const portalPermissions = {} as const satisfies Grants;
