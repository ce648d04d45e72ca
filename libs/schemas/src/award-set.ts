import { createHash } from 'node:crypto';

/** One award of a recommended set: what the equality check, the decision and the award must all speak of. */
export interface SetMember {
  readonly bidId: string;
  readonly organisationId: string;
  readonly pricePence: number;
}

/**
 * Fingerprint of a recommended set, SHA-256 in hex over its canonical form: members sorted by bid, fields in one
 * order. The same set always has the same hash; any change of a member or a price gives another one.
 */
export function awardSetHash(tenderId: string, members: readonly SetMember[]): string {
  const canonical = members
    .map(({ bidId, organisationId, pricePence }) => [bidId, organisationId, pricePence] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return createHash('sha256')
    .update(JSON.stringify([tenderId, canonical]))
    .digest('hex');
}
