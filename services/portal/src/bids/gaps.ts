import type { tenderingApi } from '@commissioning/schemas';

/** A part of a bid: where it is saved, the name that its gaps go by, and its first field. */
export interface Part {
  readonly path: string;
  readonly gaps: string;
  readonly field: string;
}

const FIELDS: Readonly<Record<string, string>> = {
  'exclusion-needs-explanation': 'explanation',
  'declarations-unsigned': 'signedBy',
  'declarations-not-confirmed': 'accurate',
};

/** The field of a part's page that mends a gap. */
export const fieldOf = ({ code }: tenderingApi.BidGap, part: Part): string => FIELDS[code] ?? part.field;

/** What is missing, each with the page on which it is mended. */
export const gapsToMend = ({ id, gaps }: Pick<tenderingApi.OwnBid, 'id' | 'gaps'>) =>
  gaps.map(({ part, says }) => ({ text: says, href: `/bids/${id}/${part.replace(':', 's/')}` }));
