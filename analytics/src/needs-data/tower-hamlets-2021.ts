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
 * A ward as its tables give it: official residents (TS007) and households deprived in at least one dimension of all
 * (TS011); ethnic group (TS021) and disability (TS038) best-fitted from small areas, each with its own total.
 */
function ward(
  code: string,
  name: string,
  residents: number,
  households: readonly [number, number],
  groups: readonly number[],
  ofGroups: number,
  [disabled, ofDisability]: readonly [number, number],
  deprivation: number,
): AreaFigure[] {
  const area = [code, name] as const;
  return [
    count(area, 'all', 'all', residents, residents, 'official', 'Census 2021 TS007'),
    deprived(area, households),
    ...ETHNIC_GROUPS.map((group, i) =>
      count(area, 'ethnicity', group, groups[i] as number, ofGroups, 'best-fit', 'Census 2021 TS021'),
    ),
    ...disability(area, disabled, ofDisability, 'best-fit'),
    score(area, deprivation, 'best-fit'),
  ];
}

const disability = (area: Area, disabled: number, of: number, geography: AreaFigure['geography']) => [
  count(area, 'disability', DISABLED, disabled, of, geography, 'Census 2021 TS038'),
  count(area, 'disability', NOT_DISABLED, of - disabled, of, geography, 'Census 2021 TS038'),
];

const WARDS = [
  ward(
    'E05009317',
    'Bethnal Green East',
    21_089,
    [4_367, 7_249],
    [10_277, 2_029, 1_090, 9_507, 808],
    23_711,
    [3_320, 23_713],
    32.662,
  ),
  ward(
    'E05009318',
    'Blackwall & Cubitt Town',
    21_434,
    [4_216, 9_509],
    [8_827, 1_511, 1_268, 8_938, 1_060],
    21_604,
    [2_077, 21_609],
    21.866,
  ),
  ward(
    'E05009319',
    'Bow East',
    19_524,
    [4_185, 8_407],
    [5_377, 1_788, 1_278, 10_442, 638],
    19_523,
    [2_744, 19_522],
    27.503,
  ),
  ward(
    'E05009320',
    'Bow West',
    13_717,
    [2_894, 5_279],
    [4_459, 755, 771, 7_274, 454],
    13_713,
    [1_968, 13_709],
    25.183,
  ),
  ward(
    'E05009321',
    'Bromley North',
    11_701,
    [2_698, 4_524],
    [5_844, 1_187, 583, 3_568, 384],
    11_566,
    [1_710, 11_574],
    38.204,
  ),
  ward(
    'E05009322',
    'Bromley South',
    13_982,
    [2_901, 5_050],
    [6_989, 1_503, 611, 3_903, 501],
    13_507,
    [1_814, 13_518],
    35.94,
  ),
  ward(
    'E05009323',
    'Canary Wharf',
    17_983,
    [3_561, 8_557],
    [7_611, 1_152, 904, 7_486, 940],
    18_093,
    [1_684, 18_088],
    17.721,
  ),
  ward(
    'E05009324',
    'Island Gardens',
    15_313,
    [3_027, 6_140],
    [5_116, 783, 853, 7_629, 637],
    15_018,
    [1_741, 15_008],
    18.761,
  ),
  ward(
    'E05009325',
    'Lansbury',
    21_699,
    [4_523, 7_529],
    [10_623, 2_458, 970, 6_878, 748],
    21_677,
    [3_022, 21_670],
    37.829,
  ),
  ward(
    'E05009326',
    'Limehouse',
    6_557,
    [1_234, 2_928],
    [2_009, 406, 321, 3_352, 211],
    6_299,
    [710, 6_301],
    20.86,
  ),
  ward(
    'E05009327',
    'Mile End',
    21_652,
    [4_454, 7_804],
    [11_397, 1_948, 1_196, 8_255, 956],
    23_752,
    [2_996, 23_743],
    33.238,
  ),
  ward(
    'E05009328',
    'Poplar',
    8_073,
    [1_781, 2_861],
    [3_805, 601, 285, 1_714, 235],
    6_640,
    [865, 6_643],
    40.093,
  ),
  ward(
    'E05009329',
    "St Dunstan's",
    14_748,
    [3_027, 4_839],
    [7_562, 907, 547, 3_684, 369],
    13_069,
    [1_863, 13_067],
    37.241,
  ),
  ward(
    'E05009330',
    "St Katharine's & Wapping",
    11_961,
    [2_271, 5_800],
    [2_986, 292, 619, 6_810, 401],
    11_108,
    [1_128, 11_103],
    12.903,
  ),
  ward(
    'E05009331',
    'Bethnal Green West',
    19_780,
    [4_226, 7_412],
    [8_034, 1_089, 955, 7_880, 842],
    18_800,
    [2_768, 18_797],
    35.707,
  ),
  ward(
    'E05009332',
    'Shadwell',
    13_279,
    [2_940, 4_492],
    [8_141, 954, 567, 4_074, 621],
    14_357,
    [2_065, 14_355],
    41.294,
  ),
  ward(
    'E05009333',
    'Spitalfields & Banglatown',
    13_331,
    [2_750, 5_058],
    [6_548, 654, 511, 4_486, 436],
    12_635,
    [1_719, 12_635],
    36.438,
  ),
  ward(
    'E05009334',
    'Stepney Green',
    12_338,
    [2_882, 4_258],
    [7_275, 838, 502, 3_758, 470],
    12_843,
    [1_994, 12_847],
    41.489,
  ),
  ward(
    'E05009335',
    'Weavers',
    13_336,
    [2_972, 5_468],
    [5_513, 932, 757, 6_344, 527],
    14_073,
    [2_059, 14_079],
    34.506,
  ),
  ward(
    'E05009336',
    'Whitechapel',
    18_841,
    [3_696, 7_379],
    [9_447, 915, 829, 6_310, 833],
    18_334,
    [1_871, 18_329],
    27.73,
  ),
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
  csv: writeNeedsFile([...WARDS.flat(), ...BOROUGH_FIGURES]),
};
