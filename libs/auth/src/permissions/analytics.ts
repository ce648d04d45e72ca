import type { Grants } from './grant';

export const analyticsPermissions = {} as const satisfies Grants;
