import { day, standstill, type StandstillRule, type Temporal } from '@commissioning/calendar';
import { must } from '@commissioning/service';
import type { tenderingApi } from '@commissioning/schemas';

/** What is known of how an evaluation ended. */
export interface AwardKnown {
  readonly isAwarded: boolean;
  /** Organisations whose bids were opened. */
  readonly bidders: readonly string[];
  /** Organisations that have their assessment summary. */
  readonly summaries: readonly string[];
}

/** The award is announced after it was decided and after every bidder has its summary (Procurement Act 2023, s. 50). */
export function mustBeAnnounceable({ isAwarded, bidders, summaries }: AwardKnown): void {
  must(isAwarded, 'tender-is-not-awarded', 'There is no award to announce yet.');
  const waiting = bidders.filter((bidder) => !summaries.includes(bidder)).length;
  must(
    waiting === 0,
    'summaries-are-missing',
    `${waiting} of ${bidders.length} bidders have no assessment summary yet. It comes before the award notice.`,
  );
}

/** How long signature waits after the notice, and until when. */
export interface NoticeStandstill {
  readonly workingDays: number;
  /** Last day of it; missing where there is none. */
  readonly endsOn?: string;
  readonly source: string;
}

/** The standstill that the published regime asks for, counted from the day of the notice. */
export function standstillFrom(
  publishedOn: Temporal.PlainDate,
  { regime, standstillWorkingDays }: Pick<tenderingApi.RegimeFinding, 'regime' | 'standstillWorkingDays'>,
): NoticeStandstill {
  if (standstillWorkingDays === 0) return { workingDays: 0, source: 'No standstill is due or promised.' };
  const rule: StandstillRule = regime === 'full' ? 'procurement-act' : 'procurement-act-voluntary';
  const { days, lastDay, source } = standstill(day(publishedOn), rule, standstillWorkingDays);
  return { workingDays: days, endsOn: lastDay.toString(), source };
}
