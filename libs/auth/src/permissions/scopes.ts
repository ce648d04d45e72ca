import type { Permission } from './index';

/**
 * What other systems of the council may do: a scope of their client, and the permissions that it stands for. What
 * people need, how ready an organisation is, what is sealed and who scored what are for persons, never for a system.
 */
export const SYSTEM_SCOPES = {
  /** All that a training coordinator does by hand, but for what people need. */
  'training:coordinate': [
    'training:coordinate',
    'course:plan',
    'session:schedule',
    'session:read-bookings',
    'booking:make',
    'booking:read',
    'attendance:record',
    'certificate:issue',
    'calendar:share',
    'team:keep',
    'team:read',
    'material:publish',
    'question:ask',
    'question:answer',
    'feedback:read',
    'training-reach:read',
  ],
  /** Bookings and registers with the names in them, and the reach of training, as files. */
  'training:export': ['training:export', 'training-reach:read'],
  /** Every contract. */
  'contracts:read': ['contract:read', 'contract:read-all'],
  /** The payments of every contract. */
  'payments:read': ['payment:read', 'contract:read-all'],
} as const satisfies Readonly<Record<`${string}:${string}`, readonly Permission[]>>;

export type SystemScope = keyof typeof SYSTEM_SCOPES;

const granted: ReadonlyMap<string, readonly Permission[]> = new Map(Object.entries(SYSTEM_SCOPES));

/** The permissions behind a scope; none behind one that is not in the table. */
export const permissionsOf = (scope: string): readonly Permission[] => granted.get(scope) ?? [];

/** The scopes of which each lets another system of the council do this. */
export const scopesFor = (permission: Permission): SystemScope[] =>
  ([...granted.keys()] as SystemScope[]).filter((scope) => permissionsOf(scope).includes(permission));
