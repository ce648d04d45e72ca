export { ROLES, systemActor, type Actor, type Role } from './actor';
export { ClientTokens, type ClientCredential } from './client-credential';
export { Caller, Can, NotPermitted, PERMISSION, PermissionGuard, Public } from './guard';
export { PERMISSIONS, may, type Permission } from './permissions';
export type { Grantee, Grants } from './permissions/grant';
export { scopesFor, SYSTEM_SCOPES, type SystemScope } from './permissions/scopes';
export { TokenVerifier, Unauthenticated, type TokenSettings } from './tokens';
