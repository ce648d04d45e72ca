import { z } from 'zod';
import { Id, Instant, Line, Pence, WardCode } from '../../primitives';

const People = z.int().nonnegative().max(10_000_000);

/** Whom a bid says it will reach, in planned people. */
export const Reach = z
  .strictObject({
    wards: z.array(z.strictObject({ ward: WardCode, people: People })).max(200),
    groups: z.array(z.strictObject({ characteristic: Line, category: Line, people: People })).max(100),
  })
  .meta({ id: 'Reach' });
export type Reach = z.infer<typeof Reach>;

/** What the bidder declares; signed with a name at submission. */
export const Declarations = z
  .strictObject({
    exclusionGroundsApply: z.boolean(),
    exclusionExplanation: z.string().max(10_000).optional(),
    associatedPersons: z.array(Line).max(50),
    signedBy: z.string().trim().max(200),
    accurate: z.boolean(),
  })
  .meta({ id: 'Declarations' });
export type Declarations = z.infer<typeof Declarations>;

export const StartBid = z.strictObject({ tenderId: Id, organisationId: Id }).meta({ id: 'StartBid' });
export type StartBid = z.infer<typeof StartBid>;

/** Saved as it is typed: empty, unfinished and too long are all kept; limits count at submission. */
export const SaveAnswer = z.strictObject({ text: z.string().max(60_000) }).meta({ id: 'SaveAnswer' });
export const SavePrice = z.strictObject({ pricePence: Pence }).meta({ id: 'SavePrice' });

/** What a saved part answers: the version for the next If-Match. */
export const SavedPart = z
  .strictObject({ part: z.string(), words: z.int().optional(), version: z.int().positive() })
  .meta({ id: 'SavedPart' });
export type SavedPart = z.infer<typeof SavedPart>;

/** What is missing before a bid can be submitted. */
export const BidGap = z
  .strictObject({ part: z.string(), code: z.string(), says: z.string() })
  .meta({ id: 'BidGap' });
export type BidGap = z.infer<typeof BidGap>;

/** Proof of submission: the server's time and the hash of exactly what was submitted. */
export const Receipt = z
  .strictObject({
    bidId: Id,
    tenderId: Id,
    number: z.int().positive(),
    submittedAt: Instant,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'Receipt' });
export type Receipt = z.infer<typeof Receipt>;

/**
 * A receipt with what was submitted. The UTF-8 bytes of `document` have the hash of the receipt; the document holds
 * the hash of `priceDocument`, which is opened later. They are given once, to whoever submits: repeated, the same
 * submission answers with its receipt alone, because by then nobody can open it.
 */
export const Submission = Receipt.extend({
  document: z.string().optional(),
  priceDocument: z.string().optional(),
}).meta({ id: 'Submission' });
export type Submission = z.infer<typeof Submission>;

/** Says in one word what the strip on every page says in a sentence. */
export const BidStanding = z
  .enum(['submitted', 'submitted-with-changes', 'complete-not-submitted', 'incomplete'])
  .meta({ id: 'BidStanding' });
export type BidStanding = z.infer<typeof BidStanding>;

const part = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({ value: value.optional(), version: z.int().nonnegative() });

/** An organisation's own bid, for its members alone. */
export const OwnBid = z
  .strictObject({
    id: Id,
    tenderId: Id,
    organisationId: Id,
    standing: BidStanding,
    says: z.string(),
    answers: z.array(
      z.strictObject({
        criterionId: Id,
        text: z.string(),
        words: z.int(),
        wordLimit: z.int(),
        version: z.int().nonnegative(),
      }),
    ),
    price: part(Pence),
    reach: part(Reach),
    declarations: part(Declarations),
    gaps: z.array(BidGap),
    receipts: z.array(Receipt.extend({ withdrawnAt: Instant.optional(), replacedAt: Instant.optional() })),
    /** Raised by every saved part; sent in If-Match when submitting, so that nobody submits what they have not seen. */
    version: z.int().nonnegative(),
  })
  .meta({ id: 'OwnBid' });
export type OwnBid = z.infer<typeof OwnBid>;

export const OwnBidList = z
  .strictObject({
    items: z.array(
      z
        .strictObject({
          id: Id,
          tenderId: Id,
          tender: Line,
          closesAt: Instant,
          organisationId: Id,
          standing: BidStanding,
          says: z.string(),
        })
        .meta({ id: 'OwnBidSummary' }),
    ),
  })
  .meta({ id: 'OwnBidList' });
export type OwnBidList = z.infer<typeof OwnBidList>;

/** The text of an opened bid, for evaluation alone. The price is never here. */
export const BidContent = z
  .strictObject({
    bidId: Id,
    tenderId: Id,
    organisationId: Id,
    organisationName: Line,
    answers: z.array(z.strictObject({ criterionId: Id, text: z.string(), words: z.int() })),
    reach: Reach,
    declarations: Declarations,
  })
  .meta({ id: 'BidContent' });
export type BidContent = z.infer<typeof BidContent>;
