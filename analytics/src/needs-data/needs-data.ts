import type { analyticsApi } from '@commissioning/schemas';
import type { AreaFigure } from './needs-file';

/** The figures by area, in the order of the file. */
export function byArea(figures: readonly AreaFigure[]): analyticsApi.NeedsArea[] {
  const areas = new Map<string, analyticsApi.NeedsArea>();
  for (const { area: code, name, ...figure } of figures) {
    const area = areas.get(code) ?? { code, name, figures: [] };
    areas.set(code, { ...area, figures: [...area.figures, figure] });
  }
  return [...areas.values()];
}

export const isWard = ({ code }: { code: string }): boolean => code.startsWith('E05');

/** The figure of a measure for everybody in the area; undefined when the version does not hold it. */
export const figureOf = (area: analyticsApi.NeedsArea, measure: analyticsApi.NeedsFigure['measure']) =>
  area.figures.find((figure) => figure.measure === measure && figure.characteristic === 'all');

/** Residents of the area by characteristic and category. */
export const groupsOf = (area: analyticsApi.NeedsArea): analyticsApi.NeedsFigure[] =>
  area.figures.filter(({ measure, characteristic }) => measure === 'residents' && characteristic !== 'all');

/** The population that reach is measured against. */
export function baselineOf(data: analyticsApi.NeedsData): analyticsApi.NeedsBaseline {
  const { versionId, title, wards, boroughs } = data;
  const official = boroughs.flatMap(groupsOf);
  const byWard = wards.flatMap((area) =>
    groupsOf(area).map((figure) => ({ ward: area.code, ...counted(figure) })),
  );
  const hasOfficial = (characteristic: string) =>
    official.some((figure) => figure.characteristic === characteristic);
  return {
    versionId,
    title,
    wards: wards.map((area) => {
      const households = figureOf(area, 'deprived-households');
      const score = figureOf(area, 'deprivation-score');
      return {
        ward: area.code,
        name: area.name,
        residents: figureOf(area, 'residents')?.value ?? 0,
        ...(households && { households: households.denominator, deprivedHouseholds: households.value }),
        ...(score && { deprivationScore: score.value }),
      };
    }),
    // An official total of the borough is never replaced by a sum of best-fit wards.
    groups: summed([
      ...official.map(counted),
      ...byWard
        .filter(({ characteristic }) => !hasOfficial(characteristic))
        .map(({ ward: _, ...group }) => group),
    ]),
    byWard,
  };
}

type Group = analyticsApi.NeedsBaseline['groups'][number];

const counted = ({ characteristic, category, value, denominator }: analyticsApi.NeedsFigure): Group => ({
  characteristic,
  category,
  residents: value,
  denominator: denominator as number,
});

function summed(groups: readonly Group[]): Group[] {
  const sums = new Map<string, Group>();
  for (const group of groups) {
    const key = JSON.stringify([group.characteristic, group.category]);
    const sum = sums.get(key);
    sums.set(
      key,
      sum
        ? {
            ...sum,
            residents: sum.residents + group.residents,
            denominator: sum.denominator + group.denominator,
          }
        : group,
    );
  }
  return [...sums.values()];
}
