import { randomUUID } from 'node:crypto';
import type { analyticsApi, evaluationRecommended, FactOf } from '@commissioning/schemas';
import type { Reach } from '../src/award-check/reach';

export const WARDS = ['E05009317', 'E05009318', 'E05009319', 'E05009320'] as const;
export const DISABLED = 'Disabled under the Equality Act';
export const NOT_DISABLED = 'Not disabled under the Equality Act';

/** Four wards of 10,000 residents; a quarter of the deprived households in each unless told otherwise; 15 % disabled. */
export const aBaseline = (
  deprived: readonly (number | undefined)[] = [1_000, 1_000, 1_000, 1_000],
  more: Partial<analyticsApi.NeedsBaseline> = {},
): analyticsApi.NeedsBaseline => ({
  versionId: randomUUID(),
  title: 'Four wards (made for tests)',
  wards: WARDS.map((ward, place) => ({
    ward,
    name: `Ward ${place + 1}`,
    residents: 10_000,
    ...(deprived[place] !== undefined && { households: 4_000, deprivedHouseholds: deprived[place] }),
  })),
  groups: [
    { characteristic: 'disability', category: DISABLED, residents: 6_000, denominator: 40_000 },
    { characteristic: 'disability', category: NOT_DISABLED, residents: 34_000, denominator: 40_000 },
  ],
  byWard: [],
  ...more,
});

/** Planned people by ward, in the order of `WARDS`, and how many of them are disabled. */
export const aReach = (people: readonly number[], disabled?: number): Reach => ({
  wards: people.map((count, place) => ({ ward: WARDS[place]!, people: count })),
  groups:
    disabled === undefined ? [] : [{ characteristic: 'disability', category: DISABLED, people: disabled }],
});

type Recommendation = FactOf<typeof evaluationRecommended>;

/** Bids in rank order: name, price, reach, and whether recommended. */
export const aRecommendation = (
  bids: readonly (readonly [name: string, pricePence: number, reach: Reach, recommended: boolean])[],
  more: Partial<Recommendation> = {},
): Recommendation => ({
  evaluationId: randomUUID(),
  tenderId: randomUUID(),
  themeId: randomUUID(),
  title: 'Money advice',
  setHash: 'a'.repeat(64),
  budgetPence: 100_000,
  mostAwards: 2,
  bids: bids.map(([organisationName, pricePence, reach, recommended], place) => ({
    bidId: randomUUID(),
    organisationId: randomUUID(),
    organisationName,
    pricePence,
    rank: place + 1,
    total: 90 - place,
    recommended,
    reach: { wards: [...reach.wards], groups: [...reach.groups] },
  })),
  ...more,
});
