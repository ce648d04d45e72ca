/** A tender has two locks, because contents are opened before the quality is scored and prices after. */
export const TENDER_ENVELOPES = ['content', 'price'] as const;
export type TenderEnvelope = (typeof TENDER_ENVELOPES)[number];

/** What each sealed thing is for: authenticated with it, so that nothing opens in another's place. */
export const keyPurpose = (tenderId: string, envelope: TenderEnvelope): string =>
  `tender/${tenderId}/${envelope}-key`;
export const draftKeyPurpose = (bidId: string): string => `bid/${bidId}/data-key`;
export const bidderPurpose = (bidId: string): string => `bid/${bidId}/bidder`;
export const partPurpose = (bidId: string, part: string, version: number): string =>
  `bid/${bidId}/${part}/${version}`;
export const submissionPurpose = (bidId: string, number: number, envelope: TenderEnvelope): string =>
  `bid/${bidId}/submission/${number}/${envelope}`;
