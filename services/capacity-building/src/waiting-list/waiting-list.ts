import { addWorkingDays, LONDON, type Temporal } from '@commissioning/calendar';
import type { Rule } from '../pool/pool';
import { couldUse, countOf, minus, NONE, openTo, type Places, plus, take } from './places';

/** A party waits as one: it gets all of its places or none. */
export interface Party {
  readonly id: string;
  readonly places: number;
  readonly passedOver: number;
  /** Rules that its organisation meets. */
  readonly rules: readonly Rule[];
  /** What is kept for it already. */
  readonly held: Places;
}

/** A party and the places that it gets. */
export interface Portion<Waiting extends Party> {
  readonly party: Waiting;
  readonly places: Places;
}

/** Who is offered places now, for whom more are held than before, and who saw a smaller party behind it get some. */
export interface Turn<Waiting extends Party> {
  readonly offered: Portion<Waiting>[];
  readonly held: Portion<Waiting>[];
  readonly passedOver: Waiting[];
  /** What nobody in the list could have. */
  readonly left: Places;
}

const MINUTE = 60_000;
const SHORTEST_OFFER = 30 * MINUTE;

/** Where a party stands in the session's order of priorities; those that no rule puts first come after all rules. */
export function rankOf(priority: readonly string[], rules: readonly Rule[]): number {
  const first = priority.findIndex((rule) => (rules as readonly string[]).includes(rule));
  return first < 0 ? priority.length : first;
}

/** It had places until there were fewer: it stands before every priority. */
export const RANK_OF_RETURNED = -1;

/** The council's rules of waiting. */
export class WaitingListPolicy {
  constructor(
    private readonly offerWorkingDays: number,
    private readonly mostTimesPassedOver: number,
  ) {}

  /**
   * Hands out free places in the order of the list. A party that does not fit is passed over by smaller ones behind
   * it, but only so often; then what it could use is held for it until there is enough. `free` leaves out what is held.
   */
  turn<Waiting extends Party>(list: readonly Waiting[], free: Places): Turn<Waiting> {
    const offered: Portion<Waiting>[] = [];
    const held: Portion<Waiting>[] = [];
    const passedOver = new Set<Waiting>();
    const standing: Waiting[] = [];
    let left = free;
    for (const party of list) {
      const needed = party.places - countOf(party.held);
      const open = openTo(left, party.rules);
      const fits = countOf(open) >= needed;
      const places = fits ? take(open, needed) : NONE;
      if (fits) {
        offered.push({ party, places: plus(party.held, places) });
        for (const before of standing) if (couldUse(places, before.rules)) passedOver.add(before);
        left = minus(left, places);
      } else if (party.passedOver >= this.mostTimesPassedOver) {
        if (countOf(open) > 0) held.push({ party, places: plus(party.held, open) });
        left = minus(left, open);
      } else {
        standing.push(party);
      }
    }
    return { offered, held, passedOver: [...passedOver], left };
  }

  /**
   * Until when an offer stands: the same time of day some working days on; near the session half of the time that is
   * left, so that the next party has its turn too, though never less than half an hour; never past the start.
   */
  offerEnds(now: Temporal.Instant, startsAt: number): Date {
    const here = now.toZonedDateTimeISO(LONDON);
    const day = addWorkingDays(here.toPlainDate(), this.offerWorkingDays, 'england');
    const usual = day.toZonedDateTime({ timeZone: LONDON, plainTime: here.toPlainTime() });
    const left = startsAt - now.epochMilliseconds;
    const half = now.epochMilliseconds + Math.max(Math.floor(left / 2 / MINUTE) * MINUTE, SHORTEST_OFFER);
    return new Date(Math.min(usual.epochMilliseconds, half, startsAt));
  }
}
