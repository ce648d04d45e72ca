import {
  flat,
  grouped,
  type Hierarchy,
  type ReleasedTable,
  suppressedReason,
  type Table,
} from '@commissioning/disclosure';
import { must } from '@commissioning/service';
import type { analyticsApi } from '@commissioning/schemas';
import { noRate, rate } from '../reports/figures';

type Report = analyticsApi.OutcomesAgainstNeed;

/** One report of a publication: of a theme, or of all of them. */
export interface ScopedReport {
  readonly theme: string;
  readonly report: Report;
}

const ALL_THEMES = 'All themes';
const ALL_WARDS = 'All wards';
const EVERYBODY = 'Everybody';
const ELSEWHERE = 'Elsewhere';
const UNTOLD = 'Not told';

const REPORTED = 'reported';
const IMPROVED = 'improved';
/** Never shown, but whoever knows the other two knows it. */
const NOT_IMPROVED = 'not improved';

/** The tables of residents that a publication shows side by side, and how their figures add up. */
export interface Tables {
  readonly tables: readonly Table[];
  readonly hierarchies: readonly Hierarchy[];
  /** Characteristics whose figures contradict one another; they are left out. */
  readonly leftOut: readonly string[];
}

/** A row of a table: where, and how many improved of how many. */
interface Row {
  readonly at: Readonly<Record<string, string>>;
  readonly improved: number;
  readonly reported: number;
}

/**
 * Everything that will be public together: each theme and all themes, by ward, by indicator and by characteristic.
 * Improved and reported stand in one hierarchy, so that those who did not improve are protected as well.
 */
export function tablesOf(reports: readonly ScopedReport[]): Tables {
  const themes = reports.map(({ theme }) => theme).filter((theme) => theme !== '');
  const wards = reports[0]?.report.wards.map(({ ward }) => ward as string) ?? [];
  const byWard = reports.flatMap(({ theme, report }) => [
    ...[...report.wards, report.elsewhere].map((row) =>
      rowOf({ theme, ward: row.ward ?? ELSEWHERE }, row.improved),
    ),
    rowOf({ theme }, report.total.improved),
  ]);
  for (const { at, improved, reported } of byWard) {
    must(
      improved <= reported,
      'more-improved-than-reported',
      `In ${at['ward'] ?? 'all wards'} more people improved than were reported on. Ask for the returns before publishing.`,
    );
  }
  const ofThemes = reports.filter(({ theme }) => theme !== '');
  const indicators = Object.fromEntries(
    ofThemes.map(({ theme, report }) => [theme, report.indicators.map(nodeOf)]),
  );
  const byIndicator = ofThemes.flatMap(({ report }) =>
    report.indicators.map((one) => rowOf({ theme: nodeOf(one) }, one.improved)),
  );
  const groups = groupTables(reports);
  return {
    tables: [tableOf('wards', byWard), tableOf('indicators', byIndicator), ...groups.tables].filter(
      ({ cells }) => cells.length > 0,
    ),
    hierarchies: [
      themes.length > 0 ? grouped('theme', ALL_THEMES, indicators) : flat('theme', ALL_THEMES, []),
      flat('ward', ALL_WARDS, [...wards, ELSEWHERE]),
      flat('result', REPORTED, [IMPROVED, NOT_IMPROVED]),
      ...groups.hierarchies,
    ],
    leftOut: groups.leftOut,
  };
}

/** An indicator below its theme. */
const nodeOf = ({ themeId, indicatorId }: analyticsApi.IndicatorOutcomes): string =>
  `${themeId} ${indicatorId}`;

const rowOf = (at: Record<string, string>, { numerator, denominator }: analyticsApi.Rate): Row => ({
  at: Object.fromEntries(Object.entries(at).filter(([, category]) => category !== '')),
  improved: numerator ?? 0,
  reported: denominator ?? 0,
});

