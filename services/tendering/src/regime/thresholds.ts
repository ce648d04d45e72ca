import { RegimeRefusal } from './regime-refusal';

/** Figures in force from one day to another, both included, for a council (a sub-central authority). */
export interface Thresholds {
  from: string;
  until: string;
  law: 'pcr-2015' | 'procurement-act-2023';
  /** Whether the estimated value is compared with or without VAT. */
  vat: 'included' | 'excluded';
  goodsAndServicesPence: bigint;
  lightTouchPence: bigint;
  worksPence: bigint;
  /** From here on a suitability stage may precede a works tender that is below the threshold. */
  suitabilityStageWorksPence: bigint;
  source: string;
}

/** From when on a contract below the threshold is published at all. */
export interface PublicationThreshold {
  from: string;
  until: string;
  vat: 'included' | 'excluded';
  pence: bigint;
  source: string;
}

/** First and last day for which figures are known: they are set anew every two years. */
export const THRESHOLDS_KNOWN = { from: '2018-01-01', until: '2027-12-31' } as const;

/** The day the Procurement Act 2023 came into force; what began earlier stays under the 2015 Regulations. */
export const PROCUREMENT_ACT_FROM = '2025-02-24';

const pounds = (amount: number): bigint => BigInt(amount) * 100n;

export const THRESHOLDS: readonly Thresholds[] = [
  {
    from: '2018-01-01',
    until: '2019-12-31',
    law: 'pcr-2015',
    vat: 'excluded',
    goodsAndServicesPence: pounds(181_302),
    lightTouchPence: pounds(615_278),
    worksPence: pounds(4_551_413),
    suitabilityStageWorksPence: pounds(181_302),
    source: 'Public Contracts Regulations 2015, reg. 5, with Commission Delegated Regulation (EU) 2017/2365',
  },
  {
    from: '2020-01-01',
    until: '2021-12-31',
    law: 'pcr-2015',
    vat: 'excluded',
    goodsAndServicesPence: pounds(189_330),
    lightTouchPence: pounds(663_540),
    worksPence: pounds(4_733_252),
    suitabilityStageWorksPence: pounds(189_330),
    source: 'Public Contracts Regulations 2015, reg. 5, with Commission Delegated Regulation (EU) 2019/1828',
  },
  {
    from: '2022-01-01',
    until: '2023-12-31',
    law: 'pcr-2015',
    vat: 'included',
    goodsAndServicesPence: pounds(213_477),
    lightTouchPence: pounds(663_540),
    worksPence: pounds(5_336_937),
    suitabilityStageWorksPence: pounds(213_477),
    source:
      'Public Procurement (Agreement on Government Procurement) (Thresholds) (Amendment) Regulations 2021',
  },
  {
    from: '2024-01-01',
    until: '2025-02-23',
    law: 'pcr-2015',
    vat: 'included',
    goodsAndServicesPence: pounds(214_904),
    lightTouchPence: pounds(663_540),
    worksPence: pounds(5_372_609),
    suitabilityStageWorksPence: pounds(214_904),
    source:
      'Public Procurement (Agreement on Government Procurement) (Thresholds) (Amendment) Regulations 2023, SI 2023/1117',
  },
  {
    from: '2025-02-24',
    until: '2025-12-31',
    law: 'procurement-act-2023',
    vat: 'included',
    goodsAndServicesPence: pounds(214_904),
    lightTouchPence: pounds(663_540),
    worksPence: pounds(5_372_609),
    // Not raised with the others in 2025; SI 2025/1200 put that right from 2026.
    suitabilityStageWorksPence: pounds(213_477),
    source: 'Procurement Act 2023, Sch. 1, as amended by SI 2025/163',
  },
  {
    from: '2026-01-01',
    until: '2027-12-31',
    law: 'procurement-act-2023',
    vat: 'included',
    goodsAndServicesPence: pounds(207_720),
    lightTouchPence: pounds(663_540),
    worksPence: pounds(5_193_000),
    suitabilityStageWorksPence: pounds(207_720),
    source: 'Procurement Act 2023, Sch. 1, as amended by SI 2025/1200',
  },
];

export const PUBLICATION_THRESHOLDS: readonly PublicationThreshold[] = [
  {
    from: '2018-01-01',
    until: '2021-12-31',
    vat: 'excluded',
    pence: pounds(25_000),
    source: 'Public Contracts Regulations 2015, reg. 109(2)(c)',
  },
  {
    from: '2022-01-01',
    until: '2022-12-20',
    vat: 'included',
    pence: pounds(25_000),
    source: 'Public Contracts Regulations 2015, reg. 109(2)(c), values with VAT from 1 January 2022',
  },
  {
    from: '2022-12-21',
    until: '2025-02-23',
    vat: 'included',
    pence: pounds(30_000),
    source: 'Public Contracts Regulations 2015, reg. 109(2)(c), as amended by SI 2022/1390',
  },
  {
    from: '2025-02-24',
    until: '2027-12-31',
    vat: 'included',
    pence: pounds(30_000),
    source: 'Procurement Act 2023, s. 87(4)',
  },
];

/** The row in force on an ISO date. @throws RegimeRefusal `regime-thresholds-unknown` outside the table. */
export function inForce<Row extends { from: string; until: string }>(
  rows: readonly Row[],
  isoDate: string,
): Row {
  const row = rows.find(({ from, until }) => isoDate >= from && isoDate <= until);
  if (row) return row;
  throw new RegimeRefusal(
    'regime-thresholds-unknown',
    `The thresholds of ${isoDate} are not in the table (${THRESHOLDS_KNOWN.from} to ${THRESHOLDS_KNOWN.until}).`,
  );
}
