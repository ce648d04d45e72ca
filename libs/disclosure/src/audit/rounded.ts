import type { Publication } from '../publication';
import { read } from '../reading';
import { type Bounds, Programmes } from './programme';
import { type Figure, type Relations, relationsOf } from './relations';

/** A suppressed figure of 1 to 7 and what rounded figures around it leave open, ends included. */
export interface RoundedFinding {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly tables: readonly string[];
  /** Shown figures that stand in an equation with it. */
  readonly beside: readonly string[];
}

/**
 * Which suppressed or subtracted figures from 1 to 7 a reader can narrow down to fewer than `width` + 1 values. A
 * rounded figure stands for itself ± 2, never below 8; `[c]` for 1 to 7, or for anything from 1 where larger figures
 * are hidden under it too.
 */
export async function auditRounded(
  publication: Publication,
  hidden: ReadonlySet<string>,
  withheld: ReadonlySet<string>,
  width: number,
): Promise<RoundedFinding[]> {
  const reading = read(publication, withheld);
  const relations = relationsOf(reading, publication.hierarchies);
  const { figures } = relations;
  const onTable = ({ name }: Figure) => (reading.entries.get(name)?.tables.length ?? 0) > 0;
  const sets = [...hidden].some((name) => (reading.entries.get(name)?.value ?? 0) > 7) ? Infinity : 7;
  const range = (figure: Figure): readonly [number, number] => {
    const { value, name } = figure;
    if (reading.entries.get(name)?.before === 'shown') return [value, value];
    if (!onTable(figure)) return [0, Infinity];
    if (value === 0) return [0, 0];
    if (hidden.has(name)) return [1, sets];
    const nearest = 5 * Math.round(value / 5);
    return [Math.max(8, nearest - 2), nearest + 2];
  };
  const ranges = figures.map(range);
  const bounds: Bounds = { lower: ranges.map(([lower]) => lower), upper: ranges.map(([, upper]) => upper) };
  const programmes = await Programmes.over(relations, bounds);
  try {
    const small = [...figures.keys()].filter((position) => {
      const figure = figures[position] as Figure;
      return figure.value >= 1 && figure.value <= 7 && (hidden.has(figure.name) || !onTable(figure));
    });
    return narrow(
      relations,
      programmes,
      small,
      width,
      (position) => onTable(figures[position] as Figure) && !hidden.has((figures[position] as Figure).name),
    );
  } finally {
    programmes.dispose();
  }
}

/** Every solution is a world for all figures, so most need no programme of their own. */
function narrow(
  relations: Relations,
  programmes: Programmes,
  small: readonly number[],
  width: number,
  isShown: (position: number) => boolean,
): RoundedFinding[] {
  const seen = new Map<number, [number, number]>();
  const note = (changes: ReadonlyMap<number, number>) => {
    for (const [position, change] of changes) {
      const [least, most] = seen.get(position) ?? [0, 0];
      seen.set(position, [Math.min(least, change), Math.max(most, change)]);
    }
  };
  const findings: RoundedFinding[] = [];
  for (const position of small) {
    const [least, most] = seen.get(position) ?? [0, 0];
    if (Math.floor(most + slack) - Math.ceil(least - slack) >= width) continue;
    const [down, up] = [programmes.furthest(position, -1), programmes.furthest(position, 1)];
    note(down.changes);
    note(up.changes);
    const { name, value, tables } = relations.figures[position] as Figure;
    const [from, to] = [Math.ceil(value + down.change - slack), Math.floor(value + up.change + slack)];
    if (to - from >= width) continue;
    const near = relations.equations.filter(
      ({ total, parts }) => total === position || parts.includes(position),
    );
    const beside = [...new Set(near.flatMap(({ total, parts }) => [total, ...parts]))].filter(isShown);
    const names = beside.map((other) => (relations.figures[other] as Figure).name);
    findings.push({ name, value, least: from, most: to, tables, beside: names });
  }
  return findings;
}

const slack = 1e-6;
