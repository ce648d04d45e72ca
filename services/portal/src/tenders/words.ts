import type { tenderingApi } from '@commissioning/schemas';

/** The state of a tender as a tag, for the council's staff. */
export const STATES: Record<tenderingApi.TenderState, { readonly text: string; readonly classes: string }> = {
  draft: { text: 'Draft', classes: 'govuk-tag--grey' },
  published: { text: 'Open', classes: 'govuk-tag--green' },
  closed: { text: 'Closed', classes: 'govuk-tag--yellow' },
  opened: { text: 'Bids opened', classes: 'govuk-tag--blue' },
  awarded: { text: 'Awarded', classes: 'govuk-tag--purple' },
  cancelled: { text: 'Cancelled', classes: 'govuk-tag--red' },
};

/** The way back, down to a tender where one is given. */
export const crumbs = (tender?: Pick<tenderingApi.Tender, 'id' | 'title'>) => [
  { text: 'Home', href: '/' },
  { text: 'Tenders', href: '/tenders' },
  ...(tender ? [{ text: tender.title, href: `/tenders/${tender.id}` }] : []),
];
