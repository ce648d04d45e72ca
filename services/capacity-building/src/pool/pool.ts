import { must } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';

export type Rule = capacityBuildingApi.PoolRule;

/** In this order an organisation's places come out of the pools that are for it. */
export const RULES: readonly Rule[] = ['first-time-bidder', 'equality-focused', 'small'];

/** What the rules of pools and priorities look at. */
export interface PartyFacts {
  readonly small: boolean;
  readonly equalityFocused: boolean;
  readonly hasBid: boolean;
}

/** Rules that an organisation meets. */
export const rulesOf = ({ small, equalityFocused, hasBid }: PartyFacts): Rule[] =>
  RULES.filter(
    (rule) => ({ small, 'equality-focused': equalityFocused, 'first-time-bidder': !hasBid })[rule],
  );

/** A pool of a session; times in milliseconds since 1970 UTC. */
export interface PoolTerms {
  readonly rule: Rule;
  readonly places: number;
  readonly releaseAt: number;
}

/** Each rule has one pool, the pools fit in the session, and whoever comes gets what is left before it starts. */
export function mustBeSoundPools(pools: readonly PoolTerms[], capacity: number, startsAt: number): void {
  must(
    new Set(pools.map(({ rule }) => rule)).size === pools.length,
    'pool-twice',
    'Give each rule one pool: two pools of the same rule were given.',
  );
  const places = pools.reduce((sum, pool) => sum + pool.places, 0);
  must(
    places <= capacity,
    'pools-over-capacity',
    `The pools reserve ${places} places; the session has ${capacity}.`,
  );
  must(
    pools.every(({ releaseAt }) => releaseAt <= startsAt),
    'pool-released-after-start',
    'A pool is released before the session starts, so that no place stays empty.',
  );
}

/** What was released is open to everybody and stays so. */
export function mustBeKept(pool: { readonly releasedAt: Date | null } | undefined): void {
  must(pool !== undefined, 'no-such-pool', 'This session has no pool of that rule.');
  must(!pool.releasedAt, 'pool-released', 'This pool was released before.');
}
