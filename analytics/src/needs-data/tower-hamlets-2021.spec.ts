import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { readNeedsFile } from './needs-file';
import { towerHamlets2021 } from './tower-hamlets-2021';

type Row = Record<string, string>;

const NEEDS = join(process.env['SHARED_DIR'] ?? join(__dirname, '../../../../shared'), 'data/needs');
const { figures } = readNeedsFile(towerHamlets2021.csv);

const read = (file: string): Row[] => {
  const path = join(NEEDS, file);
  if (!existsSync(path)) throw new Error(`The reference data is not at ${path}: set SHARED_DIR.`);
  return parse(readFileSync(path), { columns: true }) as Row[];
};
const figure = (area: string | undefined, measure: string, characteristic: string, category: string) => {
  const found = figures.find(
    (one) =>
      one.area === area &&
      one.measure === measure &&
      one.characteristic === characteristic &&
      one.category.startsWith(category),
  );
  return [found?.value, found?.denominator];
};
const pair = (row: Row, value: string, denominator: string) => [Number(row[value]), Number(row[denominator])];

describe('the needs data of Tower Hamlets', () => {
  const wards = read('wards.csv');

  it('has the 20 wards under their names of 2024', () => {
    const names = new Map(
      figures.filter(({ area }) => area.startsWith('E05')).map(({ area, name }) => [area, name]),
    );
    expect(names).toEqual(new Map(wards.map((row) => [row['ward_code'], row['name_2024']])));
    expect(wards).toHaveLength(20);
  });

  it.each(wards.map((row) => [row['name_2024'], row] as const))(
    'has the figures of %s, each with its own total',
    (_, row) => {
      const ward = row['ward_code'];
      expect(figure(ward, 'residents', 'all', 'all')).toEqual(
        pair(row, 'population_ts007', 'population_ts007'),
      );
      expect(figure(ward, 'deprived-households', 'all', 'all')).toEqual(
        pair(row, 'households_deprived_1plus_ts011', 'households_ts011'),
      );
      for (const group of ['asian', 'black', 'mixed', 'white', 'other']) {
        const category = `${group[0]?.toUpperCase()}${group.slice(1)}`;
        expect(figure(ward, 'residents', 'ethnicity', category)).toEqual(
          pair(row, `ethnicity_${group}_bestfit`, 'residents_ts021_bestfit'),
        );
      }
      expect(figure(ward, 'residents', 'disability', 'Disabled')).toEqual(
        pair(row, 'disabled_bestfit', 'residents_ts038_bestfit'),
      );
      expect(figure(ward, 'deprivation-score', 'all', 'all')).toEqual([
        Number(row['imd2025_average_score_bestfit']),
        undefined,
      ]);
    },
  );

  it.each([
    ['ethnicity_5_ts021', 'ethnicity'],
    ['disability_ts038', 'disability'],
    ['religion_ts030', 'religion'],
    ['sex_ts009', 'sex'],
  ])('has the official borough figures of %s', (measure, characteristic) => {
    const official = read('england_london_comparators.csv').filter(
      (row) => row['measure'] === measure && row['area_code'] === 'E09000030',
    );
    const ours = figures.filter((one) => one.area === 'E09000030' && one.characteristic === characteristic);
    expect(ours.map(({ category, value, denominator }) => [category, value, denominator])).toEqual(
      official.map((row) => [row['category'], Number(row['count']), Number(row['denominator'])]),
    );
  });

  it('has the official deprivation of the borough', () => {
    const of = (statistic: string) =>
      read('england_london_comparators.csv').find(
        (row) =>
          row['area_code'] === 'E09000030' &&
          row['statistic'] === statistic &&
          ['imd', 'Household is deprived in one or more dimensions'].includes(row['category'] ?? ''),
      );
    expect(figure('E09000030', 'deprivation-score', 'all', 'all')[0]).toBe(
      Number(of('average_score_official')?.['value']),
    );
    expect(figure('E09000030', 'deprived-households', 'all', 'all')).toEqual(
      pair(of('share') as Row, 'count', 'denominator'),
    );
  });
});
