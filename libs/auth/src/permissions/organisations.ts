import type { Grants } from './grant';

export const organisationsPermissions = {} as const satisfies Grants;
