import { auditRounded, type RoundedFinding } from './audit/rounded';
import { canonical, cellName } from './cell-name';
import { demand } from './error';
import { defaultRules, type Publication } from './publication';
import { read } from './reading';
import { type ReleasedTable, releaseTables } from './released';

/** A count as it is shown in rounding mode: 0 as 0, 1 to 7 not at all (null), from 8 the nearest multiple of 5. */
export function roundToFive(count: number): number | null {
  demand(Number.isSafeInteger(count) && count >= 0, 'bad-value', `${count} is not a whole number from 0.`);
  if (count >= 1 && count <= 7) return null;
  return 5 * Math.round(count / 5);
}

/** A mean per head, or null where it would rest on fewer than 8 (0 included). `sum` in any unit, `count` in heads. */
export function averageOf(sum: number, count: number): number | null {
  demand(Number.isFinite(sum), 'bad-value', `${sum} is not a sum.`);
  demand(Number.isSafeInteger(count) && count >= 0, 'bad-value', `${count} is not a whole number from 0.`);
  return count < 8 ? null : sum / count;
}

/** What may be published by rounding to 5: figures of 1 to 7 are suppressed, others are the nearest multiple of 5. */
export interface RoundedPlan {
  /** complete: every table is published; reduced: some are withheld; nothing: all of them are. */
  readonly outcome: 'complete' | 'reduced' | 'nothing';
  readonly withheld: readonly { readonly table: string; readonly because: string }[];
  /** Names of figures over 7 that are hidden because rounding alone would have given a small one away. */
  readonly alsoHidden: readonly string[];
  /** Figures that rounding alone would have given away. */
  readonly leaksOfRoundingAlone: readonly RoundedFinding[];
  apply(): readonly ReleasedTable[];
}

/**
 * The alternative to secondary suppression: every count by `roundToFive`, totals from unrounded values. Rounding alone
 * can give a small figure away (10 and 10 of 15 leave exactly 1), so the result is attacked by linear programme; where
 * a small figure is left with fewer values than `protection` + 1, a figure beside it is hidden too, and where that
 * does not help, its table is withheld. Counts only, else `not-a-count`; throws `DisclosureError` on bad input.
 * `earlier` is taken as shown exactly.
 */
export async function protectByRounding(
  publication: Publication,
  { protection = defaultRules.protection }: { protection?: number } = {},
): Promise<RoundedPlan> {
  for (const { id, kind } of publication.tables)
    demand(kind === 'count', 'not-a-count', `Table ${id} is not a count.`);
  demand(
    protection >= 1 && protection <= 6,
    'bad-rules',
    `A width of ${protection} does not fit into 1 to 7.`,
  );
  const { entries } = read(publication);
  const hidden = new Set(
    [...entries.values()].filter(({ value }) => roundToFive(value) === null).map(({ name }) => name),
  );
  const smallest = new Set(hidden);
  const withheld: { table: string; because: string }[] = [];
  const away = () => new Set(withheld.map(({ table }) => table));
  const first = await auditRounded(publication, hidden, away(), protection);
  for (
    let leaks = first;
    leaks.length > 0;
    leaks = await auditRounded(publication, hidden, away(), protection)
  ) {
    const [leak] = leaks as [RoundedFinding];
    const candidates = leak.beside.filter((name) => (entries.get(name)?.value ?? 0) > 0);
    const [next] = candidates.toSorted((a, b) => (entries.get(a)?.value ?? 0) - (entries.get(b)?.value ?? 0));
    if (next !== undefined) {
      hidden.add(next);
      continue;
    }
    const gone = away();
    const table = [...leak.tables, ...publication.tables.map(({ id }) => id)].find((id) => !gone.has(id));
    if (table === undefined) break;
    withheld.push({ table, because: leak.name });
  }
  const nameOf = (measure: string, at: Readonly<Record<string, string>>) =>
    cellName(measure, canonical(at, publication.hierarchies));
  const gone = away();
  return {
    outcome: gone.size === 0 ? 'complete' : gone.size < publication.tables.length ? 'reduced' : 'nothing',
    withheld,
    alsoHidden: [...hidden].filter((name) => !smallest.has(name)),
    leaksOfRoundingAlone: first,
    apply: () =>
      releaseTables(publication, gone, ({ at, value }, { measure }) =>
        hidden.has(nameOf(measure, at)) ? null : roundToFive(value),
      ),
  };
}
