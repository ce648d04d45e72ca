import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { flat, grouped, type Hierarchy, type Row } from '@commissioning/disclosure';

const data = join(process.env['SHARED_DIR'] ?? join(process.cwd(), '..', 'shared'), 'data', 'needs');
export const stages = ['population', 'training', 'bid', 'award', 'contract', 'outcome'] as const;
/** Made-up shares: no census table in reach has ages by ward. */
export const ages = { '0-15': 0.2, '16-24': 0.15, '25-49': 0.45, '50-64': 0.12, '65+': 0.08 };
export const seed = 20180320;

export type Record_ = Readonly<{
  ward: string;
  ethnicity: string;
  religion: string;
  disability: string;
  sex: string;
  age: string;
}>;
export type Shares = readonly (readonly [string, number])[];

export interface Borough {
  readonly hierarchies: Readonly<
    Record<'ward' | 'ethnicity' | 'religion' | 'disability' | 'sex' | 'age' | 'period', Hierarchy>
  >;
  readonly rows: readonly Row[];
  readonly population: readonly Row[];
}

/** Residents drawn from the census shares of each ward, and who of them each stage reaches, by seed. */
export function readBorough(): Borough {
  const wardOf = new Map(
    table('lookup_lsoa21_ward24.csv').map((line) => [line['lsoa21_code'], line['ward24_code'] as string]),
  );
  const wards = table('wards.csv').map(
    (line) => [line['ward_code'] as string, Number(line['population_ts007'])] as const,
  );
  const byWard = (file: string) => {
    const sums = new Map<string, Map<string, number>>();
    for (const { lsoa_code, category, count } of table(file)) {
      const ward = wardOf.get(lsoa_code) as string;
      const own = sums.get(ward) ?? new Map<string, number>();
      sums.set(ward, own.set(category as string, (own.get(category as string) ?? 0) + Number(count)));
    }
    return new Map([...sums].map(([ward, own]) => [ward, cumulative([...own])]));
  };
  const [groups5, religions, disabilities] = [
    byWard('ethnicity_2021_lsoa21.csv'),
    byWard('religion_2021_lsoa21.csv'),
    byWard('disability_2021_lsoa21.csv'),
  ];
  const nineteen = Map.groupBy(table('ethnicity19_2021_lad.csv'), (line) => line['group5'] as string);
  const within = new Map(
    [...nineteen].map(([group, list]) => [
      group,
      cumulative(list.map((line) => [line['category'] as string, Number(line['count'])])),
    ]),
  );
  const sexes = cumulative(
    table('england_london_comparators.csv')
      .filter(
        (line) =>
          line['measure'] === 'sex_ts009' &&
          line['area_code'] === 'E09000030' &&
          line['statistic'] === 'share',
      )
      .map((line) => [line['category'] as string, Number(line['count'])]),
  );
  const random = generator(seed);
  const ageShares = cumulative(Object.entries(ages));
  const rows: Row[] = [];
  const population: Row[] = [];
  for (const period of ['2025/26', '2026/27']) {
    for (const [ward, residents] of wards) {
      for (let resident = 0; resident < residents; resident++) {
        const group = draw(groups5.get(ward) as Shares, random);
        const at: Record_ = {
          ward,
          ethnicity: draw(within.get(group) as Shares, random),
          religion: draw(religions.get(ward) as Shares, random),
          disability: draw(disabilities.get(ward) as Shares, random),
          sex: draw(sexes, random),
          age: draw(ageShares, random),
        };
        if (period === '2025/26') population.push({ at: { ...at, stage: 'population' }, quantity: 1 });
        for (
          let reached = 1, chance = 0.02;
          reached < stages.length && random() < chance;
          reached++, chance = 0.6
        ) {
          rows.push({ at: { ...at, stage: stages[reached] as string, period }, quantity: 1 });
        }
      }
    }
  }
  const categories = (shares: Map<string, Shares>) => [
    ...new Set([...shares.values()].flatMap((list) => list.map(([name]) => name))),
  ];
  const hierarchies = {
    ward: flat(
      'ward',
      'All',
      wards.map(([ward]) => ward),
    ),
    ethnicity: grouped(
      'ethnicity',
      'All',
      Object.fromEntries([...within].map(([group, list]) => [group, list.map(([name]) => own(name, group))])),
    ),
    religion: flat('religion', 'All', categories(religions)),
    disability: flat('disability', 'All', categories(disabilities)),
    sex: flat(
      'sex',
      'All',
      sexes.map(([name]) => name),
    ),
    age: flat('age', 'All', Object.keys(ages)),
    period: flat('period', 'All', ['2025/26', '2026/27']),
  };
  return { hierarchies, rows, population };
}

export function own(name: string, group: string): string {
  if (name === group) throw new Error(`${name} is both a group and a category.`);
  return name;
}

function table(file: string): Record<string, string>[] {
  return parse(readFileSync(join(data, file)), { columns: true });
}

export function cumulative(shares: readonly (readonly [string, number])[]): Shares {
  let sum = 0;
  return shares.map(([name, share]) => [name, (sum += share)] as const);
}

export function draw(shares: Shares, random: () => number): string {
  const place = random() * (shares.at(-1)?.[1] ?? 0);
  return (shares.find(([, upTo]) => place < upTo) ?? shares.at(-1))?.[0] as string;
}

/** mulberry32: the same figures from the same seed on every machine. */
export function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
