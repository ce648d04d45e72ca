import { createHash, randomBytes } from 'node:crypto';
import type { tenderingApi } from '@commissioning/schemas';
import { BrokenSeal, newKey, open, seal } from '../sealing/envelope';
import { submissionPurpose } from '../sealing/purposes';
import { unwrapWithTender, wrapForTender } from '../sealing/tender-key';
import type { BidContent } from './gaps';

/** What is submitted, but the price. */
export interface SubmittedContent {
  readonly bidId: string;
  readonly tenderId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly number: number;
  readonly submittedAt: string;
  readonly submittedBy: { readonly id: string; readonly name: string };
  readonly answers: readonly { readonly criterionId: string; readonly text: string }[];
  readonly reach: tenderingApi.Reach;
  readonly declarations: tenderingApi.Declarations;
  readonly priceSha256: string;
  /** Makes the published hash of a document useless for guessing at it. */
  readonly salt: string;
}

/** What is submitted of the price; opened after the quality consensus. */
export interface SubmittedPrice {
  readonly bidId: string;
  readonly number: number;
  readonly pricePence: number;
  readonly salt: string;
}

/** Both documents of a submission as text, and the hash that stands on the receipt. */
export interface Documents {
  readonly document: string;
  readonly priceDocument: string;
  readonly sha256: string;
}

/** Who submits what and when. The content must be complete. */
export type ToSubmit = Omit<SubmittedContent, 'answers' | 'reach' | 'declarations' | 'priceSha256' | 'salt'>;

/** Writes the documents down, answers in the order of the criteria. */
export function documentsOf(
  facts: ToSubmit,
  content: BidContent,
  criterionIds: readonly string[],
): Documents {
  const { pricePence, reach, declarations, answers } = content;
  if (pricePence === undefined || !reach || !declarations)
    throw new Error('An incomplete bid was submitted.');
  const { bidId, number } = facts;
  const price: SubmittedPrice = { bidId, number, pricePence, salt: salt() };
  const priceDocument = JSON.stringify(price);
  const whole: SubmittedContent = {
    ...facts,
    answers: criterionIds.map((criterionId) => ({ criterionId, text: answers.get(criterionId) ?? '' })),
    reach,
    declarations,
    priceSha256: sha256(priceDocument),
    salt: salt(),
  };
  const document = JSON.stringify(whole);
  return { document, priceDocument, sha256: sha256(document) };
}

/** The envelopes of a submission, each under a data key that only the tender's private key unwraps. */
export interface SealedSubmission {
  readonly content: string;
  readonly contentKey: string;
  readonly price: string;
  readonly priceKey: string;
}

interface Place {
  readonly bidId: string;
  readonly number: number;
}

/** Seals the documents under the tender's public keys: from here on nobody opens them before the opening. */
export function sealDocuments(
  { bidId, number }: Place,
  { document, priceDocument }: Documents,
  publicKeys: { readonly content: string; readonly price: string },
): SealedSubmission {
  const [contentKey, priceKey] = [newKey(), newKey()];
  const [contentPurpose, pricePurpose] = [
    submissionPurpose(bidId, number, 'content'),
    submissionPurpose(bidId, number, 'price'),
  ];
  return {
    content: seal(contentKey, document, contentPurpose),
    contentKey: wrapForTender(publicKeys.content, contentKey, contentPurpose),
    price: seal(priceKey, priceDocument, pricePurpose),
    priceKey: wrapForTender(publicKeys.price, priceKey, pricePurpose),
  };
}

/** The submitted content, opened and held against its receipt. Throws `BrokenSeal` when it is not what was submitted. */
export function openContent(
  submission: Place & Pick<SealedSubmission, 'content' | 'contentKey'> & { readonly sha256: string },
  privateKey: string,
): SubmittedContent {
  const { bidId, number, content, contentKey } = submission;
  const purpose = submissionPurpose(bidId, number, 'content');
  const document = open<string>(unwrapWithTender(privateKey, contentKey, purpose), content, purpose);
  if (sha256(document) !== submission.sha256) throw new BrokenSeal(purpose);
  return JSON.parse(document) as SubmittedContent;
}

/** The submitted price, opened and held against the hash in its content. Throws `BrokenSeal`. */
export function openPrice(
  submission: Place & Pick<SealedSubmission, 'price' | 'priceKey'>,
  { priceSha256 }: Pick<SubmittedContent, 'priceSha256'>,
  privateKey: string,
): number {
  const { bidId, number, price, priceKey } = submission;
  const purpose = submissionPurpose(bidId, number, 'price');
  const document = open<string>(unwrapWithTender(privateKey, priceKey, purpose), price, purpose);
  if (sha256(document) !== priceSha256) throw new BrokenSeal(purpose);
  return (JSON.parse(document) as SubmittedPrice).pricePence;
}

const salt = (): string => randomBytes(16).toString('base64url');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
