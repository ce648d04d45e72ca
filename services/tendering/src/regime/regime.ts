import { day, type StandstillRule } from '@commissioning/calendar';
import type { Finding } from './law';
import { obligationsOfAGrant, obligationsUnderTheAct, obligationsUnderTheRegulations } from './obligations';
import { comparedValue, mustBeConsistent, type Context, type Form, type Procurement } from './procurement';
import { RegimeRefusal } from './regime-refusal';
import { lawfulReservation } from './reservation';
import { shortestTenderPeriod } from './tender-period';
import { inForce, THRESHOLDS, type Thresholds } from './thresholds';

/** `legacy` is the Public Contracts Regulations 2015, whose `form` says which part of them. */
export type Regime = Form | 'grant' | 'legacy';

/** The answer: which law, why, and what follows from it. */
export interface Resolution {
  regime: Regime;
  law: Thresholds['law'] | 'none';
  form: Form | null;
  /** The figure that decided and the value compared with it; null for a grant. */
  threshold: { pence: bigint; comparedPence: bigint; vat: Thresholds['vat']; source: string } | null;
  /** Least days between publication and closing; 0 where the law has no figure. */
  tenderDays: number;
  /** What the calendar must count; null where no standstill is due or usual. */
  standstill: { rule: StandstillRule; isDue: boolean } | null;
  obligations: Finding[];
  reservation: Finding | null;
}

/**
 * Names the regime of a procurement and what follows from it, each with its source. A value at the threshold
 * is above it. Pure: the same question has the same answer whenever it is asked.
 * @throws RegimeRefusal for dates outside the table, public-health services under the Provider Selection
 * Regime (from 2024), a reservation that is not lawful, and values that cannot be compared.
 * @throws CalendarError `not-a-date`.
 */
export function resolveRegime(procurement: Procurement): Resolution {
  const startsOn = day(procurement.startsOn).toString();
  mustBeConsistent(procurement, startsOn);
  if (procurement.kind === 'grant') return grant(procurement, startsOn);
  const thresholds = inForce(THRESHOLDS, startsOn);
  const comparedPence = comparedValue(procurement, thresholds.vat);
  const thresholdPence = thresholdOf(procurement, thresholds);
  const form = formOf(procurement, comparedPence >= thresholdPence);
  const isLegacy = thresholds.law === 'pcr-2015';
  const context: Context = { procurement, startsOn, form, thresholds, valuePence: comparedPence };
  const period = shortestTenderPeriod(context);
  const others = isLegacy ? obligationsUnderTheRegulations(context) : obligationsUnderTheAct(context);
  return {
    regime: isLegacy ? 'legacy' : form,
    law: thresholds.law,
    form,
    threshold: { pence: thresholdPence, comparedPence, vat: thresholds.vat, source: thresholds.source },
    tenderDays: period.days ?? 0,
    standstill: standstillOf(form, isLegacy),
    obligations: [period, ...others],
    reservation: procurement.reservation ? lawfulReservation(procurement.reservation, context) : null,
  };
}

function grant({ reservation }: Procurement, startsOn: string): Resolution {
  if (reservation) {
    throw new RegimeRefusal(
      'reservation-of-a-grant',
      'A grant is not a procurement; its criteria say who may apply.',
    );
  }
  return {
    regime: 'grant',
    law: 'none',
    form: null,
    threshold: null,
    tenderDays: 0,
    standstill: null,
    obligations: obligationsOfAGrant(startsOn),
    reservation: null,
  };
}

function thresholdOf({ kind, subject }: Procurement, thresholds: Thresholds): bigint {
  if (kind === 'works') return thresholds.worksPence;
  return subject === 'ordinary' ? thresholds.goodsAndServicesPence : thresholds.lightTouchPence;
}

function formOf({ subject }: Procurement, isAbove: boolean): Form {
  if (!isAbove) return 'below-threshold';
  return subject === 'ordinary' ? 'full' : 'light-touch';
}

function standstillOf(form: Form, isLegacy: boolean): Resolution['standstill'] {
  if (form === 'below-threshold') return null;
  if (isLegacy) return { rule: 'pcr-2015', isDue: true };
  return form === 'full'
    ? { rule: 'procurement-act', isDue: true }
    : { rule: 'procurement-act-voluntary', isDue: false };
}
