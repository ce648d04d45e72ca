import type { Registration } from '../acts/registering';

/** The 20 wards of the demonstration council, by code. */
export const WARDS = Array.from({ length: 20 }, (_, index) => `E050093${17 + index}`);

const FORMS = [
  'Charitable incorporated organisation',
  'Unincorporated association',
  'Company limited by guarantee',
  'Charitable trust',
  'Community interest company',
] as const;

/** Name, number of home ward, wards served besides it, income in thousands of pounds, whom it serves first. */
type Sketch = readonly [
  name: string,
  home: number,
  others: readonly number[],
  income: number,
  focus: readonly string[],
];

const SKETCHES: readonly Sketch[] = [
  ['Paper Boat Advice', 12, [18, 6], 210, ['People on low incomes']],
  ['Three Lanterns Trust', 0, [14, 19], 640, ['Disabled people']],
  ['Copper Kite Collective', 2, [], 38, ['Women and girls']],
  ['Marmalade Street Neighbours', 5, [7], 24, ['Older people']],
  ['Seventh Bridge Youth', 9, [10, 3], 155, ['Children and young people']],
  ['Blue Umbrella Carers', 4, [6], 72, ['Disabled people']],
  ['The Nightingale Allotment', 15, [], 12, []],
  ['Open Ledger Money Advice', 16, [18, 12, 5], 480, ['People on low incomes']],
  ['Saffron Table Kitchen', 17, [13], 56, ['Communities experiencing racial inequity']],
  ['Quayside Language Café', 1, [8], 33, ['Migrants, refugees and people seeking asylum']],
  [
    'Harbour Lights Somali Women',
    11,
    [6, 18],
    64,
    ['Women and girls', 'Communities experiencing racial inequity'],
  ],
  ['Tin Roof Theatre', 3, [9], 88, ['Children and young people']],
  ['Walnut Tree Day Club', 8, [1], 47, ['Older people']],
  ['Second Wind Cycling', 10, [2, 3], 29, []],
  ['Rainbow Staircase', 13, [], 41, ['Lesbian, gay and bisexual people', 'Trans and non-binary people']],
  ['Brick Lane Bell Ringers of Plenty', 14, [0], 9, []],
  ['Tall Ships Mentoring', 6, [4, 5], 130, ['Children and young people']],
  ['Quiet Room Counselling', 7, [], 97, []],
  ['Fathers of the Fountain', 18, [], 18, ['Men and boys']],
  ['Green Gate Food Circle', 19, [15], 52, ['People on low incomes']],
  ['Lime Kiln Deaf Association', 12, [], 61, ['Disabled people']],
  ['Cable Street Repair Shop', 15, [17], 36, []],
  ['First Steps Parents', 16, [], 27, ['Pregnant people and new parents']],
  ['The Patchwork Interfaith Forum', 17, [16], 22, ['Faith communities']],
  ['Island Gardeners Together', 1, [8], 16, ['Older people']],
  ['Compass Employment', 18, [11, 12, 6], 720, ['People on low incomes']],
  ['Silver Thread Sewing', 5, [], 14, ['Women and girls']],
  ['Borrowed Bicycle Couriers', 2, [3], 44, []],
  ['Moonlit Pages Library', 10, [9], 31, ['Children and young people']],
  ['Eastward Disability Voice', 4, [0, 14], 112, ['Disabled people']],
];

/** Thirty invented organisations across the wards, from £9,000 to £720,000 a year. */
export const ORGANISATIONS: readonly Registration[] = SKETCHES.map(
  ([name, home, others, income, focus], index) => ({
    name: `${name} (fictional)`,
    legalForm: FORMS[index % FORMS.length] as (typeof FORMS)[number],
    homeWard: WARDS[home] as string,
    wardsServed: [home, ...others].map((ward) => WARDS[ward] as string),
    equalityFocus: focus as Registration['equalityFocus'],
    annualIncomePence: income * 100_000,
  }),
);

/** Who acts for the organisation with this number: eight people share the thirty. */
export const MEMBERS = [
  ...['samira-bid-writer', 'tariq-trustee', 'uma-bid-writer', 'victor-trustee'],
  ...['wanjiru-bid-writer', 'xin-coordinator', 'yusuf-trustee', 'zofia-bid-writer'],
] as const;

export const memberOf = (organisation: number): string => MEMBERS[organisation % MEMBERS.length] as string;
