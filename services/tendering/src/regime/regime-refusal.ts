import type { Citation } from './law';

/** Why no regime can be named. Stable, kebab case. */
export type RegimeRefusalCode =
  | 'regime-thresholds-unknown'
  | 'provider-selection-regime-outside-product'
  | 'light-touch-is-for-services'
  | 'value-not-whole-pence'
  | 'value-without-vat-missing'
  | 'value-without-vat-above-value-with'
  | 'reservation-only-below-threshold'
  | 'reservation-not-yet-lawful'
  | 'reservation-needs-area'
  | 'reservation-decided-too-late'
  | 'reservation-not-stated'
  | 'reservation-for-mutuals-only-light-touch'
  | 'reservation-for-mutuals-too-long'
  | 'reservation-of-a-grant';

/** A procurement that the product must not help with as it stands, with the law where the law says so. */
export class RegimeRefusal extends Error {
  constructor(
    readonly code: RegimeRefusalCode,
    message: string,
    readonly source?: Citation,
  ) {
    super(message);
    this.name = 'RegimeRefusal';
  }
}
