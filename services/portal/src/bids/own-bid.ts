import type { tenderingApi } from '@commissioning/schemas';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';

/** A bid of the visitor's organisation and the tender that it answers. */
export interface BidAndTender {
  readonly bid: tenderingApi.OwnBid;
  readonly tender: tenderingApi.Opportunity;
}

export async function readBid(api: ServiceApi, visitor: Visitor, id: string): Promise<BidAndTender> {
  const bid = await api.get<tenderingApi.OwnBid>('tendering', `/v1/bids/${id}`, visitor);
  const path = `/v1/opportunities/${bid.tenderId}`;
  return { bid, tender: await api.get<tenderingApi.Opportunity>('tendering', path, visitor) };
}

/** How the strip looks; its words say the same. */
export const STRIPS: Record<tenderingApi.BidStanding, string> = {
  submitted: 'portal-strip--done',
  'submitted-with-changes': 'portal-strip--warning',
  'complete-not-submitted': 'portal-strip--warning',
  incomplete: 'portal-strip--open',
};

/** The way back, down to a bid where one is given. */
export const crumbs = (known?: BidAndTender) => [
  { text: 'Home', href: '/' },
  { text: 'Our bids', href: '/bids' },
  ...(known ? [{ text: known.tender.title, href: `/bids/${known.bid.id}` }] : []),
];
