import type { Grants } from './grant';

export const capacityBuildingPermissions = {} as const satisfies Grants;
