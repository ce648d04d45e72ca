import { day, londonDate, Temporal } from '@commissioning/calendar';
import type { tenderingApi } from '@commissioning/schemas';
import { DEFAULT_POLICY, TIERS } from '../proportionality/policy';
import { checkProportion, unexplained } from '../proportionality/proportionality';
import { tierOf } from '../proportionality/tier';

/** What proportion allows for a contract of this weight, and what the terms ask beyond it. Throws `ProportionalityRefusal`. */
export function proportionFinding(
  terms: tenderingApi.TenderTerms,
  at: Temporal.Instant,
): tenderingApi.ProportionFinding {
  const weight = { valuePence: terms.valuePence, months: monthsOf(terms), risk: terms.risk };
  const { returnsPerYear } = tierOf(weight, DEFAULT_POLICY).allows;
  const check = checkProportion(
    {
      ...weight,
      askedOn: londonDate(at),
      questions: terms.criteria.flatMap(({ wordLimit }) => (wordLimit ? [{ words: wordLimit }] : [])),
      evidence: terms.documents,
      references: terms.references,
      returnsPerYear,
      evaluators: terms.evaluators,
      expectedBidders: terms.expectedBidders,
    },
    DEFAULT_POLICY,
  );
  const open = new Set(unexplained(check, terms.reasons).map(({ code }) => code));
  return {
    tier: check.tier,
    tierNumber: TIERS.indexOf(check.tier) + 1,
    because: check.because,
    expectedHours: check.effort.hours,
    allBiddersPence: Number(check.effort.allBiddersPence),
    shareOfAwardPercent: check.effort.shareOfAwardPercent,
    payment: check.allows.payment,
    returnsPerYear,
    leastEvaluators: check.allows.leastEvaluators,
    breaches: check.breaches.map((breach) => ({
      ...breach,
      ...(open.has(breach.code) ? {} : { reason: terms.reasons[breach.code] }),
    })),
    source: check.source,
  };
}

/** Months of the term, a begun one counted whole, at least 1. */
export function monthsOf(terms: Pick<tenderingApi.TenderTerms, 'serviceStartsOn' | 'serviceEndsOn'>): number {
  const after = day(terms.serviceEndsOn).add({ days: 1 });
  const { months, days } = day(terms.serviceStartsOn).until(after, { largestUnit: 'month' });
  return Math.max(1, months + (days > 0 ? 1 : 0));
}
