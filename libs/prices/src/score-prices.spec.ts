import fc from 'fast-check';
import {
  BEHAVIOUR,
  pence,
  scorePrices,
  type PriceCriterion,
  type PricedBid,
  type PriceFormula,
} from './index';

const bids = (...pounds: number[]): PricedBid[] =>
  pounds.map((each, index) => ({ id: 'ABCDEFGH'[index]!, pricePence: Math.round(each * 100) }));

const marks = (list: PricedBid[], criterion: PriceCriterion): Record<string, string> =>
  Object.fromEntries(scorePrices(list, criterion).map(({ bidId, marks }) => [bidId, marks.toString()]));

const refusal = (code: string) => expect.objectContaining({ name: 'PriceError', code });

const lowestRatio: PriceFormula = { kind: 'lowest-ratio' };
const relativeLinear: PriceFormula = { kind: 'linear', maximum: 'highest', reference: 'lowest' };
const publishedLinear: PriceFormula = { kind: 'linear', maximum: 12_000_00, reference: 8_000_00 };
const benchmark: PriceFormula = { kind: 'benchmark', benchmarkPence: 10_000_00 };

describe('lowest ratio', () => {
  it('of 40 marks: £80,000 gets 40, £100,000 gets 32, £120,000 gets 26⅔', () => {
    const scores = scorePrices(bids(80_000, 100_000, 120_000), { formula: lowestRatio, weight: 40 });
    expect(scores.map(({ exact }) => String(exact))).toEqual(['40', '32', '80/3']);
  });

  it('is rounded half up only where the tender says', () => {
    const tender = { formula: lowestRatio, weight: 40 };
    expect(marks(bids(80_000, 120_000), { ...tender, decimals: 2 })).toEqual({ A: '40', B: '26.67' });
    expect(marks(bids(80_000, 120_000), { ...tender, decimals: 0 })).toEqual({ A: '40', B: '27' });
    expect(marks(bids(80_000, 120_000), tender).B).toBe(`26.${'6'.repeat(37)}7`);
  });

  it('refuses a price of £0 unless the tender says that it takes everything', () => {
    expect(() => marks(bids(0, 100), { formula: lowestRatio, weight: 40 })).toThrow(
      refusal('price-zero-has-no-ratio'),
    );
    const says: PriceFormula = { kind: 'lowest-ratio', atZeroPrice: 'full-marks' };
    expect(marks(bids(0, 100, 0), { formula: says, weight: 40 })).toEqual({ A: '40', B: '0', C: '40' });
  });
});

describe('linear', () => {
  it('between published £8,000 and £12,000, of 40: £8,000 → 40, £9,000 → 30, £12,000 → 0', () => {
    const tender = { formula: publishedLinear, weight: 40 };
    expect(marks(bids(8_000, 9_000, 12_000), tender)).toEqual({ A: '40', B: '30', C: '0' });
  });

  it('never leaves 0 to W: above the maximum 0, below the reference and at £0 all', () => {
    const tender = { formula: publishedLinear, weight: 40 };
    expect(marks(bids(12_000.01, 7_999.99, 0), tender)).toEqual({ A: '0', B: '40', C: '40' });
  });

  it('between the dearest and the cheapest bid, of 40: £80 → 40, £100 → 20, £120 → 0', () => {
    expect(marks(bids(100, 80, 120), { formula: relativeLinear, weight: 40 })).toEqual({
      A: '20',
      B: '40',
      C: '0',
    });
  });

  it('between a published maximum and the cheapest bid: £80 → 40, £100 → 26⅔ with £140', () => {
    const formula: PriceFormula = { kind: 'linear', maximum: 140_00, reference: 'lowest' };
    const scores = scorePrices(bids(80, 100, 150), { formula, weight: 40 });
    expect(scores.map(({ exact }) => String(exact))).toEqual(['40', '80/3', '0']);
  });

  it('refuses a published maximum that is not above the reference', () => {
    const formula: PriceFormula = { kind: 'linear', maximum: 100, reference: 100 };
    expect(() => marks(bids(1), { formula, weight: 40 })).toThrow(refusal('maximum-not-above-reference'));
  });
});

