import type { Grants } from './grant';

export const notificationsPermissions = {} as const satisfies Grants;
