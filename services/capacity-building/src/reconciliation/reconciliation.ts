/** What one comparison looked at, and every place where two records of the same thing say different things. */
export interface Comparison {
  /** What was compared, such as `counted places of 12 sessions`. */
  readonly what: string;
  readonly disagreements: readonly string[];
}

/** What a booking's row says, and what was told of it: its events in order, and the places of the last that is kept. */
export interface Told {
  readonly id: string;
  readonly state: string;
  readonly places: number;
  /** Types of its events in the audit trail, the first first: `capacity-building.booking.confirmed.v1`… */
  readonly facts: readonly string[];
  /** Places in its last event; undefined when that has left the outbox for good. */
  readonly placesTold?: number;
  /** How many events were given a number, and numbers of those that the outbox still keeps. */
  readonly numbered: number;
  readonly kept: readonly number[];
}

/** The state in which a fact leaves a booking; facts that are not named leave it where it was. */
const STATE_AFTER: Readonly<Record<string, string>> = {
  confirmed: 'booked',
  waitlisted: 'waiting',
  'returned-to-list': 'waiting',
  offered: 'offered',
  'offer-expired': 'expired',
  cancelled: 'cancelled',
};

const factOf = (type: string): string => type.split('.')[2] ?? type;

/** The state that somebody who heard every event would believe a booking to be in. */
export const stateTold = (facts: readonly string[]): string | undefined =>
  facts.map((type) => STATE_AFTER[factOf(type)]).findLast((state) => state !== undefined);

/** Where a booking's row and its events part, in sentences. */
export function disagreementsOf(told: Told): string[] {
  const { id, state, places, facts, placesTold, numbered, kept } = told;
  const believed = stateTold(facts);
  const last = kept.at(-1);
  return [
    ...(believed === state ? [] : [`Booking ${id} is ${state}; its events say ${believed ?? 'nothing'}.`]),
    ...(placesTold === undefined || placesTold === places
      ? []
      : [`Booking ${id} is for ${places}; its last event says ${placesTold}.`]),
    ...(facts.length === numbered
      ? []
      : [`Booking ${id} has ${numbered} numbered events and ${facts.length} in the audit trail.`]),
    ...(last === undefined ||
    (last === numbered && kept.every((number, index) => number === last - kept.length + 1 + index))
      ? []
      : [`Booking ${id} has events ${kept.join(', ')} in the outbox of ${numbered}.`]),
  ];
}
