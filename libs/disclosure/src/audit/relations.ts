import { cellName } from '../cell-name';
import { demand } from '../error';
import type { Hierarchy } from '../publication';
import { asOf, type Reading } from '../reading';

/** A figure that stands in some equation: published, suppressed, or only there by subtraction. */
export interface Figure {
  readonly name: string;
  readonly at: Readonly<Record<string, string>>;
  readonly measure: string;
  readonly kind: 'count' | 'money';
  readonly value: number;
  readonly contributions?: readonly number[];
  /** Position of the equation that defines a figure which nobody publishes. */
  readonly definedBy?: number;
  /** Today's tables that show it, or that it is subtracted from. */
  readonly tables: readonly string[];
}

/** total − parts = 0, by position in `figures`. */
export interface Equation {
  readonly total: number;
  readonly parts: readonly number[];
}

/** What a reader knows: figures, published or not, the sums between them, and where each figure stands by name. */
export interface Relations {
  readonly figures: Figure[];
  readonly equations: Equation[];
  readonly positions: Map<string, number>;
}

/**
 * All sums that a reader can write down: for every figure and hierarchy, from the top down, the published categories
 * under it, and one unknown for what they leave out; and every difference between two versions of a figure. Repeats
 * while new unknowns give new sums. Throws where a sum does not come out.
 */
export function relationsOf(reading: Reading, hierarchies: readonly Hierarchy[]): Relations {
  const relations: Relations = { figures: [], equations: [], positions: new Map() };
  for (const { name, at, measure, kind, value, contributions, tables } of reading.entries.values()) {
    push(relations, { name, at, measure, kind, value, contributions, tables });
  }
  const seen = new Set<string>();
  for (let before = -1; before !== relations.figures.length;) {
    before = relations.figures.length;
    hierarchies.forEach((hierarchy, index) => writeSums(relations, hierarchy, index, seen));
  }
  for (const { name, at, bigger, smaller, value } of reading.changes) {
    const total = relations.positions.get(bigger) as number;
    const { measure, kind, tables } = relations.figures[total] as Figure;
    const change = push(relations, {
      name,
      at,
      measure,
      kind,
      value,
      tables,
      definedBy: relations.equations.length,
    });
    relations.equations.push({ total, parts: [relations.positions.get(smaller) as number, change] });
  }
  return relations;
}

function push(relations: Relations, figure: Figure): number {
  relations.positions.set(figure.name, relations.figures.length);
  return relations.figures.push(figure) - 1;
}

/** Figures that differ in one dimension only, by their category there ('' where it is left out without a total). */
type Line = Map<string, number>;

function writeSums(relations: Relations, hierarchy: Hierarchy, index: number, seen: Set<string>): void {
  const { dimension, total, parents } = hierarchy;
  const children = Map.groupBy(Object.keys(parents), (child) => parents[child] as string);
  for (const line of linesAlong(relations, dimension, total).values()) {
    for (const [category, position] of [...line]) {
      if (!children.has(category)) continue;
      const { parts, missing } = below(category, children, line);
      const key = `${index}|${position}|${parts.join()}`;
      if (parts.length === 0 || seen.has(key)) continue;
      seen.add(key);
      writeSum(relations, dimension, position, parts, missing, line);
    }
  }
}

function linesAlong({ figures }: Relations, dimension: string, total: string | undefined): Map<string, Line> {
  const lines = new Map<string, Line>();
  figures.forEach(({ at, measure }, position) => {
    const { [dimension]: category = total ?? '', ...others } = at;
    const key = cellName(measure, others);
    const line = lines.get(key) ?? new Map<string, number>();
    lines.set(key, line.set(category, position));
  });
  return lines;
}

function below(
  category: string,
  children: ReadonlyMap<string, string[]>,
  line: Line,
): { parts: number[]; missing: string[] } {
  const parts: number[] = [];
  const missing: string[] = [];
  for (const child of children.get(category) ?? []) {
    const position = line.get(child);
    if (position !== undefined) {
      parts.push(position);
      continue;
    }
    const deeper = below(child, children, line);
    parts.push(...deeper.parts);
    missing.push(...(deeper.parts.length === 0 ? [child] : deeper.missing));
  }
  return { parts, missing };
}

function writeSum(
  relations: Relations,
  dimension: string,
  total: number,
  parts: number[],
  missing: string[],
  line: Line,
): void {
  const { figures, equations } = relations;
  const whole = figures[total] as Figure;
  const left = parts.reduce((rest, part) => rest - (figures[part] as Figure).value, whole.value);
  if (missing.length === 0) {
    demand(
      left === 0,
      'parts-do-not-add-up',
      `The parts of ${whole.name} by ${dimension} miss it by ${left}.`,
    );
    equations.push({ total, parts });
    return;
  }
  demand(
    left >= 0,
    'parts-exceed-total',
    `The parts of ${whole.name} by ${dimension} exceed it by ${-left}.`,
  );
  const [only] = missing;
  const category =
    missing.length === 1 && only !== undefined ? only : `rest: ${[...missing].sort().join(' | ')}`;
  const at = { ...whole.at, [dimension]: category };
  const name = cellName(whole.measure, at);
  const tables = [...new Set([total, ...parts].flatMap((position) => (figures[position] as Figure).tables))];
  const known = relations.positions.get(name);
  const rest =
    known ??
    push(relations, {
      ...{
        name,
        at,
        measure: whole.measure,
        kind: whole.kind,
        value: left,
        tables,
        definedBy: equations.length,
      },
      contributions: without(
        whole,
        parts.map((part) => figures[part] as Figure),
      ),
    });
  line.set(category, rest);
  equations.push({ total, parts: [...parts, rest] });
}

/** What is left of the contributions, or one single contribution where that cannot be told. */
function without(whole: Figure, parts: readonly Figure[]): readonly number[] | undefined {
  if (whole.kind !== 'money') return undefined;
  const counted = Map.groupBy(whole.contributions ?? [], (amount) => amount);
  const tally = new Map([...counted].map(([amount, list]) => [amount, list.length]));
  for (const { contributions } of parts) {
    if (contributions === undefined) return undefined;
    for (const amount of contributions) tally.set(amount, (tally.get(amount) ?? 0) - 1);
  }
  if ([...tally.values()].some((times) => times < 0)) return undefined;
  return [...tally].flatMap(([amount, times]) => Array<number>(times).fill(amount));
}

/** Whether the figure is a difference between versions; it takes part in no other sum. */
export function isChange({ at }: Pick<Figure, 'at'>, revised: readonly string[]): boolean {
  const version = at[asOf];
  return version !== undefined && !revised.includes(version);
}
