import fc from 'fast-check';
import { Temporal } from '@commissioning/calendar';
import type { Procurement } from './procurement';
import { resolveRegime } from './regime';
import { RegimeRefusal } from './regime-refusal';
import { PUBLICATION_THRESHOLDS, THRESHOLDS, THRESHOLDS_KNOWN } from './thresholds';

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
const refusal = (code: string) => expect.objectContaining({ name: 'RegimeRefusal', code });

describe('the regime, to the penny', () => {
  // Figures typed from the published sources, not read from the table under test.
  it.each([
    ['2018-06-01', 181_302, 615_278, 4_551_413],
    ['2020-06-01', 189_330, 663_540, 4_733_252],
    ['2022-06-01', 213_477, 663_540, 5_336_937],
    ['2024-06-01', 214_904, 663_540, 5_372_609],
    ['2025-06-01', 214_904, 663_540, 5_372_609],
    ['2026-06-01', 207_720, 663_540, 5_193_000],
  ])(
    'on %s: services %d, light touch %d, works %d are above, a penny less is below',
    (date, usual, light, works) => {
      const form = (amount: number, more: Partial<Procurement>) =>
        resolveRegime(services(amount, date, more)).form;
      for (const [threshold, more, above] of [
        [usual, {}, 'full'],
        [usual, { kind: 'goods' }, 'full'],
        [light, { subject: 'light-touch' }, 'light-touch'],
        [works, { kind: 'works' }, 'full'],
      ] as [number, Partial<Procurement>, string][]) {
        expect(form(threshold, more)).toBe(above);
        expect(form(threshold - 0.01, more)).toBe('below-threshold');
      }
    },
  );

  it('compares with VAT from 2022 and without it before', () => {
    const value = { valueWithVatPence: pounds(240_000), valueWithoutVatPence: pounds(200_000) };
    expect(resolveRegime(services(0, '2021-12-31', value)).threshold).toMatchObject({
      comparedPence: 20_000_000n,
      vat: 'excluded',
    });
    expect(resolveRegime(services(0, '2022-01-01', value)).threshold).toMatchObject({
      comparedPence: 24_000_000n,
      vat: 'included',
    });
  });

  it('asks for the value without VAT where that is what counts', () => {
    const { valueWithoutVatPence: _, ...withVatOnly } = services(100_000, '2018-06-01');
    expect(() => resolveRegime(withVatOnly)).toThrow(refusal('value-without-vat-missing'));
    expect(resolveRegime({ ...withVatOnly, startsOn: '2026-06-01' }).regime).toBe('below-threshold');
  });

  it('takes bigint pence', () => {
    expect(resolveRegime(services(0, '2026-06-01', { valueWithVatPence: 20_772_000n })).regime).toBe('full');
  });
});

describe('the regime, to the day', () => {
  it('£207,720 of services is below the threshold on 31 December 2025 and full the day after', () => {
    expect(resolveRegime(services(207_720, '2025-12-31')).regime).toBe('below-threshold');
    expect(resolveRegime(services(207_720, '2026-01-01')).regime).toBe('full');
  });

  it('what begins on 23 February 2025 stays under 2015, what begins on the 24th is under the Act', () => {
    expect(resolveRegime(services(300_000, '2025-02-23'))).toMatchObject({
      regime: 'legacy',
      form: 'full',
      law: 'pcr-2015',
    });
    expect(resolveRegime(services(300_000, '2025-02-24'))).toMatchObject({
      regime: 'full',
      law: 'procurement-act-2023',
    });
    expect(codes(services(300_000, '2025-02-23'))).toContain('stays-under-2015');
  });

  it.each(['2017-12-31', '2028-01-01'])('refuses %s: its thresholds are not known', (date) => {
    expect(() => resolveRegime(services(100, date))).toThrow(refusal('regime-thresholds-unknown'));
  });

  it.each(['2018-01-01', '2027-12-31'])('knows the first and the last day of the table: %s', (date) => {
    expect(resolveRegime(services(100, date)).form).toBe('below-threshold');
  });

  it('has a table without gaps or overlaps', () => {
    for (const rows of [THRESHOLDS, PUBLICATION_THRESHOLDS] as (readonly {
      from: string;
      until: string;
    }[])[]) {
      expect(rows[0]!.from).toBe(THRESHOLDS_KNOWN.from);
      expect(rows.at(-1)!.until).toBe(THRESHOLDS_KNOWN.until);
      rows.slice(1).forEach((row, index) => {
        const dayAfter = Temporal.PlainDate.from(rows[index]!.until).add({ days: 1 });
        expect(String(dayAfter)).toBe(row.from);
      });
    }
  });

  it('public health was light touch until 2023 and is outside the product since 1 January 2024, which it says', () => {
    const publicHealth = (date: string) => services(700_000, date, { subject: 'public-health' });
    expect(resolveRegime(publicHealth('2023-12-31'))).toMatchObject({
      regime: 'legacy',
      form: 'light-touch',
    });
    expect(() => resolveRegime(publicHealth('2024-01-01'))).toThrow(
      refusal('provider-selection-regime-outside-product'),
    );
    try {
      resolveRegime(publicHealth('2026-01-01'));
      throw new Error('not refused');
    } catch (error) {
      expect((error as RegimeRefusal).source?.law).toContain('Provider Selection Regime');
    }
    expect(resolveRegime({ ...publicHealth('2026-01-01'), kind: 'grant' }).regime).toBe('grant');
  });
});