const tableOf = (id: string, rows: readonly Row[]): Table => ({
  ...{ id, measure: 'residents', kind: 'count' },
  cells: rows.flatMap(({ at, improved, reported }) => [
    { at, value: reported },
    { at: { ...at, result: IMPROVED }, value: improved },
  ]),
});

/** One table a characteristic; whom the returns do not tell it of is a category of its own, so that all adds up. */
function groupTables(reports: readonly ScopedReport[]): Tables {
  const all = [
    ...new Set(reports.flatMap(({ report }) => report.groups.map((group) => group.characteristic))),
  ];
  const built = all.map((characteristic) => {
    const categories = [
      ...new Set(
        reports.flatMap(({ report }) =>
          report.groups
            .filter((one) => one.characteristic === characteristic)
            .map(({ category }) => category),
        ),
      ),
    ];
    const rows = reports.flatMap(({ theme, report }) => {
      const told = categories.map((category) => {
        const group = report.groups.find(
          (one) => one.characteristic === characteristic && one.category === category,
        );
        return rowOf({ theme, [characteristic]: category }, group?.improved ?? rate(0, 0, ''));
      });
      const total = rowOf({}, report.total.improved);
      const untold = {
        ...rowOf({ theme, [characteristic]: UNTOLD }, rate(0, 0, '')),
        improved: total.improved - sum(told, 'improved'),
        reported: total.reported - sum(told, 'reported'),
      };
      return [...told, untold];
    });
    const isSound = rows.every(({ improved, reported }) => improved >= 0 && improved <= reported);
    return {
      characteristic,
      rows,
      isSound,
      hierarchy: flat(characteristic, EVERYBODY, [...categories, UNTOLD]),
    };
  });
  const sound = built.filter(({ isSound }) => isSound);
  return {
    tables: sound.map(({ characteristic, rows }) => tableOf(characteristic, rows)),
    hierarchies: sound.map(({ hierarchy }) => hierarchy),
    leftOut: built.filter(({ isSound }) => !isSound).map(({ characteristic }) => characteristic),
  };
}

const sum = (rows: readonly Row[], of: 'improved' | 'reported'): number =>
  rows.reduce((total, row) => total + row[of], 0);

/** The report as readers get it: a rate of which either part is not shown is not shown at all. */
export function protectedReport({ theme, report }: ScopedReport, released: readonly ReleasedTable[]): Report {
  const figures = new Map(
    released.flatMap(({ id, cells }) => cells.map(({ at, value }) => [keyOf(id, at), value] as const)),
  );
  const shown = (
    table: string,
    at: Record<string, string>,
    { unit }: analyticsApi.Rate,
  ): analyticsApi.Rate => {
    const place = rowOf(at, rate(0, 0, unit)).at;
    const reported = figures.get(keyOf(table, place)) ?? null;
    const improved = figures.get(keyOf(table, { ...place, result: IMPROVED })) ?? null;
    return reported === null || improved === null
      ? noRate(unit, suppressedReason)
      : rate(improved, reported, unit);
  };
  const ward = (row: analyticsApi.WardOutcomes): analyticsApi.WardOutcomes => ({
    ...row,
    improved: shown('wards', { theme, ward: row.ward ?? ELSEWHERE }, row.improved),
  });
  return {
    ...report,
    wards: report.wards.map(ward),
    elsewhere: ward(report.elsewhere),
    total: { ...report.total, improved: shown('wards', { theme }, report.total.improved) },
    groups: report.groups.map((group) => ({
      ...group,
      improved: shown(
        group.characteristic,
        { theme, [group.characteristic]: group.category },
        group.improved,
      ),
    })),
    indicators: report.indicators.map((one) => ({
      ...one,
      improved: shown('indicators', { theme: nodeOf(one) }, one.improved),
    })),
  };
}

const keyOf = (table: string, at: Readonly<Record<string, string>>): string =>
  JSON.stringify([table, ...Object.entries(at).sort(([a], [b]) => (a < b ? -1 : 1))]);
