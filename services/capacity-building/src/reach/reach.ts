import { flat, protect, type Row, suppressedNote, type Table, tabulate } from '@commissioning/disclosure';
import type { capacityBuildingApi } from '@commissioning/schemas';

/** An organisation that training reached, and how many of its places somebody attended. */
export interface Reached {
  readonly places: number;
  /** Undefined until the register has told of it. */
  readonly size?: 'small' | 'larger';
  readonly wards: readonly string[];
  readonly focus: readonly string[];
}

type ReachRow = capacityBuildingApi.TrainingReachRow;

const ALL = 'all';
const NOT_KNOWN = 'not-known';

/**
 * Reach by size, ward and focus, with numbers under five protected, and what would lead to them. Sizes add up to the
 * total; wards and focuses overlap, so each is a figure of its own. Places are hidden wherever organisations are: a
 * figure of few organisations tells of them, however many people came.
 */
export async function protectedReach(
  reached: readonly Reached[],
): Promise<Pick<capacityBuildingApi.TrainingReach, 'bySize' | 'byWard' | 'byFocus' | 'note'>> {
  const sizes = flat('size', ALL, ['small', 'larger', NOT_KNOWN]);
  const bySize = rowsOf(reached, 'size', ({ size }) => [size ?? NOT_KNOWN]);
  const byWard = rowsOf(reached, 'ward', ({ wards }) => wards);
  const byFocus = rowsOf(reached, 'focus', ({ focus }) => focus);
  const tables = [
    tableOf('size', bySize.organisations, ['small', 'larger']),
    tableOf('ward', byWard.organisations, []),
    tableOf('focus', byFocus.organisations, []),
  ].filter(({ cells }) => cells.length > 0);
  const plan = await protect({ tables, hierarchies: [sizes] });
  const released = new Map(plan.apply().map((table) => [table.id, table.cells]));

  const figures = (dimension: string, places: ReadonlyMap<string, number>): ReachRow[] => {
    const shown = new Map(
      (released.get(dimension) ?? []).map(({ at, value }) => [at[dimension] ?? ALL, value]),
    );
    const categories = tables.find(({ id }) => id === dimension)?.cells ?? [];
    return categories
      .map(({ at }) => at[dimension] ?? ALL)
      .map((category) => {
        const organisations = shown.get(category) ?? null;
        return {
          category,
          organisations,
          places: organisations === null ? null : (places.get(category) ?? 0),
        };
      })
      .sort((a, b) => (a.category < b.category ? -1 : 1));
  };
  const rows = {
    bySize: figures('size', bySize.places),
    byWard: figures('ward', byWard.places),
    byFocus: figures('focus', byFocus.places),
  };
  const hidden = Object.values(rows).some((table) =>
    table.some(({ organisations }) => organisations === null),
  );
  return { ...rows, note: hidden ? suppressedNote : '' };
}

/** One row per organisation and category, and the places that were attended, added up by category and over all. */
function rowsOf(
  reached: readonly Reached[],
  dimension: string,
  categoriesOf: (one: Reached) => readonly string[],
): { organisations: Row[]; places: Map<string, number> } {
  const organisations: Row[] = [];
  const places = new Map<string, number>();
  for (const one of reached) {
    for (const category of categoriesOf(one)) {
      organisations.push({ at: { [dimension]: category }, quantity: 1 });
      places.set(category, (places.get(category) ?? 0) + one.places);
    }
    places.set(ALL, (places.get(ALL) ?? 0) + one.places);
  }
  return { organisations, places };
}

const tableOf = (dimension: string, rows: readonly Row[], always: readonly string[]): Table =>
  tabulate(rows, {
    ...{ id: dimension, measure: 'organisations', dimensions: [dimension] },
    hierarchies: dimension === 'size' ? [flat('size', ALL, ['small', 'larger', NOT_KNOWN])] : [],
    categories: { [dimension]: always },
  });