describe('what contradicts itself', () => {
  it.each([
    ['light-touch works', { kind: 'works', subject: 'light-touch' }, 'light-touch-is-for-services'],
    ['public-health goods', { kind: 'goods', subject: 'public-health' }, 'light-touch-is-for-services'],
    ['a negative value', { valueWithVatPence: -1 }, 'value-not-whole-pence'],
    ['half a penny', { valueWithVatPence: 0.5 }, 'value-not-whole-pence'],
    ['no number', { valueWithVatPence: NaN }, 'value-not-whole-pence'],
    [
      'more without VAT than with',
      { valueWithoutVatPence: 99_999_999 },
      'value-without-vat-above-value-with',
    ],
  ] as [string, Partial<Procurement>, string][])('%s is refused', (_, more, code) => {
    expect(() => resolveRegime(services(100, '2026-06-01', more))).toThrow(refusal(code));
  });

  it('a day that does not exist is refused', () => {
    expect(() => resolveRegime(services(100, '2026-02-29'))).toThrow(
      expect.objectContaining({ code: 'not-a-date' }),
    );
  });
});

describe('whatever is asked', () => {
  const anyProcurement: fc.Arbitrary<Procurement> = fc.record({
    kind: fc.constantFrom('grant' as const, 'goods' as const, 'services' as const, 'works' as const),
    subject: fc.constantFrom('ordinary' as const, 'light-touch' as const, 'public-health' as const),
    startsOn: fc
      .integer({ min: -30, max: 3700 })
      .map((days) => String(Temporal.PlainDate.from('2018-01-01').add({ days }))),
    valueWithVatPence: fc.integer({ min: 100, max: 1_000_000_000 }),
    valueWithoutVatPence: fc.integer({ min: 0, max: 100 }),
  });

  it('is answered with a source for every sentence, or refused with a code', () => {
    let answered = 0;
    fc.assert(
      fc.property(anyProcurement, (procurement) => {
        try {
          const { obligations, threshold } = resolveRegime(procurement);
          answered += 1;
          expect(obligations.length).toBeGreaterThan(0);
          expect(threshold === null || threshold.source.length > 0).toBe(true);
          for (const { code, says, source } of obligations) {
            expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
            expect(says).toMatch(/\.$/);
            expect(source.url).toMatch(/^https:\/\/www\.(legislation\.)?gov\.uk\/[^\s]*[^/\s]$/);
            expect(`${source.law}${source.provision}${source.url}`).not.toContain('undefined');
          }
        } catch (error) {
          if (!(error instanceof RegimeRefusal)) throw error;
          expect(error.code).toMatch(/^(regime-|light-touch-|provider-)/);
        }
      }),
      { numRuns: 1000 },
    );
    expect(answered).toBeGreaterThan(300);
  });

  it('a higher value never takes duties away', () => {
    const weight = { 'below-threshold': 0, 'light-touch': 1, full: 1 };
    fc.assert(
      fc.property(anyProcurement, fc.integer({ min: 0, max: 1_000_000_000 }), (procurement, more) => {
        const inside = { ...procurement, startsOn: '2026-06-01', subject: 'ordinary' as const };
        const [lower, higher] = [
          inside,
          { ...inside, valueWithVatPence: Number(inside.valueWithVatPence) + more },
        ].map((each) => resolveRegime(each).form);
        expect(higher ? weight[higher] : 0).toBeGreaterThanOrEqual(lower ? weight[lower] : 0);
      }),
      { numRuns: 500 },
    );
  });
});