describe('mean', () => {
  it('of 40, with a mean of £100: £100 → 20, £90 → 24, £110 → 16', () => {
    expect(marks(bids(100, 90, 110), { formula: { kind: 'mean' }, weight: 40 })).toEqual({
      A: '20',
      B: '24',
      C: '16',
    });
  });

  it('stops at both ends: 50 % below the mean has all marks, 50 % above has none', () => {
    const tender: PriceCriterion = { formula: { kind: 'mean' }, weight: 40 };
    expect(marks(bids(50, 150), tender)).toEqual({ A: '40', B: '0' });
    expect(marks(bids(0, 200), tender)).toEqual({ A: '40', B: '0' });
  });

  it('where every price is £0 gives all half', () => {
    expect(marks(bids(0, 0), { formula: { kind: 'mean' }, weight: 40 })).toEqual({ A: '20', B: '20' });
  });
});

describe('price per quality point', () => {
  const formula: PriceFormula = { kind: 'price-per-quality-point' };
  const points = (list: [number, number][]): PricedBid[] =>
    list.map(([price, qualityPoints], index) => ({
      id: 'ABC'[index]!,
      pricePence: price * 100,
      qualityPoints,
    }));

  it('£800 for 80 points is £10, £1,200 for 100 is £12: of 60 they get 60 and 50', () => {
    expect(marks(points([[800, 80], [1_200, 100]]), { formula, weight: 60 })).toEqual({ A: '60', B: '50' }); // prettier-ignore
  });

  it('gives nothing to a bid without quality points, however cheap, and does not measure others by it', () => {
    expect(marks(points([[1, 0], [800, 80]]), { formula, weight: 60 })).toEqual({ A: '0', B: '60' }); // prettier-ignore
    expect(marks(points([[1, 0]]), { formula, weight: 60 })).toEqual({ A: '0' });
  });

  it('refuses points that are missing or negative, and a price of £0', () => {
    expect(() => marks(bids(100), { formula, weight: 60 })).toThrow(refusal('quality-points-missing'));
    expect(() => marks(points([[1, -1]]), { formula, weight: 60 })).toThrow(
      refusal('quality-points-negative'),
    );
    expect(() => marks(points([[0, 50]]), { formula, weight: 60 })).toThrow(
      refusal('price-zero-has-no-ratio'),
    );
  });
});

describe('benchmark', () => {
  it('of 40, with £10,000: £10,000 and £5,000 → 40, £12,500 → 32, £0 → 40', () => {
    const tender = { formula: benchmark, weight: 40 };
    expect(marks(bids(10_000, 5_000, 12_500, 0), tender)).toEqual({ A: '40', B: '40', C: '32', D: '40' });
  });

  it('refuses a benchmark of £0', () => {
    const formula: PriceFormula = { kind: 'benchmark', benchmarkPence: 0 };
    expect(() => marks(bids(1), { formula, weight: 40 })).toThrow(refusal('benchmark-not-above-zero'));
  });
});

describe('fixed price', () => {
  const formula: PriceFormula = { kind: 'fixed-price', pricePence: 15_000_00 };

  it('gives no marks, takes no weight and accepts no other price', () => {
    expect(marks(bids(15_000, 15_000), { formula, weight: 0 })).toEqual({ A: '0', B: '0' });
    expect(() => marks(bids(15_000), { formula, weight: 1 })).toThrow(refusal('fixed-price-takes-no-weight'));
    expect(() => marks(bids(14_999.99), { formula, weight: 0 })).toThrow(refusal('price-differs-from-fixed'));
  });
});

