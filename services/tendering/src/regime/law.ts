/** A sentence of law, named so that anybody can look it up. */
export interface Citation {
  law: string;
  provision: string;
  url: string;
}

/** Something the law asks for, forbids or allows in this procurement, in words and with its source. */
export interface Finding {
  code: string;
  says: string;
  source: Citation;
  /** Days of a period that the finding sets, where it sets one. */
  days?: number;
}

const LEGISLATION = 'https://www.legislation.gov.uk';

/** A section or schedule of the Procurement Act 2023: `s. 51(2)`. */
export function procurementAct(provision: string): Citation {
  const [, kind, number] = /^(s\.|Sch\.) (\d+)/.exec(provision) ?? [];
  const part = kind === 'Sch.' ? `schedule/${number}` : `section/${number}`;
  return { law: 'Procurement Act 2023', provision, url: `${LEGISLATION}/ukpga/2023/54/${part}` };
}

/** A regulation of the Public Contracts Regulations 2015: `reg. 87(2)`. */
export function contractsRegulations(provision: string): Citation {
  const [, number] = /^regs? *\.? (\d+)/.exec(provision) ?? [];
  const url = `${LEGISLATION}/uksi/2015/102/regulation/${number}`;
  return { law: 'Public Contracts Regulations 2015', provision, url };
}

/** The order that lets English councils reserve small competitions, in force from RESERVATION_ORDER_FROM. */
export const RESERVATION_ORDER: Citation = {
  law: 'Local Government (Exclusion of Non-commercial Considerations) (England) Order 2026',
  provision: 'SI 2026/94',
  url: `${LEGISLATION}/uksi/2026/94`,
};

export const RESERVATION_ORDER_FROM = '2026-02-04';

export const RESERVATION_GUIDANCE: Citation = {
  law: 'Guidance: reserving competitions for below-threshold contracts',
  provision: 'published 3 December 2025',
  url: 'https://www.gov.uk/government/publications/reserving-competitions-for-below-threshold-contracts',
};

export const PROVIDER_SELECTION_REGIME: Citation = {
  law: 'Health Care Services (Provider Selection Regime) Regulations 2023',
  provision: 'reg. 1(1)',
  url: `${LEGISLATION}/uksi/2023/1348/regulation/1`,
};

export const PROVIDER_SELECTION_REGIME_FROM = '2024-01-01';

export const SUBSIDY_CONTROL: Citation = {
  law: 'Subsidy Control Act 2022',
  provision: 's. 12',
  url: `${LEGISLATION}/ukpga/2022/23/section/12`,
};

export const SUBSIDY_CONTROL_FROM = '2023-01-04';

export const TRANSPARENCY_CODE: Citation = {
  law: 'Local Government Transparency Code 2015',
  provision: 'Part 2, grants to voluntary, community and social enterprise organisations',
  url: 'https://www.gov.uk/government/publications/local-government-transparency-code-2015',
};

export const SAVING_OF_2015: Citation = {
  law: 'Procurement Act 2023 (Commencement No. 3 and Transitional and Saving Provisions) Regulations 2024',
  provision: 'reg. 5',
  url: `${LEGISLATION}/uksi/2024/716/regulation/5`,
};
