import { addWorkingDays, LONDON, type Temporal } from '@commissioning/calendar';

/** A party waits as one: it gets all of its places or none. */
export interface Party {
  readonly id: string;
  readonly places: number;
  readonly passedOver: number;
}

/** Who is offered places now, and who saw somebody behind them be offered some. */
export interface Turn<Waiting extends Party> {
  readonly offered: Waiting[];
  readonly passedOver: Waiting[];
}

/** The council's rules of waiting. */
export class WaitingListPolicy {
  constructor(
    private readonly offerWorkingDays: number,
    private readonly mostTimesPassedOver: number,
  ) {}

  /**
   * Hands out free places in the order of the list. A party that does not fit is passed over by smaller ones behind
   * it, but only so often; then what is free is held until enough is.
   */
  turn<Waiting extends Party>(list: readonly Waiting[], free: number): Turn<Waiting> {
    const offered: Waiting[] = [];
    const standing: { party: Waiting; before: number }[] = [];
    let left = free;
    for (const party of list) {
      if (party.places <= left) {
        offered.push(party);
        left -= party.places;
      } else {
        standing.push({ party, before: offered.length });
        if (party.passedOver >= this.mostTimesPassedOver) break;
      }
    }
    const passedOver = standing.filter(({ before }) => before < offered.length).map(({ party }) => party);
    return { offered, passedOver };
  }

  /** Until when an offer stands: the same time of day some working days on, or the start of the session. */
  offerEnds(now: Temporal.Instant, startsAt: number): Date {
    const here = now.toZonedDateTimeISO(LONDON);
    const day = addWorkingDays(here.toPlainDate(), this.offerWorkingDays, 'england');
    const usual = day.toZonedDateTime({ timeZone: LONDON, plainTime: here.toPlainTime() });
    return new Date(Math.min(usual.epochMilliseconds, startsAt));
  }
}
