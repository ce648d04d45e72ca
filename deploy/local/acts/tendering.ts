import type { tenderingApi } from '@commissioning/schemas';
import { type Acting, eventually } from './client';

/** What a bidder sends in. */
export interface BidWords {
  /** One text for each question, in the order of the questions. */
  readonly answers: readonly string[];
  readonly pricePence: number;
  readonly reach: tenderingApi.Reach;
  readonly signedBy: string;
}

/** Drafts a tender from an approved theme, as soon as the approval has arrived. */
export const draftTender = (
  commissioner: Acting,
  tender: tenderingApi.NewTender,
): Promise<tenderingApi.Tender> =>
  eventually('the theme to arrive in tendering', () => commissioner.post('tendering', '/v1/tenders', tender));

export const publishTender = (
  commissioner: Acting,
  draft: tenderingApi.Tender,
): Promise<tenderingApi.Tender> =>
  commissioner.post('tendering', `/v1/tenders/${draft.id}/publish`, undefined, { version: draft.version });

/** Starts a bid and fills every part; nothing is submitted yet. */
export async function writeBid(
  writer: Acting,
  tender: tenderingApi.Tender,
  organisationId: string,
  words: BidWords,
): Promise<tenderingApi.OwnBid> {
  const start = { tenderId: tender.id, organisationId };
  const { id } = await eventually<tenderingApi.OwnBid>('the organisation to arrive in tendering', () =>
    writer.put('tendering', '/v1/bids', start),
  );
  const path = `/v1/bids/${id}`;
  const questions = tender.criteria.filter(({ kind }) => kind !== 'price');
  for (const [index, { criterionId }] of questions.entries()) {
    const text = words.answers[index] ?? words.answers.at(-1);
    await writer.put('tendering', `${path}/answers/${criterionId}`, { text }, { version: 0 });
  }
  await writer.put('tendering', `${path}/price`, { pricePence: words.pricePence }, { version: 0 });
  await writer.put('tendering', `${path}/reach`, words.reach, { version: 0 });
  const declarations = {
    exclusionGroundsApply: false,
    associatedPersons: [],
    signedBy: words.signedBy,
    accurate: true,
  };
  await writer.put('tendering', `${path}/declarations`, declarations, { version: 0 });
  return writer.get('tendering', path);
}

/** Submits what was written; resolves to the receipt. */
export const submitBid = (writer: Acting, bid: tenderingApi.OwnBid): Promise<tenderingApi.Submission> =>
  writer.put('tendering', `/v1/bids/${bid.id}/submission`, undefined, { version: bid.version });

/** Two officers open, once the deadline has passed. */
export async function openBids(
  first: Acting,
  second: Acting,
  tenderId: string,
): Promise<tenderingApi.Opening> {
  const path = `/v1/tenders/${tenderId}`;
  const proposed = await eventually<tenderingApi.Opening>('the tender to close', () =>
    first.post('tendering', `${path}/openings`),
  );
  return second.post('tendering', `${path}/openings/${proposed.id}/confirm`);
}
