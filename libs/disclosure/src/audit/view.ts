import { canonical, cellName } from '../cell-name';
import { demand } from '../error';
import type { Publication, Rules } from '../publication';
import { isChange, type Figure, type Relations } from './relations';
import type { Reading } from '../reading';
import type { ReleasedTable } from '../released';

/** What the reader holds of each figure: its value, or how low it can be. By position in `relations.figures`. */
export interface View {
  readonly shown: readonly boolean[];
  readonly floor: readonly number[];
  /** Suppressed in sight of the reader, today or before. */
  readonly marked: readonly boolean[];
}

/** Reads the released tables as a reader would. Throws where they do not belong to the publication or change a value. */
export function viewOf(
  publication: Publication,
  reading: Reading,
  relations: Relations,
  released: readonly ReleasedTable[],
  rules: Rules,
): View {
  const shown = relations.figures.map(({ name }) => reading.entries.get(name)?.before === 'shown');
  const marked = relations.figures.map(({ name }) => reading.entries.get(name)?.before === 'hidden');
  for (const table of released) {
    for (const { at, value } of table.cells) {
      const position = relations.positions.get(
        cellName(table.measure, canonical(at, publication.hierarchies)),
      );
      const figure = position === undefined ? undefined : relations.figures[position];
      demand(
        figure !== undefined,
        'tables-not-in-publication',
        `Table ${table.id} has a cell that was not given.`,
      );
      demand(
        value === null || value === figure.value,
        'tables-not-in-publication',
        `Table ${table.id} shows ${value} for ${figure.name}, which is not its value.`,
      );
      if (value === null) marked[position as number] = true;
      else shown[position as number] = true;
    }
  }
  const leastMarked = (figure: Figure) => (figure.kind === 'count' && rules.zeros === 'show' ? 1 : 0);
  const floor = relations.figures.map((figure, position) =>
    marked[position] === true && figure.value > 0 && !isChange(figure, reading.revised)
      ? leastMarked(figure)
      : 0,
  );
  return { shown, floor, marked: marked.map((mark, position) => mark && shown[position] === false) };
}
