import type { tenderingApi } from '@commissioning/schemas';
import type { TransactionOf } from '@commissioning/service';
import type { Bid, BidPart, PrismaClient, Submission } from '../../generated/prisma/client';
import { newKey, open, seal } from '../sealing/envelope';
import type { KeyKeeper } from '../sealing/key-keeper';
import { bidderPurpose, draftKeyPurpose, partPurpose } from '../sealing/purposes';
import type { BidContent } from './gaps';

/** Whose bid it is; sealed from the first moment. */
export interface Bidder {
  readonly organisationId: string;
  readonly organisationName: string;
}

/** A bid with its parts and submissions, still sealed. */
export type BidRow = Bid & { parts: BidPart[]; submissions: Submission[] };

/** Parts of a bid beside its answers. */
export type PartName = `answer:${string}` | 'price' | 'reach' | 'declarations';

/** By what an organisation's bid is found in a table that does not say whose bids it holds. */
export const lookupOf = (keeper: KeyKeeper, tenderId: string, organisationId: string): Promise<string> =>
  keeper.hash(`bid|${tenderId}|${organisationId}`);

/** The sealed columns of a new bid. */
export async function sealedBid(keeper: KeyKeeper, id: string, tenderId: string, bidder: Bidder) {
  const key = newKey();
  return {
    id,
    tenderId,
    lookup: await lookupOf(keeper, tenderId, bidder.organisationId),
    dataKey: await keeper.wrap(key, draftKeyPurpose(id)),
    bidder: seal(key, bidder, bidderPurpose(id)),
  };
}

/** The bid with its parts and its submissions, newest first; null when there is none. */
export const findBid = (
  db: TransactionOf<PrismaClient>,
  where: { id: string } | { lookup: string },
): Promise<BidRow | null> =>
  db.bid.findUnique({ where, include: { parts: true, submissions: { orderBy: { number: 'desc' } } } });

/** A bid unlocked with its own data key: for its members, and for the record of what was never submitted. */
export interface UnlockedBid {
  readonly row: BidRow;
  readonly key: Buffer;
  readonly bidder: Bidder;
}

/** Unlocks a bid. Throws `BrokenSeal`. */
export async function unlock(keeper: KeyKeeper, row: BidRow): Promise<UnlockedBid> {
  const key = await keeper.unwrap(row.dataKey, draftKeyPurpose(row.id));
  return { row, key, bidder: open<Bidder>(key, row.bidder, bidderPurpose(row.id)) };
}

/** The value of a part and its version; version 0 while it was never saved. */
export function partOf<Value>({ row, key }: UnlockedBid, name: PartName): { value?: Value; version: number } {
  const part = row.parts.find((each) => each.part === name);
  if (!part) return { version: 0 };
  return {
    value: open<Value>(key, part.sealed, partPurpose(row.id, name, part.version)),
    version: part.version,
  };
}

/** A part as it is stored. */
export const sealedPart = ({ row, key }: UnlockedBid, name: PartName, value: unknown, version: number) => ({
  sealed: seal(key, value, partPurpose(row.id, name, version)),
  version,
});

/** Everything the bid says so far. */
export function contentOf(bid: UnlockedBid, criteria: readonly tenderingApi.Criterion[]): BidContent {
  const answers = new Map<string, string>();
  for (const { criterionId } of criteria) {
    const { value } = partOf<string>(bid, `answer:${criterionId}`);
    if (value !== undefined) answers.set(criterionId, value);
  }
  const { value: pricePence } = partOf<number>(bid, 'price');
  const { value: reach } = partOf<tenderingApi.Reach>(bid, 'reach');
  const { value: declarations } = partOf<tenderingApi.Declarations>(bid, 'declarations');
  return {
    answers,
    ...(pricePence !== undefined && { pricePence }),
    ...(reach && { reach }),
    ...(declarations && { declarations }),
  };
}

/** How often the bid was saved: what somebody has read, and what a submission was made of. */
export const revisionOf = ({ parts }: Pick<BidRow, 'parts'>): number =>
  parts.reduce((sum, { version }) => sum + version, 0);

/** The submission that stands: neither withdrawn nor replaced. */
export const standingSubmission = ({ submissions }: Pick<BidRow, 'submissions'>): Submission | undefined =>
  submissions.find(({ endedAt }) => endedAt === null);
