import type { Grants } from './grant';

export const equalityAnalysisPermissions = {} as const satisfies Grants;
