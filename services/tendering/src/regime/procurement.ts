import type { Day } from '@commissioning/calendar';
import { PROVIDER_SELECTION_REGIME, PROVIDER_SELECTION_REGIME_FROM } from './law';
import { RegimeRefusal } from './regime-refusal';
import type { Reservation } from './reservation';
import type { Thresholds } from './thresholds';

/** What a commissioner knows before drafting. */
export interface Procurement {
  kind: 'grant' | 'goods' | 'services' | 'works';
  /** Light touch: the services of Sch. 1 to the Procurement Regulations 2024, before 2025 of reg. 74. */
  subject: 'ordinary' | 'light-touch' | 'public-health';
  /** The London day on which the procurement begins: its tender or contract notice is sent for publication. */
  startsOn: Day;
  /** Whole-life value with VAT, extensions and options included. Whole pence. */
  valueWithVatPence: number | bigint;
  /** The same without VAT; needed for dates before 2022, when values were compared without it. */
  valueWithoutVatPence?: number | bigint;
  reservation?: Reservation;
  /** When a planned procurement notice (before 2025: a prior information notice) was published. */
  plannedNoticeOn?: Day;
  /** Tenders come in electronically; default true. */
  electronic?: boolean;
  /** The tender documents are there with the notice; default true. */
  documentsWithNotice?: boolean;
}

/** Which set of duties applies. */
export type Form = 'below-threshold' | 'light-touch' | 'full';

/** What the rules about one procurement look at. */
export interface Context {
  procurement: Procurement;
  startsOn: string;
  form: Form;
  thresholds: Thresholds;
  /** The value as compared with the threshold, with or without VAT as the law then had it. */
  valuePence: bigint;
}

/**
 * The value of a procurement as a figure "with VAT" or "without VAT" is compared with it.
 * @throws RegimeRefusal `value-without-vat-missing`.
 */
export function comparedValue(procurement: Procurement, vat: Thresholds['vat']): bigint {
  if (vat === 'included') return BigInt(procurement.valueWithVatPence);
  if (procurement.valueWithoutVatPence !== undefined) return BigInt(procurement.valueWithoutVatPence);
  throw new RegimeRefusal(
    'value-without-vat-missing',
    'Before 2022 values were compared without VAT: give it too.',
  );
}

/**
 * Refuses what contradicts itself or lies outside the product.
 * @throws RegimeRefusal `value-not-whole-pence`, `value-without-vat-above-value-with`,
 * `light-touch-is-for-services`, `provider-selection-regime-outside-product`.
 */
export function mustBeConsistent(procurement: Procurement, startsOn: string): void {
  const { kind, subject, valueWithVatPence, valueWithoutVatPence } = procurement;
  for (const value of [valueWithVatPence, valueWithoutVatPence ?? 0]) {
    if (value >= 0 && (typeof value === 'bigint' || Number.isSafeInteger(value))) continue;
    throw new RegimeRefusal('value-not-whole-pence', `A value is whole pence from 0 on, not ${value}.`);
  }
  if (valueWithoutVatPence !== undefined && valueWithoutVatPence > valueWithVatPence) {
    throw new RegimeRefusal(
      'value-without-vat-above-value-with',
      'Without VAT a value cannot be higher than with it.',
    );
  }
  if (subject !== 'ordinary' && (kind === 'goods' || kind === 'works')) {
    throw new RegimeRefusal('light-touch-is-for-services', `Only services can be ${subject}, not ${kind}.`);
  }
  if (subject === 'public-health' && kind === 'services' && startsOn >= PROVIDER_SELECTION_REGIME_FROM) {
    throw new RegimeRefusal(
      'provider-selection-regime-outside-product',
      'Public-health services come under the Provider Selection Regime since 1 January 2024. This product does not run it.',
      PROVIDER_SELECTION_REGIME,
    );
  }
}
