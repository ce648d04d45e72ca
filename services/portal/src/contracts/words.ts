import type { contractsApi } from '@commissioning/schemas';

/** A tag as GOV.UK's component takes it. */
export interface Tag {
  readonly text: string;
  readonly classes: string;
}

const RATINGS: Record<contractsApi.Rating['colour'], Tag> = {
  red: { text: 'Red', classes: 'govuk-tag--red' },
  amber: { text: 'Amber', classes: 'govuk-tag--yellow' },
  green: { text: 'Green', classes: 'govuk-tag--green' },
};

const RETURNS: Record<contractsApi.Return['state'], Tag> = {
  draft: { text: 'To do', classes: 'govuk-tag--grey' },
  submitted: { text: 'Submitted', classes: 'govuk-tag--blue' },
  returned: { text: 'Needs a change', classes: 'govuk-tag--yellow' },
  accepted: { text: 'Accepted', classes: 'govuk-tag--green' },
};

const PAYMENTS: Record<contractsApi.Payment['state'], Tag> = {
  scheduled: { text: 'Scheduled', classes: 'govuk-tag--grey' },
  requested: { text: 'Asked for', classes: 'govuk-tag--blue' },
  approved: { text: 'Approved', classes: 'govuk-tag--green' },
};

const DUES: Record<contractsApi.NextDue['what'], string> = {
  return: 'Return due',
  review: 'Return to review',
  payment: 'Payment',
};

/** The words and colours of contracts, for templates. */
export const words = { ratings: RATINGS, returns: RETURNS, payments: PAYMENTS, dues: DUES };

/** “everybody” where people were not asked about a characteristic. */
export const characteristicName = (characteristic: string): string =>
  characteristic === 'all' ? 'everybody, without characteristics' : characteristic;
