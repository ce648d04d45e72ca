import type { Grants } from './grant';

export const evaluationPermissions = {} as const satisfies Grants;
