import type { Procurement } from './procurement';
import { resolveRegime } from './regime';

const pounds = (amount: number): number => Math.round(amount * 100);

const services = (amount: number, startsOn: string, more: Partial<Procurement> = {}): Procurement => ({
  kind: 'services',
  subject: 'ordinary',
  startsOn,
  valueWithVatPence: pounds(amount),
  valueWithoutVatPence: pounds(amount),
  ...more,
});

const codes = (procurement: Procurement) => resolveRegime(procurement).obligations.map(({ code }) => code);

describe('what follows from the regime', () => {
  it('full: 25 days, summaries before the notice, 8 working days, details in 30', () => {
    const resolution = resolveRegime(services(300_000, '2026-06-01'));
    expect(resolution).toMatchObject({
      tenderDays: 25,
      standstill: { rule: 'procurement-act', isDue: true },
    });
    expect(resolution.obligations.map(({ code }) => code)).toEqual([
      'tender-period',
      'conflicts-assessment',
      'tender-notice',
      'assessment-summaries',
      'contract-award-notice',
      'standstill',
      'contract-details-notice',
      'contract-change-notice',
      'changes-limited',
      'procurement-termination-notice',
      'contract-termination-notice',
      'paid-in-30-days',
    ]);
    expect(resolution.obligations.find(({ code }) => code === 'contract-details-notice')!.days).toBe(30);
  });

  it('light touch: no least period, standstill voluntary, details in 120 days, free to change, no KPIs', () => {
    const big = resolveRegime(services(6_000_000, '2026-06-01', { subject: 'light-touch' }));
    expect(big).toMatchObject({
      tenderDays: 0,
      standstill: { rule: 'procurement-act-voluntary', isDue: false },
    });
    const found = big.obligations.map(({ code }) => code);
    expect(found).toEqual(
      expect.arrayContaining([
        'assessment-summaries',
        'standstill-voluntary',
        'changes-free',
        'contract-published',
      ]),
    );
    expect(found).not.toEqual(expect.arrayContaining(['kpis']));
    expect(found).not.toEqual(expect.arrayContaining(['contract-change-notice']));
    expect(big.obligations.find(({ code }) => code === 'contract-details-notice')!.days).toBe(120);
    expect(big.obligations.find(({ code }) => code === 'contract-published')!.days).toBe(180);
  });

  it('indicators are due above £5,000,000, not at it', () => {
    expect(codes(services(5_000_000, '2026-06-01'))).not.toContain('kpis');
    expect(codes(services(5_000_000.01, '2026-06-01'))).toEqual(
      expect.arrayContaining(['kpis', 'kpis-rated', 'contract-published']),
    );
  });

  it('below the threshold: no suitability stage, no standstill, notices from £30,000', () => {
    expect(resolveRegime(services(30_000, '2026-06-01'))).toMatchObject({
      regime: 'below-threshold',
      tenderDays: 0,
      standstill: null,
    });
    expect(codes(services(30_000, '2026-06-01'))).toEqual(
      expect.arrayContaining(['no-suitability-stage', 'below-threshold-tender-notice']),
    );
    expect(codes(services(29_999.99, '2026-06-01'))).toContain('not-notifiable');
    expect(codes(services(29_999.99, '2026-06-01'))).not.toContain('below-threshold-tender-notice');
  });

  it('works may have a suitability stage from £207,720 in 2026 and from £213,477 in 2025', () => {
    const works = (amount: number, date: string) => codes(services(amount, date, { kind: 'works' }));
    expect(works(207_720, '2026-06-01')).toContain('suitability-stage-allowed');
    expect(works(207_719.99, '2026-06-01')).toContain('no-suitability-stage');
    expect(works(213_476.99, '2025-06-01')).toContain('no-suitability-stage');
    expect(works(213_477, '2025-06-01')).toContain('suitability-stage-allowed');
    expect(codes(services(207_719, '2026-06-01'))).toContain('no-suitability-stage');
  });

  it('under 2015: open procedure in 30 days, 10 calendar days of standstill, light touch too', () => {
    expect(resolveRegime(services(300_000, '2018-06-01'))).toMatchObject({
      tenderDays: 30,
      standstill: { rule: 'pcr-2015', isDue: true },
    });
    expect(resolveRegime(services(700_000, '2018-06-01', { subject: 'light-touch' }))).toMatchObject({
      tenderDays: 0,
      standstill: { rule: 'pcr-2015', isDue: true },
    });
    expect(resolveRegime(services(100_000, '2018-06-01')).standstill).toBeNull();
  });

  it.each([
    ['2021-12-31', 25_000, true],
    ['2021-12-31', 24_999.99, false],
    ['2022-12-20', 25_000, true],
    ['2022-12-21', 25_000, false],
    ['2022-12-21', 30_000, true],
  ])('under 2015, on %s, £%d is published on Contracts Finder: %s', (date, amount, isPublished) => {
    expect(codes(services(amount, date)).includes('advertised-on-contracts-finder')).toBe(isPublished);
  });

  it('a grant has no procurement law, is published, and since 4 January 2023 is checked as a subsidy', () => {
    const grant = (date: string) => resolveRegime(services(15_000, date, { kind: 'grant' }));
    expect(grant('2026-06-01')).toMatchObject({
      regime: 'grant',
      law: 'none',
      threshold: null,
      standstill: null,
    });
    const found = (date: string) => grant(date).obligations.map(({ code }) => code);
    expect(found('2023-01-04')).toContain('subsidy-control');
    expect(found('2023-01-03')).not.toContain('subsidy-control');
  });
});

describe('the tender period', () => {
  const days = (more: Partial<Procurement>, date = '2026-06-01') =>
    resolveRegime(services(300_000, date, more)).tenderDays;

  it('is 5 days longer on paper and 5 longer without documents', () => {
    expect(days({ electronic: false })).toBe(30);
    expect(days({ documentsWithNotice: false })).toBe(30);
    expect(days({ electronic: false, documentsWithNotice: false })).toBe(35);
    expect(days({ electronic: false }, '2018-06-01')).toBe(35);
  });

  it.each([
    ['40 days before', '2026-04-22', 10],
    ['39 days before', '2026-04-23', 25],
    ['12 months before', '2025-06-01', 10],
    ['12 months and a day before', '2025-05-31', 25],
  ])('after a planned procurement notice %s is %s → %d days', (_, plannedNoticeOn, expected) => {
    expect(days({ plannedNoticeOn })).toBe(expected);
  });

  it.each([
    ['35 days before', '2018-04-27', 15],
    ['34 days before', '2018-04-28', 30],
    ['12 months before', '2017-06-01', 15],
    ['12 months and a day before', '2017-05-31', 30],
  ])('under 2015 after a prior information notice %s is %s → %d days', (_, plannedNoticeOn, expected) => {
    expect(days({ plannedNoticeOn }, '2018-06-01')).toBe(expected);
  });
});
