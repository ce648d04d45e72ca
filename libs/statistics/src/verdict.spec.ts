import { FOUR_FIFTHS, part, reachVerdict, representationRatio, type StatisticsCode } from './index';

const refusal = (code: StatisticsCode) => expect.objectContaining({ code });
const quarter = part('residents', 25_000, 100_000);

describe('a verdict', () => {
  const whole = { share: 1 };
  const ratioOf = (group: number, all: number) => representationRatio(part('bids', group, all), quarter);

  it.each([
    [10, 80, 'under', 'interval-below-parity'],
    [40, 80, 'over', 'interval-above-parity'],
    [250, 1000, 'parity', 'interval-within-parity-band'],
    [5, 20, 'insufficient evidence', 'interval-too-wide'],
    [0, 5, 'insufficient evidence', 'interval-too-wide'],
    [0, 80, 'under', 'interval-below-parity'],
    [0, 0, 'insufficient evidence', 'no-figure'],
  ])('on %d of %d for a quarter of the residents is %s (%s)', (group, all, verdict, reason) => {
    expect(reachVerdict(ratioOf(group, all), whole)).toMatchObject({ verdict, reason });
  });

  it.each([
    [0.81, 1.24, 'parity'],
    [0.79, 1.2, 'insufficient evidence'],
    [0.85, 1.26, 'insufficient evidence'],
    [0.8, 1.25, 'parity'],
  ])(
    'on an interval of %d to %d is %s: a gap of a fifth either way has to be ruled out',
    (lower, upper, verdict) => {
      const limits = { lower, upper };
      const ratio = {
        available: true,
        value: 1,
        interval: { method: 'by hand', at95: limits, at998: limits },
      } as const;
      expect(reachVerdict(ratio, whole).verdict).toBe(verdict);
    },
  );

  it('on a stage counted in full goes by the value alone', () => {
    const known = (value: number) =>
      reachVerdict({ available: true, value, interval: { method: 'none', reason: 'counted-in-full' } }, whole)
        .verdict;
    expect([0.79, 0.81, 1.24, 1.26].map(known)).toEqual(['under', 'parity', 'parity', 'over']);
  });

  it('is insufficient evidence when 79 % have stated their group, and not when 80 % have', () => {
    expect(reachVerdict(ratioOf(10, 80), { share: 0.79 })).toMatchObject({ reason: 'too-few-stated' });
    expect(reachVerdict(ratioOf(10, 80), { share: 0.8 }).verdict).toBe('under');
  });

  it('flags a small group by the gap itself, though the interval clears nobody', () => {
    const verdict = reachVerdict(ratioOf(2, 20), whole);
    expect(verdict).toMatchObject({ verdict: 'insufficient evidence', isGapFlagged: true });
    expect(verdict.screening).toBe(FOUR_FIFTHS);
    expect(FOUR_FIFTHS.origin).toContain('not a test in UK law');
  });

  it('on money without its awards is insufficient evidence', () => {
    const ratio = representationRatio(part('pounds', 1, 100), quarter);
    expect(reachVerdict(ratio, whole)).toMatchObject({
      verdict: 'insufficient evidence',
      reason: 'no-interval',
    });
  });

  it('refuses a threshold of 80 for 80 %, and a band without 1', () => {
    const rules = {
      completenessThreshold: 80,
      level: 'at95',
      parityBand: { lower: 0.8, upper: 1.25 },
    } as const;
    expect(() => reachVerdict(ratioOf(1, 2), whole, rules)).toThrow(refusal('out-of-range'));
    const band = { ...rules, completenessThreshold: 0.8, parityBand: { lower: 1.1, upper: 1.2 } };
    expect(() => reachVerdict(ratioOf(1, 2), whole, band)).toThrow(refusal('out-of-range'));
  });
});
