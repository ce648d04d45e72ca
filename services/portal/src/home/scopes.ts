import type { SystemScope } from '@commissioning/auth';

/** What another system of the council may do with each scope, for those who write it. */
export const SCOPES_IN_WORDS: Readonly<Record<SystemScope, string>> = {
  'training:coordinate':
    'What a training coordinator does: courses, sessions, places, bookings for any organisation or team, the register, answers. Not readiness, and not what people need.',
  'training:export': 'Bookings and registers, with names, and the reach of training as CSV.',
  'contracts:read': 'Every contract.',
  'payments:read': 'The payments of every contract.',
};
