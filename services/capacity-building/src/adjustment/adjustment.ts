import type { Actor } from '@commissioning/auth';
import { londonDate, subtractWorkingDays, type Temporal, workingDaysBetween } from '@commissioning/calendar';
import { must } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';

export type State = capacityBuildingApi.AdjustmentState;
export type Kind = capacityBuildingApi.AdjustmentKind;
export type Step = 'source' | 'confirm' | 'refuse' | 'withdraw';

const STEPS: Readonly<Record<Step, { from: readonly State[]; to: State }>> = {
  // A supplier may drop out, and another be found after a refusal.
  source: { from: ['requested', 'sourced', 'confirmed', 'cannot-meet'], to: 'sourced' },
  confirm: { from: ['requested', 'sourced'], to: 'confirmed' },
  refuse: { from: ['requested', 'sourced', 'confirmed'], to: 'cannot-meet' },
  withdraw: { from: ['requested', 'sourced', 'confirmed', 'cannot-meet'], to: 'withdrawn' },
};

/** States in which nobody has said yes or no for certain. */
export const UNCONFIRMED: readonly State[] = ['requested', 'sourced'];

/** The state after a step. */
export function after(state: State, step: Step): State {
  const { from, to } = STEPS[step];
  must(from.includes(state), 'adjustment-step-out-of-order', `This adjustment is ${inWords(state)}.`);
  return to;
}

const inWords = (state: State): string =>
  ({
    requested: 'asked for',
    sourced: 'with a supplier',
    confirmed: 'confirmed already',
    'cannot-meet': 'answered: it cannot be met',
    withdrawn: 'withdrawn',
  })[state];

/** For which date and place an adjustment was confirmed. */
export interface Confirmation {
  readonly state: string;
  readonly confirmedStartsAt: Date | null;
  readonly confirmedVenue: string | null;
}

/** Where it stands for the session as it is planned now: a yes for another date or place is no yes. */
export function standing(
  { state, confirmedStartsAt, confirmedVenue }: Confirmation,
  session: { readonly startsAt: Date; readonly venue: string },
): { state: State; movedSince: boolean } {
  const movedSince =
    state === 'confirmed' &&
    (confirmedStartsAt?.getTime() !== session.startsAt.getTime() || confirmedVenue !== session.venue);
  return { state: movedSince ? 'sourced' : (state as State), movedSince };
}

/** Something is arranged for people who come, until the session is over. */
export function mustBeAhead(
  booking: { readonly state: string; readonly places: number },
  session: { readonly state: string; readonly overAt: Date },
  now: number,
): void {
  must(
    session.state === 'scheduled' && ['booked', 'offered', 'waiting'].includes(booking.state),
    'adjustment-needs-a-booking',
    'Adjustments are arranged for people who have a place or wait for one.',
  );
  must(now < session.overAt.getTime(), 'session-is-over', 'This session is over.');
}

/** A place is one of the booking; those that were given back leave gaps in the numbers. */
export function mustBePlaceOf(places: readonly number[], place: number | undefined): void {
  must(
    place === undefined || places.includes(place),
    'adjustment-for-no-place',
    `The places of this booking have the numbers ${places.join(', ')}.`,
  );
}

/** What suppliers usually ask for; a council that knows its own sets them. */
const USUAL: Readonly<Record<Kind, number>> = {
  bsl: 15,
  captioning: 10,
  interpreter: 5,
  childcare: 10,
  travel: 2,
  'step-free': 3,
  other: 5,
};

/** How many working days suppliers usually need, by kind. */
export class LeadTimes {
  private readonly workingDays: Readonly<Record<string, number>>;

  /** `set` is what the council knows better, such as `bsl=20,travel=1`. Throws for a kind that does not exist. */
  constructor(set: string) {
    const own = set.split(',').flatMap((pair) => (pair === '' ? [] : [pair.split('=')]));
    const unknown = own.find(([kind = '']) => !Object.hasOwn(USUAL, kind));
    if (unknown) throw new Error(`ADJUSTMENT_LEAD_WORKING_DAYS names ${unknown[0]}, which is no adjustment.`);
    this.workingDays = { ...USUAL, ...Object.fromEntries(own.map(([kind, days]) => [kind, Number(days)])) };
  }

  of(kind: Kind): number {
    return this.workingDays[kind] as number;
  }
}

/** How much time is left to arrange something that takes so many working days before a session. */
export function timeLeft(
  leadWorkingDays: number,
  startsAt: Date,
  today: Temporal.PlainDate,
): { arrangeBy: Temporal.PlainDate; workingDaysLeft: number; late: boolean } {
  const arrangeBy = subtractWorkingDays(londonDate(startsAt.toISOString()), leadWorkingDays, 'england');
  const workingDaysLeft = workingDaysBetween(today, arrangeBy, 'england');
  return { arrangeBy, workingDaysLeft, late: today.toString() > arrangeBy.toString() };
}

/**
 * Training coordinators, and nobody who has any other role of the council besides: who scores, buys or decides never
 * learns what somebody needs.
 */
export const mayArrange = (actor: Actor): boolean =>
  actor.kind === 'person' && actor.roles.length === 1 && actor.roles[0] === 'training-coordinator';
