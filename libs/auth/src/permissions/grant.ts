import type { Role } from '../actor';

/**
 * Who may be given a permission: staff roles; `member` for any signed-in person (a rule on the object itself then
 * asks for the organisation); `service:<name>` for one of our services.
 */
export type Grantee = Role | 'member' | `service:${string}`;
export type Grants = Readonly<Record<`${string}:${string}`, readonly Grantee[]>>;
