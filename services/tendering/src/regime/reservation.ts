import { day, Temporal, type Day } from '@commissioning/calendar';
import {
  procurementAct,
  RESERVATION_GUIDANCE,
  RESERVATION_ORDER,
  RESERVATION_ORDER_FROM,
  type Finding,
} from './law';
import type { Context } from './procurement';
import { RegimeRefusal } from './regime-refusal';

/** For whom a competition is kept. Local knowledge is a criterion, not a reservation. */
export interface Reservation {
  for:
    'local-area' | 'united-kingdom' | 'small-or-voluntary' | 'supported-employment' | 'public-service-mutual';
  /** The authority's own area, with bordering counties or London boroughs if wished; for `local-area`. */
  areas?: readonly string[];
  /** The day of the recorded decision to reserve; it must come before the day tenders are invited. */
  decidedOn: Day;
  statedInNotice: boolean;
  /** Longest term of the contract, for `public-service-mutual`. */
  termYears?: number;
}

/** Longest term, in years, of a contract reserved to public service mutuals. */
export const LONGEST_MUTUAL_TERM_YEARS = 5;

/**
 * The finding that makes a reservation lawful.
 * @throws RegimeRefusal when it is not: above the threshold, before the law allowed it, without an area,
 * decided on or after the day tenders are invited, or not stated in the notice.
 * @see SI 2026/94 (in force 4 February 2026); Procurement Act 2023 ss 32 and 33.
 */
export function lawfulReservation(reservation: Reservation, context: Context): Finding {
  const isUnderTheAct = context.thresholds.law === 'procurement-act-2023';
  if (!isUnderTheAct) {
    throw new RegimeRefusal(
      'reservation-not-yet-lawful',
      'The product knows reservations only under the Procurement Act.',
    );
  }
  const finding = findingFor(reservation, context);
  if (Temporal.PlainDate.compare(day(reservation.decidedOn), day(context.startsOn)) >= 0) {
    const says = 'A reservation is decided before the day on which tenders are invited.';
    throw new RegimeRefusal('reservation-decided-too-late', says, finding.source);
  }
  if (!reservation.statedInNotice) {
    throw new RegimeRefusal(
      'reservation-not-stated',
      'A reservation is stated in the notice.',
      finding.source,
    );
  }
  return finding;
}

function findingFor(reservation: Reservation, context: Context): Finding {
  switch (reservation.for) {
    case 'local-area':
      return localArea(reservation, context);
    case 'united-kingdom':
      mustBeAllowedByOrder(context);
      return found(
        'reserved-united-kingdom',
        'Reserved to suppliers based in the United Kingdom.',
        RESERVATION_ORDER,
      );
    case 'small-or-voluntary':
      mustBeBelowThreshold(context);
      return found(
        'reserved-small-or-voluntary',
        'Reserved to small enterprises or the voluntary sector.',
        RESERVATION_GUIDANCE,
      );
    case 'supported-employment':
      return found(
        'reserved-supported-employment',
        'Reserved to supported employment providers.',
        procurementAct('s. 32'),
      );
    case 'public-service-mutual':
      return mutual(reservation, context);
  }
}

const found = (code: string, says: string, source: Finding['source']): Finding => ({ code, says, source });

function localArea({ areas = [] }: Reservation, context: Context): Finding {
  mustBeAllowedByOrder(context);
  if (areas.length === 0) {
    throw new RegimeRefusal(
      'reservation-needs-area',
      'Name the area to which the competition is reserved.',
      RESERVATION_ORDER,
    );
  }
  return found(
    'reserved-local-area',
    `Reserved to suppliers based in ${areas.join(', ')}.`,
    RESERVATION_ORDER,
  );
}

function mutual({ termYears }: Reservation, { form }: Context): Finding {
  const source = procurementAct('s. 33');
  if (form !== 'light-touch') {
    const says = 'Only a light-touch contract above the threshold can be reserved to public service mutuals.';
    throw new RegimeRefusal('reservation-for-mutuals-only-light-touch', says, source);
  }
  if (termYears === undefined || termYears > LONGEST_MUTUAL_TERM_YEARS) {
    const says = `A contract reserved to public service mutuals runs at most ${LONGEST_MUTUAL_TERM_YEARS} years.`;
    throw new RegimeRefusal('reservation-for-mutuals-too-long', says, source);
  }
  return found('reserved-public-service-mutual', 'Reserved to public service mutuals.', source);
}

function mustBeAllowedByOrder(context: Context): void {
  mustBeBelowThreshold(context);
  if (context.startsOn >= RESERVATION_ORDER_FROM) return;
  const says = 'Councils may reserve by place only since 4 February 2026.';
  throw new RegimeRefusal('reservation-not-yet-lawful', says, RESERVATION_ORDER);
}

function mustBeBelowThreshold({ form }: Context): void {
  if (form === 'below-threshold') return;
  const says = 'Only a competition below the threshold can be reserved in this way.';
  throw new RegimeRefusal('reservation-only-below-threshold', says, RESERVATION_ORDER);
}
