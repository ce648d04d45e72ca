import type { analyticsApi } from '@commissioning/schemas';
import { writeNeedsFile } from './needs-file';

type AreaFigure = analyticsApi.NeedsPreview['figures'][number];

const ETHNIC_GROUPS = [
  'Asian, Asian British or Asian Welsh',
  'Black, Black British, Black Welsh, Caribbean or African',
  'Mixed or Multiple ethnic groups',
  'White',
  'Other ethnic group',
] as const;

const DISABLED = 'Disabled under the Equality Act';
const NOT_DISABLED = 'Not disabled under the Equality Act';

type Area = readonly [code: string, name: string];

const count = (
  [area, name]: Area,
  characteristic: string,
  category: string,
  value: number,
  denominator: number,
  geography: AreaFigure['geography'],
  table: string,
): AreaFigure => ({
  ...{ area, name, measure: 'residents', characteristic, category },
  ...{ value, denominator, unit: 'residents', geography, table },
});

const deprived = ([area, name]: Area, [value, denominator]: readonly [number, number]): AreaFigure => ({
  ...{ area, name, measure: 'deprived-households', characteristic: 'all', category: 'all' },
  ...{ value, denominator, unit: 'households', geography: 'official', table: 'Census 2021 TS011' },
});

const score = ([area, name]: Area, value: number, geography: AreaFigure['geography']): AreaFigure => ({
  ...{ area, name, measure: 'deprivation-score', characteristic: 'all', category: 'all' },
  ...{ value, unit: 'score', geography, table: 'English Indices of Deprivation 2025, average score' },
});

/**
 * Of each ward: residents (TS007); households deprived in at least one dimension, and all of them (TS011), both for the
 * exact ward; the five ethnic groups and their total (TS021), disabled residents and their total (TS038), best-fitted
 * from small areas; average deprivation score (2025), best-fitted; name.
 */
const WARDS = `
E05009317 21089 4367 7249 10277 2029 1090 9507 808 23711 3320 23713 32.662 Bethnal Green East
E05009318 21434 4216 9509 8827 1511 1268 8938 1060 21604 2077 21609 21.866 Blackwall & Cubitt Town
E05009319 19524 4185 8407 5377 1788 1278 10442 638 19523 2744 19522 27.503 Bow East
E05009320 13717 2894 5279 4459 755 771 7274 454 13713 1968 13709 25.183 Bow West
E05009321 11701 2698 4524 5844 1187 583 3568 384 11566 1710 11574 38.204 Bromley North
E05009322 13982 2901 5050 6989 1503 611 3903 501 13507 1814 13518 35.94 Bromley South
E05009323 17983 3561 8557 7611 1152 904 7486 940 18093 1684 18088 17.721 Canary Wharf
E05009324 15313 3027 6140 5116 783 853 7629 637 15018 1741 15008 18.761 Island Gardens
E05009325 21699 4523 7529 10623 2458 970 6878 748 21677 3022 21670 37.829 Lansbury
E05009326 6557 1234 2928 2009 406 321 3352 211 6299 710 6301 20.86 Limehouse
E05009327 21652 4454 7804 11397 1948 1196 8255 956 23752 2996 23743 33.238 Mile End
E05009328 8073 1781 2861 3805 601 285 1714 235 6640 865 6643 40.093 Poplar
E05009329 14748 3027 4839 7562 907 547 3684 369 13069 1863 13067 37.241 St Dunstan's
E05009330 11961 2271 5800 2986 292 619 6810 401 11108 1128 11103 12.903 St Katharine's & Wapping
E05009331 19780 4226 7412 8034 1089 955 7880 842 18800 2768 18797 35.707 Bethnal Green West
E05009332 13279 2940 4492 8141 954 567 4074 621 14357 2065 14355 41.294 Shadwell
E05009333 13331 2750 5058 6548 654 511 4486 436 12635 1719 12635 36.438 Spitalfields & Banglatown
E05009334 12338 2882 4258 7275 838 502 3758 470 12843 1994 12847 41.489 Stepney Green
E05009335 13336 2972 5468 5513 932 757 6344 527 14073 2059 14079 34.506 Weavers
E05009336 18841 3696 7379 9447 915 829 6310 833 18334 1871 18329 27.73 Whitechapel
`;