describe('every formula', () => {
  const formulae: PriceFormula[] = [
    lowestRatio,
    relativeLinear,
    publishedLinear,
    { kind: 'mean' },
    benchmark,
  ];
  const each = formulae.map((formula) => ({
    formula,
    name: `${formula.kind} ${'maximum' in formula ? formula.maximum : ''}`,
  }));

  it.each([
    ['lowest-ratio', lowestRatio, '40'],
    ['linear between bids', relativeLinear, '40'],
    ['linear as published', publishedLinear, '20'],
    ['mean', { kind: 'mean' } as const, '20'],
    ['benchmark', benchmark, '40'],
  ])('has a stated result for a single bid of £10,000: %s', (_, formula, expected) => {
    expect(marks(bids(10_000), { formula, weight: 40 })).toEqual({ A: expected });
    expect(BEHAVIOUR[formula.kind].singleBid).not.toBe('');
  });

  it.each(each)('gives equal prices equal marks: $name', ({ formula }) => {
    const scored = marks(bids(9_500, 11_000, 9_500), { formula, weight: 40 });
    expect(scored.A).toBe(scored.C);
    expect(scored.A).not.toBe(scored.B);
  });

  it.each(each)('scores only the bids that stand: $name', ({ formula }) => {
    const all = bids(9_500, 11_000, 8_000);
    const excluded = all.map((bid) => (bid.id === 'C' ? { ...bid, stands: false } : bid));
    expect(marks(excluded, { formula, weight: 40 })).toEqual(marks(all.slice(0, 2), { formula, weight: 40 }));
  });

  const price = fc.integer({ min: 1, max: 50_000_000 });
  const someBids = fc
    .array(price, { minLength: 1, maxLength: 8 })
    .map((prices) => prices.map((pricePence, index) => ({ id: `bid ${index}`, pricePence })));

  it.each(each)('keeps marks between 0 and W and never rewards a higher price: $name', ({ formula }) => {
    fc.assert(
      fc.property(someBids, fc.integer({ min: 1, max: 100 }), (list, weight) => {
        const scores = scorePrices(list, { formula, weight });
        for (const one of scores) {
          expect(one.exact.compare(0n) >= 0 && one.exact.compare(weight) <= 0).toBe(true);
          for (const other of scores) {
            if (one.pricePence <= other.pricePence)
              expect(one.exact.compare(other.exact)).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  const inFloats: Record<string, (p: number, all: number[], w: number) => number> = {
    'lowest-ratio': (p, all, w) => (w * Math.min(...all)) / p,
    mean: (p, all, w) => {
      const mean = all.reduce((a, b) => a + b, 0) / all.length;
      return (w * Math.min(100, Math.max(0, 50 + (100 * (mean - p)) / mean))) / 100;
    },
    benchmark: (p, _, w) => w * Math.min(1, 10_000_00 / p),
  };

  it.each(Object.keys(inFloats))('agrees with the same formula in floating point: %s', (kind) => {
    const formula = kind === 'benchmark' ? benchmark : ({ kind } as PriceFormula);
    fc.assert(
      fc.property(someBids, fc.integer({ min: 1, max: 100 }), (list, weight) => {
        const all = list.map(({ pricePence }) => pricePence);
        scorePrices(list, { formula, weight }).forEach(({ marks: exact }, index) => {
          expect(exact.toNumber()).toBeCloseTo(inFloats[kind]!(all[index]!, all, weight), 9);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('takes bigint pence as it takes numbers, beyond what a number holds', () => {
    const huge = [{ id: 'A', pricePence: 2n ** 60n }, { id: 'B', pricePence: 2n ** 61n }]; // prettier-ignore
    expect(marks(huge, { formula: lowestRatio, weight: 40 })).toEqual({ A: '40', B: '20' });
  });
});

describe('what cannot be scored', () => {
  const tender = (weight: number | string) => ({ formula: lowestRatio, weight });
  it.each([
    ['no bid stands', [{ id: 'A', pricePence: 1, stands: false }], 40, 'no-bids-stand'],
    ['no bids', [], 40, 'no-bids-stand'],
    [
      'a bid twice',
      [
        { id: 'A', pricePence: 1 },
        { id: 'A', pricePence: 2 },
      ],
      40,
      'bid-named-twice',
    ],
    ['half a penny', [{ id: 'A', pricePence: 0.5 }], 40, 'price-not-whole-pence'],
    ['NaN', [{ id: 'A', pricePence: NaN }], 40, 'price-not-whole-pence'],
    ['infinity', [{ id: 'A', pricePence: Infinity }], 40, 'price-not-whole-pence'],
    ['a number too large to be exact', [{ id: 'A', pricePence: 2 ** 53 }], 40, 'price-not-whole-pence'],
    ['a negative price', [{ id: 'A', pricePence: -1 }], 40, 'price-negative'],
    ['a weight over 100', [{ id: 'A', pricePence: 1 }], '100.01', 'weight-out-of-range'],
    ['a negative weight', [{ id: 'A', pricePence: 1 }], -1, 'weight-out-of-range'],
    ['a weight that is no number', [{ id: 'A', pricePence: 1 }], NaN, 'not-a-number'],
  ])('%s', (_, list, weight, code) => {
    expect(() => scorePrices(list, tender(weight))).toThrow(refusal(code));
  });

  it('marks to half a decimal place', () => {
    expect(() => scorePrices(bids(1), { ...tender(40), decimals: 1.5 })).toThrow(
      refusal('decimals-out-of-range'),
    );
  });

  it('accepts what pence can be', () => {
    expect(pence(0)).toBe(0n);
    expect(pence(12n)).toBe(12n);
    expect(() => pence(-1n)).toThrow(refusal('price-negative'));
  });
});
