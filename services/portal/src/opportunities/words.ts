import type { tenderingApi } from '@commissioning/schemas';

/** What codes of tendering are called on pages. */
export const REGIMES: Record<tenderingApi.RegimeFinding['regime'], string> = {
  'below-threshold': 'below the threshold',
  'light-touch': 'light touch',
  full: 'full regime',
};

export const PAYMENTS: Record<tenderingApi.ProportionFinding['payment'], string> = {
  'in-advance': 'In advance',
  'quarterly-in-advance': 'Each quarter, in advance',
  'quarterly-in-arrears': 'Each quarter, in arrears',
};

export const DOCUMENTS: Record<tenderingApi.TenderTerms['documents'][number], string> = {
  constitution: 'Your constitution or governing document',
  'safeguarding-policy': 'Your safeguarding policy',
  insurance: 'Proof of insurance',
  'annual-accounts': 'Your latest annual accounts',
  'equality-policy': 'Your equality policy',
  'data-protection-policy': 'Your data protection policy',
  'quality-assurance': 'How you assure quality',
  'business-continuity-plan': 'Your business continuity plan',
  'financial-standing-assessment': 'An assessment of financial standing',
};

export const EVIDENCE: Record<tenderingApi.LocalEvidence, string> = {
  'work-in-ward': 'Work done in the wards',
  'co-production-record': 'A record of planning with residents',
  'referral-links': 'Links for referral with local services',
  address: 'An address in the area',
};

export const FORMULAE: Record<tenderingApi.PriceFormulaKind, string> = {
  'lowest-ratio': 'Lowest price divided by yours',
  linear: 'A straight line from the lowest to the highest price',
  mean: 'How far you are from the mean of all prices',
  'fixed-price': 'The price is given',
};

/** "4 times a year" */
export const times = (count: number): string =>
  count === 1 ? 'Once a year' : count === 2 ? 'Twice a year' : `${count} times a year`;

/** The state of an opportunity as a tag. */
export const TAGS: Record<
  tenderingApi.Opportunity['state'],
  { readonly text: string; readonly classes: string }
> = {
  open: { text: 'Open', classes: 'govuk-tag--green' },
  closed: { text: 'Closed', classes: 'govuk-tag--grey' },
  awarded: { text: 'Awarded', classes: 'govuk-tag--blue' },
  cancelled: { text: 'Cancelled', classes: 'govuk-tag--red' },
};