function figuresOfWard(line: string): AreaFigure[] {
  const [code = '', ...cells] = line.split(' ');
  const area: Area = [code, cells.slice(12).join(' ')];
  const numbers = cells.slice(0, 12).map(Number) as Twelve;
  const [residents, poor, households, ...rest] = numbers;
  const groups = rest.slice(0, ETHNIC_GROUPS.length) as number[];
  const [ofGroups, disabled, ofDisability, deprivation] = rest.slice(ETHNIC_GROUPS.length) as Four;
  return [
    count(area, 'all', 'all', residents, residents, 'official', 'Census 2021 TS007'),
    deprived(area, [poor, households]),
    ...ETHNIC_GROUPS.map((group, i) =>
      count(area, 'ethnicity', group, groups[i] as number, ofGroups, 'best-fit', 'Census 2021 TS021'),
    ),
    ...disability(area, disabled, ofDisability, 'best-fit'),
    score(area, deprivation, 'best-fit'),
  ];
}

type Four = [number, number, number, number];
type Twelve = [...Four, ...Four, ...Four];

const disability = (area: Area, disabled: number, of: number, geography: AreaFigure['geography']) => [
  count(area, 'disability', DISABLED, disabled, of, geography, 'Census 2021 TS038'),
  count(area, 'disability', NOT_DISABLED, of - disabled, of, geography, 'Census 2021 TS038'),
];

const BOROUGH = ['E09000030', 'Tower Hamlets'] as const;

const ofBorough = (characteristic: string, of: number, table: string, counts: Record<string, number>) =>
  Object.entries(counts).map(([category, value]) =>
    count(BOROUGH, characteristic, category, value, of, 'official', `Census 2021 ${table}`),
  );

const BOROUGH_FIGURES = [
  ...ofBorough('all', 310_299, 'TS009', { all: 310_299 }),
  deprived(BOROUGH, [64_586, 120_523]),
  ...ofBorough('ethnicity', 310_322, 'TS021', {
    'Asian, Asian British or Asian Welsh': 137_840,
    'Black, Black British, Black Welsh, Caribbean or African': 22_702,
    'Mixed or Multiple ethnic groups': 15_417,
    White: 122_292,
    'Other ethnic group': 12_071,
  }),
  ...disability(BOROUGH, 40_118, 310_310, 'official'),
  ...ofBorough('sex', 310_299, 'TS009', { Female: 154_433, Male: 155_866 }),
  ...ofBorough('religion', 310_298, 'TS030', {
    'No religion': 82_639,
    Christian: 69_223,
    Buddhist: 2_958,
    Hindu: 6_291,
    Jewish: 1_344,
    Muslim: 123_910,
    Sikh: 968,
    'Other religion': 1_648,
    'Not answered': 21_317,
  }),
  score(BOROUGH, 30.554, 'official'),
];

/**
 * The 20 wards of Tower Hamlets, made in 2014, with the names of 2024 (E05009317 was Bethnal Green, E05009331 was
 * St Peter's). The tables are perturbed one by one by the publisher, so their totals differ by a few people.
 */
export const towerHamlets2021: analyticsApi.NewNeedsVersion = {
  title: 'Tower Hamlets: Census 2021 and deprivation 2025',
  source:
    'Source: Office for National Statistics licensed under the Open Government Licence v3.0 (Census 2021, tables ' +
    'TS007, TS009, TS011, TS021, TS030, TS038). Contains OS data © Crown copyright and database right. ' +
    'Contains public sector information licensed under the Open Government Licence v3.0 (Ministry of Housing, ' +
    'Communities and Local Government, English Indices of Deprivation 2019 and 2025). Ethnic group, disability and ' +
    'deprivation of wards are best-fitted from lower-layer super output areas; each best-fit count has the total of ' +
    'its own table, which is not the official number of residents.',
  licence: 'Open Government Licence v3.0',
  vintage: 'Wards made in 2014, names of 2024',
  csv: writeNeedsFile([...WARDS.trim().split('\n').flatMap(figuresOfWard), ...BOROUGH_FIGURES]),
};
