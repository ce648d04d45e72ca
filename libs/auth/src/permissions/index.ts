import type { Actor, Role } from '../actor';
import { analyticsPermissions } from './analytics';
import { capacityBuildingPermissions } from './capacity-building';
import { contractsPermissions } from './contracts';
import { equalityAnalysisPermissions } from './equality-analysis';
import { evaluationPermissions } from './evaluation';
import type { Grantee } from './grant';
import { notificationsPermissions } from './notifications';
import { operationsPermissions } from './operations';
import { organisationsPermissions } from './organisations';
import { portalPermissions } from './portal';
import { programmePermissions } from './programme';
import { permissionsOf } from './scopes';
import { tenderingPermissions } from './tendering';

/** The one table of who may do what; a route names its permission with `@Can`. For other systems: `scopes.ts`. */
export const PERMISSIONS = {
  ...programmePermissions,
  ...organisationsPermissions,
  ...capacityBuildingPermissions,
  ...tenderingPermissions,
  ...evaluationPermissions,
  ...contractsPermissions,
  ...equalityAnalysisPermissions,
  ...notificationsPermissions,
  ...portalPermissions,
  ...analyticsPermissions,
  ...operationsPermissions,
} as const;

export type Permission = keyof typeof PERMISSIONS;

/** Whether the table gives the actor this permission. Rules on the object itself come on top. */
export function may(actor: Actor, permission: Permission): boolean {
  const grantees: readonly Grantee[] = PERMISSIONS[permission];
  if (actor.kind === 'system')
    return actor.scopes.some(
      (scope) => (grantees as readonly string[]).includes(scope) || permissionsOf(scope).includes(permission),
    );
  return grantees.includes('member') || actor.roles.some((role: Role) => grantees.includes(role));
}
