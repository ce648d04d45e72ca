import fc from 'fast-check';
import { Reader, type Leaves } from '../attacks/reader';
import { flat, grouped, type Plan, protect, type Publication, tabulate } from '../index';

/** Every property is tried on this many publications. */
export const runs = { numRuns: 500 };

export const leaves: Leaves = {
  ward: { leaves: ['w1', 'w2', 'w3'] },
  ethnicity: { leaves: ['a1', 'a2', 'b1', 'b2'], groups: { A: ['a1', 'a2'], B: ['b1', 'b2'] } },
  religion: { leaves: ['r1', 'r2', 'r3'] },
  sex: { leaves: ['f', 'm'] },
};
export const hierarchies = [
  flat('ward', 'All', ['w1', 'w2', 'w3']),
  grouped('ethnicity', 'All', { A: ['a1', 'a2'], B: ['b1', 'b2'] }),
  flat('religion', 'All', ['r1', 'r2', 'r3']),
  flat('sex', 'All', ['f', 'm']),
];

/** Counts as they come: many zeros and small ones, some large. */
export const count = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 5, max: 60 }),
);

/** People over all combinations of some dimensions, and the tables that are made of them. */
export function publications(
  dimensions: readonly string[],
  tables: readonly (readonly string[])[],
): fc.Arbitrary<Publication> {
  const places = dimensions.reduce<Record<string, string>[]>(
    (all, dimension) =>
      all.flatMap((at) => (leaves[dimension]?.leaves ?? []).map((leaf) => ({ ...at, [dimension]: leaf }))),
    [{}],
  );
  return fc.array(count, { minLength: places.length, maxLength: places.length }).map((counts) => {
    const rows = places.map((at, index) => ({ at, quantity: counts[index] as number }));
    const make = (own: readonly string[]) =>
      tabulate(rows, {
        ...{ id: own.join('-'), measure: 'residents', dimensions: own, hierarchies },
        categories: Object.fromEntries(own.map((dimension) => [dimension, leaves[dimension]?.leaves ?? []])),
      });
    return { tables: tables.map(make), hierarchies };
  });
}

/** Attacks up to `most` suppressed figures, the sensitive ones first, and asks of each what the rules promise. */
export async function withstands(plan: Plan, most: number): Promise<void> {
  expect(plan.audit).toMatchObject({ safe: true, rejectedWitnesses: 0 });
  const reader = new Reader(leaves, 1);
  for (const released of plan.apply()) reader.read(released, released.id.split('-'));
  const sensitive = plan.cells.filter(({ why }) => why !== 'secondary');
  const secondary = plan.cells.filter(({ why }) => why === 'secondary');
  const inTables = [...sensitive.slice(0, most - 1), ...secondary.slice(0, 1)].filter(
    ({ tables }) => tables.length > 0,
  );
  for (const { at, why, tables } of inTables) {
    const id = tables[0] as string;
    const [least, up] = await reader.interval(id, id.split('-'), at, true);
    expect(up - least).toBeGreaterThanOrEqual(4);
    if (why !== 'secondary') expect(up).toBeGreaterThanOrEqual(5);
  }
}

export const attack = (publication: Publication) =>
  protect(publication, { exact: 0 }).then((plan) => withstands(plan, 3));
