import {
  Dictionary,
  Float64,
  Int32,
  Table,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { suppressedReason, suppressedText } from '@commissioning/disclosure';
import type { analyticsApi } from '@commissioning/schemas';
import { stringify } from 'csv-stringify/sync';

/** A report as rows and columns, for spreadsheets and column stores. */
export interface FlatTable {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/** CSV, header first. What is missing is empty, what is suppressed reads `[c]`. */
export const toCsv = ({ columns, rows }: FlatTable): string =>
  stringify(
    rows.map((row) => columns.map((column) => textOf(row, column))),
    { header: true, columns: [...columns] },
  );

const textOf = (row: FlatTable['rows'][number], column: string): string => {
  const value = row[column] ?? null;
  if (value === null) return isSuppressed(row, column) ? suppressedText : '';
  return String(value);
};

/** The reason of a figure stands in the column `<figure>_reason` and holds for every column that begins with its name. */
const isSuppressed = (row: FlatTable['rows'][number], column: string): boolean =>
  Object.entries(row).some(
    ([name, value]) =>
      value === suppressedReason &&
      name.endsWith('_reason') &&
      column.startsWith(name.slice(0, -'_reason'.length)),
  );

/** An Arrow IPC stream: numbers as 64-bit floats, words by dictionary, null where there is no figure. */
export function toArrow({ columns, rows }: FlatTable): Uint8Array {
  const vectors = columns.map((column): [string, Vector] => {
    const values = rows.map((row) => row[column] ?? null);
    const isNumber = values.some((value) => typeof value === 'number');
    return isNumber
      ? [column, vectorFromArray(values as (number | null)[], new Float64())]
      : [column, vectorFromArray(values as (string | null)[], new Dictionary(new Utf8(), new Int32()))];
  });
  return tableToIPC(new Table(Object.fromEntries(vectors) as Record<string, Vector>), 'stream');
}

type Cells = Record<string, string | number | null>;

const countCells = (name: string, { value, reason }: analyticsApi.Count): Cells => ({
  [name]: value,
  [`${name}_reason`]: reason ?? null,
});

const rateCells = (
  name: string,
  { value, numerator, denominator, interval, reason }: analyticsApi.Rate,
): Cells => ({
  [`${name}_numerator`]: numerator,
  [`${name}_denominator`]: denominator,
  [`${name}_percent`]: value,
  ...intervalCells(name, interval),
  [`${name}_reason`]: reason ?? null,
});

const comparisonCells = (name: string, { value, interval, reason }: analyticsApi.Comparison): Cells => ({
  [name]: value,
  ...intervalCells(name, interval),
  [`${name}_reason`]: reason ?? null,
});

const intervalCells = (name: string, interval: analyticsApi.Interval | null): Cells => ({
  [`${name}_lower_95`]: interval?.lower95 ?? null,
  [`${name}_upper_95`]: interval?.upper95 ?? null,
  [`${name}_lower_99_8`]: interval?.lower998 ?? null,
  [`${name}_upper_99_8`]: interval?.upper998 ?? null,
  [`${name}_method`]: interval?.method ?? null,
});

const frontCells = ({ scope, needs }: Pick<analyticsApi.Reach, 'scope' | 'needs'>): Cells => ({
  theme: scope.theme ?? 'All themes',
  period: scope.period ?? 'All periods',
  needs_version: needs.number,
});

const tableOf = (rows: readonly Cells[]): FlatTable => ({ columns: Object.keys(rows[0] ?? {}), rows });

/** One row a ward, then what lies elsewhere and the total. */
export const flatOutcomes = (report: analyticsApi.OutcomesAgainstNeed): FlatTable =>
  tableOf(
    [...report.wards, report.elsewhere, report.total].map((row) => ({
      ward: row.ward ?? null,
      name: row.name,
      ...countCells('residents', row.residents),
      ...rateCells('deprived_households', row.deprivedHouseholds),
      ...countCells('deprivation_score', row.deprivationScore),
      ...countCells('spend_pence', row.spend),
      ...rateCells('improved', row.improved),
      improved_unit: row.improved.unit,
      ...frontCells(report),
    })),
  );

/** One row a group and stage. */
export const flatReach = (report: analyticsApi.Reach): FlatTable =>
  tableOf(
    report.groups.flatMap((group) =>
      group.stages.map((at, k) => {
        const term = group.leak.terms[k];
        return {
          group: group.group,
          name: group.name,
          against: report.against.name,
          baseline_numerator: group.numerator,
          baseline_denominator: group.denominator,
          ...{ stage: at.stage, unit: at.unit, placed_by: at.placedBy },
          ...{ numerator: at.numerator, denominator: at.denominator },
          ...comparisonCells('representation_ratio', at.ratio),
          ...comparisonCells('shortfall', at.shortfall),
          ...comparisonCells(
            'stage_impact',
            at.impact ?? { value: null, interval: null, reason: 'first stage' },
          ),
          leak_status: term?.status ?? null,
          leak_term: term?.value ?? null,
          ...intervalCells('leak_term', term?.interval ?? null),
          ...{ verdict: at.verdict, verdict_because: at.because },
          ...frontCells(report),
        };
      }),
    ),
  );
