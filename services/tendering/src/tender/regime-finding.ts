import { londonDate, Temporal } from '@commissioning/calendar';
import type { tenderingApi } from '@commissioning/schemas';
import { resolveRegime, type Resolution } from '../regime/regime';
import { RegimeRefusal } from '../regime/regime-refusal';

/** What the law says of these terms if the tender is published at that moment. Throws `RegimeRefusal`. */
export function regimeFinding(
  terms: tenderingApi.TenderTerms,
  at: Temporal.Instant,
): tenderingApi.RegimeFinding {
  const resolution = resolveRegime({
    kind: terms.kind,
    subject: terms.subject,
    startsOn: londonDate(at),
    valueWithVatPence: terms.valuePence,
    ...(terms.plannedNoticeOn && { plannedNoticeOn: terms.plannedNoticeOn }),
    // Publication is the notice, and it names the reservation.
    ...(terms.reservation && { reservation: { ...terms.reservation, statedInNotice: true } }),
  });
  const { form, law, threshold, tenderDays, obligations, reservation } = resolution;
  if (!form || !threshold || law !== 'procurement-act-2023') {
    throw new RegimeRefusal(
      'regime-thresholds-unknown',
      'Tenders are published under the Procurement Act 2023, in force since 24 February 2025.',
    );
  }
  return {
    regime: form,
    law: 'Procurement Act 2023',
    threshold: {
      pence: Number(threshold.pence),
      comparedPence: Number(threshold.comparedPence),
      source: threshold.source,
    },
    tenderDays,
    standstillWorkingDays: standstillDays(resolution, terms),
    obligations,
    ...(reservation && { reservation }),
  };
}

/** Working days of standstill after the award notice: 8 where it is due, what the tender promises where it is not. */
function standstillDays(
  { standstill }: Resolution,
  { voluntaryStandstillDays = 0 }: tenderingApi.TenderTerms,
): number {
  if (!standstill) return 0;
  return standstill.isDue ? 8 : voluntaryStandstillDays;
}
