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

/** A pool that there is, and what was taken out of it. */
export interface KnownPool {
  readonly rule: string;
  readonly places: number;
  readonly taken: number;
  readonly releasedAt: Date | null;
}

/** A pool keeps what was taken from it, and more is reserved only out of places that nobody has. */
export function mustFit(
  pools: readonly KnownPool[],
  wanted: readonly { readonly rule: string; readonly places: number }[],
  free: number,
): void {
  let growth = 0;
  for (const pool of pools) {
    const places = wanted.find(({ rule }) => rule === pool.rule)?.places;
    if (pool.releasedAt) {
      must(places === undefined || places === pool.places, 'pool-released', RELEASED);
      continue;
    }
    const { taken } = pool;
    must(
      (places ?? 0) >= taken,
      'pool-below-taken',
      `${taken} places of this pool are taken: keep at least as many.`,
    );
    growth += (places ?? 0) - pool.places;
  }
  for (const { rule, places } of wanted) if (!pools.some((pool) => pool.rule === rule)) growth += places;
  must(
    growth <= free,
    'pools-need-free-places',
    `There are ${free} free places to reserve. Keep fewer, or raise the number of places first.`,
  );
}

/** What was released is open to everybody and stays so. */
export function mustBeKept(pool: Pick<KnownPool, 'releasedAt'> | undefined): void {
  must(pool !== undefined, 'no-such-pool', 'This session has no pool of that rule.');
  must(!pool.releasedAt, 'pool-released', RELEASED);
}

const RELEASED = 'This pool was released before: what was in it is open to everybody and stays so.';
