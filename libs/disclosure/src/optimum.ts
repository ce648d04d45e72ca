import { audit } from './audit/audit';
import { canonical, cellName } from './cell-name';
import { DisclosureError } from './error';
import { defaultRules, type Publication, type Rules } from './publication';
import { read } from './reading';
import { releaseTables } from './released';
import { sensitivity } from './sensitivity';

/** What the cheapest safe pattern of a small table costs, to hold the planner against. */
export interface Optimum {
  /** Weight of all suppressed cells of the cheapest safe pattern: 1 a cell, 1 more for every dimension it adds up. */
  readonly cost: number;
  readonly suppressed: number;
  /** Patterns that the audit looked at. */
  readonly tried: number;
}

/**
 * The cheapest safe pattern by trying every one, cheapest first, each judged by the audit's linear programmes. For
 * small publications only: throws `too-large` where more than `most` patterns (default 20,000) would have to be tried.
 * Undefined where no pattern cheaper than `below` is safe.
 */
export async function cheapestPattern(
  publication: Publication,
  options: { rules?: Partial<Rules>; below?: number; most?: number } = {},
): Promise<Optimum | undefined> {
  const rules = { ...defaultRules, ...options.rules };
  const { below = Infinity, most = 20_000 } = options;
  const adding = new Set(
    publication.hierarchies.flatMap(({ dimension, total }) => (total === undefined ? [] : [dimension])),
  );
  const open = [...read(publication).entries.values()].filter(({ tables }) => tables.length > 0);
  const weightOf = (at: object) =>
    1 + [...adding].filter((dimension) => !Object.hasOwn(at, dimension)).length;
  const primary = open.filter((entry) => sensitivity(entry, rules) !== undefined);
  const choices = open
    .filter(
      (entry) =>
        !primary.includes(entry) &&
        entry.before !== 'shown' &&
        !(entry.value === 0 && rules.zeros === 'show'),
    )
    .map(({ name, at }) => ({ name, weight: weightOf(at) }))
    .sort((a, b) => a.weight - b.weight);
  const start = primary.reduce((sum, { at }) => sum + weightOf(at), 0);
  const names = new Set(primary.map(({ name }) => name));
  let tried = 0;
  for (const { picked, weight } of cheapestFirst(choices, below - start)) {
    if (++tried > most)
      throw new DisclosureError('too-large', `More than ${most} patterns would have to be tried.`);
    const hidden = new Set([...names, ...picked]);
    const tables = releaseTables(publication, new Set(), ({ at, value }, { measure }) =>
      hidden.has(cellName(measure, canonical(at, publication.hierarchies))) ? null : value,
    );
    const { safe } = await audit(publication, tables, { rules });
    if (safe) return { cost: start + weight, suppressed: hidden.size, tried };
  }
  return undefined;
}

/** Every subset under a weight, lightest first. Choices are sorted by weight, so a longer list is never lighter. */
function* cheapestFirst(choices: readonly { name: string; weight: number }[], below: number) {
  const limit = Math.min(
    below - 1,
    choices.reduce((sum, { weight }) => sum + weight, 0),
  );
  for (let weight = 0; weight <= limit; weight++) {
    for (const picked of exactly(choices, 0, weight)) yield { picked, weight };
  }
}

function* exactly(
  choices: readonly { name: string; weight: number }[],
  from: number,
  weight: number,
): Generator<readonly string[]> {
  if (weight === 0) yield [];
  for (let index = from; index < choices.length; index++) {
    const choice = choices[index] as { name: string; weight: number };
    if (choice.weight > weight) return;
    for (const others of exactly(choices, index + 1, weight - choice.weight)) yield [choice.name, ...others];
  }
}
