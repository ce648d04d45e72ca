import type { Grants } from './grant';

export const contractsPermissions = {} as const satisfies Grants;
