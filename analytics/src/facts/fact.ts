import type { UnitKind } from '@commissioning/statistics';

/** What a stage counts, and in how many parts one of it is stored, so that shares stay whole numbers. */
interface StageUnit {
  readonly unit: UnitKind;
  readonly scale: number;
}

/** The stages of which facts tell, in the order in which a cycle reaches them. */
export const STAGES = {
  booking: { unit: 'places', scale: 1 },
  training: { unit: 'places', scale: 1 },
  bid: { unit: 'bids', scale: 1_000_000 },
  award: { unit: 'awards', scale: 1_000_000 },
  contract: { unit: 'pence', scale: 1 },
  spend: { unit: 'pence', scale: 1 },
  reported: { unit: 'residents', scale: 1 },
  outcome: { unit: 'residents', scale: 1 },
} as const satisfies Readonly<Record<string, StageUnit>>;
export type Stage = keyof typeof STAGES;

/**
 * One row of the fact store: so much of a stage, at a place or in a group. What does not apply is an empty string.
 * Facts are marginal, never added across characteristics: `all` sums over wards to the stage, `organisation` over
 * organisations, any other characteristic over its categories.
 */
export interface Fact {
  /** Id of the event that it comes from. */
  readonly event: string;
  /** Id of the booking, bid, award, contract or return: a correction has the subject of what it corrects. */
  readonly subject: string;
  readonly stage: Stage;
  /** `2027-04-10` */
  readonly day: string;
  readonly programme: string;
  readonly theme: string;
  readonly tender: string;
  readonly outcome: string;
  readonly indicator: string;
  readonly organisation: string;
  readonly ward: string;
  readonly characteristic: string;
  readonly category: string;
  /** A whole number in the scale of the stage; negative in a correction. */
  readonly quantity: number;
}

/** Everybody, as a characteristic and as its category. */
export const ALL = 'all';

/** Facts of an organisation: what it is, the register knows, and may say later than the fact. */
export const ORGANISATION = 'organisation';

/** The category of people whose group nobody stated. */
export const NOT_STATED = 'Not stated';

/** The financial quarter of a day, April to March: `2027/28 Q1` begins on 1 April 2027. */
export function quarterOf(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const first = month >= 4 ? year : year - 1;
  const quarter = Math.floor(((month + 8) % 12) / 3) + 1;
  return `${first}/${String((first + 1) % 100).padStart(2, '0')} Q${quarter}`;
}
