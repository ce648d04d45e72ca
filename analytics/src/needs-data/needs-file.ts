import { analyticsApi } from '@commissioning/schemas';
import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { z } from 'zod';

/** A figure with the area that it is about: one row of the file. */
export type AreaFigure = analyticsApi.NeedsPreview['figures'][number];

/** What is wrong in a file, and where. Rows count from 1 and the header is row 1, as a spreadsheet shows them. */
export interface FileError {
  readonly row: number;
  readonly column: string;
  readonly message: string;
}

export interface NeedsFile {
  readonly rows: number;
  readonly figures: readonly AreaFigure[];
  readonly errors: readonly FileError[];
}

export const COLUMNS = [
  'area',
  'name',
  'measure',
  'characteristic',
  'category',
  'value',
  'denominator',
  'unit',
  'geography',
  'table',
] as const;

const MOST_ROWS = 50_000;
const MOST_ERRORS = 200;

const Row = analyticsApi.NeedsFigure.extend({
  area: analyticsApi.AreaCode,
  name: analyticsApi.NeedsArea.shape.name,
});

/** The file of these figures, header first. */
export const writeNeedsFile = (figures: readonly AreaFigure[]): string =>
  stringify([...figures], { header: true, columns: [...COLUMNS] });

/** Reads a file and finds everything that is wrong in it; nothing may be published while there is an error. */
export function readNeedsFile(text: string): NeedsFile {
  const records = recordsOf(text);
  if ('row' in records) return { rows: 0, figures: [], errors: [records] };
  const [header = [], ...rows] = records;
  const missing = COLUMNS.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !(COLUMNS as readonly string[]).includes(column));
  const headerErrors = [
    ...missing.map((column) => ({ row: 1, column, message: 'is missing from the header' })),
    ...unknown.map((column) => ({ row: 1, column, message: 'is no column of this file' })),
  ];
  if (headerErrors.length > 0) return { rows: rows.length, figures: [], errors: headerErrors };
  if (rows.length === 0 || rows.length > MOST_ROWS) {
    const message = `must have 1 to ${MOST_ROWS} rows below the header, not ${rows.length}`;
    return { rows: rows.length, figures: [], errors: [{ row: 1, column: '', message }] };
  }
  const read = rows.map((cells, index) => readRow(header, cells, index + 2));
  const figures = read.flatMap(({ figure, row }) => (figure ? [{ figure, row }] : []));
  const errors = read.flatMap((one) => one.errors);
  // A ward whose row of residents cannot be read has that error already.
  if (errors.length === 0) errors.push(...wardsWithoutResidents(figures));
  errors.push(...disagreements(figures));
  errors.sort((a, b) => a.row - b.row);
  return {
    rows: rows.length,
    figures: figures.map(({ figure }) => figure),
    errors: errors.slice(0, MOST_ERRORS),
  };
}

function recordsOf(text: string): string[][] | FileError {
  try {
    return parse(text, { bom: true, trim: true, skip_empty_lines: true }) as string[][];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { row: Number(error['lines'] ?? 1), column: '', message: `is not CSV: ${error.message}` };
  }
}

function readRow(
  header: readonly string[],
  cells: readonly string[],
  row: number,
): { row: number; figure?: AreaFigure; errors: FileError[] } {
  const cell = Object.fromEntries(header.map((column, i) => [column, cells[i] ?? '']));
  const { value, denominator, ...words } = cell;
  const parsed = Row.safeParse({
    ...words,
    value: numberIn(value),
    ...(denominator && { denominator: numberIn(denominator) }),
  });
  if (!parsed.success) return { row, errors: parsed.error.issues.map((issue) => located(issue, row)) };
  const errors = contradictions(parsed.data).map(([column, message]) => ({ row, column, message }));
  return errors.length > 0 ? { row, errors } : { row, figure: parsed.data, errors };
}

const numberIn = (text = ''): number | string =>
  /^\d+(\.\d+)?$/.test(text) ? Number(text) : text || 'nothing';

const located = (issue: z.core.$ZodIssue, row: number): FileError => ({
  row,
  column: String(issue.path[0] ?? ''),
  message:
    issue.code === 'invalid_type'
      ? `must be ${issue.expected === 'int' ? 'a whole number' : `a ${issue.expected}`}`
      : issue.message,
});

const UNIT_OF = {
  residents: 'residents',
  'deprived-households': 'households',
  'deprivation-score': 'score',
} as const;

function contradictions(figure: AreaFigure): [column: (typeof COLUMNS)[number], message: string][] {
  const { measure, unit, value, denominator } = figure;
  const found: [(typeof COLUMNS)[number], string][] = [];
  if (unit !== UNIT_OF[measure]) found.push(['unit', `of ${measure} must be ${UNIT_OF[measure]}`]);
  if (measure === 'deprivation-score') {
    if (denominator !== undefined) found.push(['denominator', 'must be empty: a score has none']);
    return found;
  }
  if (!Number.isInteger(value)) found.push(['value', 'must be a whole number']);
  if (denominator === undefined)
    found.push(['denominator', 'is missing: a count needs the total of its own table']);
  else if (value > denominator) found.push(['value', `is above its denominator ${denominator}`]);
  return found;
}

interface Placed {
  readonly figure: AreaFigure;
  readonly row: number;
}

/** What no row shows alone: repeats, two names or denominators for one thing, categories beyond their total. */
function disagreements(placed: readonly Placed[]): FileError[] {
  const errors: FileError[] = [];
  const names = new Map<string, string>();
  const seen = new Set<string>();
  const totals = new Map<string, { denominator?: number; sum: number }>();
  for (const { figure, row } of placed) {
    const { area, name, measure, characteristic, category, value, denominator } = figure;
    const say = (column: string, message: string) => errors.push({ row, column, message });
    const known = names.get(area) ?? name;
    names.set(area, known);
    if (known !== name) say('name', `of ${area} was ${known} in an earlier row`);
    const table = JSON.stringify([area, measure, characteristic]);
    const key = JSON.stringify([table, category]);
    if (seen.has(key)) say('category', `was given before for ${name}`);
    seen.add(key);
    const total = totals.get(table) ?? { denominator, sum: 0 };
    totals.set(table, { ...total, sum: total.sum + value });
    if (total.denominator !== denominator) {
      say('denominator', `of ${characteristic} in ${name} was ${total.denominator} in an earlier row`);
    } else if (denominator !== undefined && total.sum + value > denominator) {
      say('value', `takes the categories of ${characteristic} in ${name} beyond their total ${denominator}`);
    }
  }
  return errors;
}

function wardsWithoutResidents(placed: readonly Placed[]): FileError[] {
  const wards = placed.filter(({ figure }) => figure.area.startsWith('E05'));
  const counted = wards.filter(
    ({ figure }) => figure.measure === 'residents' && figure.characteristic === 'all',
  );
  const known = new Set(counted.map(({ figure }) => figure.area));
  const first = new Map(wards.map(({ figure, row }) => [figure.area, { name: figure.name, row }]));
  return [...first]
    .filter(([area]) => !known.has(area))
    .map(([, { name, row }]) => ({
      row,
      column: 'measure',
      message: `residents in all are missing for ${name}`,
    }));
}
