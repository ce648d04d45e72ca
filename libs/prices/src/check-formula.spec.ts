import {
  checkFormula,
  excludeBids,
  scorePrices,
  type Paradox,
  type PriceFormula,
  type RankingRules,
} from './index';
import { seeded } from './market';

const market = { lowestPence: 50_000_00, highestPence: 150_000_00 };
const check = (formula: PriceFormula, weight: number | string = 40) =>
  checkFormula({ formula, weight }, market);
const codes = (formula: PriceFormula, weight?: number | string) =>
  check(formula, weight).paradoxes.map(({ code }) => code);
const found = (formula: PriceFormula, code: Paradox['code']) =>
  check(formula).paradoxes.find((paradox) => paradox.code === code);

const relativeLinear: PriceFormula = { kind: 'linear', maximum: 'highest', reference: 'lowest' };
const publishedLinear: PriceFormula = { kind: 'linear', maximum: 150_000_00, reference: 50_000_00 };

describe('the check of a price formula', () => {
  it.each([
    ['lowest ratio', { kind: 'lowest-ratio' }, ['division-by-zero', 'rank-reversal']],
    ['linear between the bids', relativeLinear, ['sensitivity', 'rank-reversal']],
    ['the mean', { kind: 'mean' }, ['rank-reversal']],
    ['price per quality point', { kind: 'price-per-quality-point' }, ['division-by-zero', 'rank-reversal']],
    ['linear between published prices', publishedLinear, []],
  ] as [string, PriceFormula, Paradox['code'][]][])(
    'finds in %s what is wrong with it',
    (_, formula, expected) => {
      expect(codes(formula)).toEqual(expected);
    },
  );

  it.each([
    { kind: 'lowest-ratio' },
    relativeLinear,
    { kind: 'mean' },
    { kind: 'price-per-quality-point' },
  ] as PriceFormula[])('shows bids on which the reversal can be worked out again: $kind', (formula) => {
    const { paradoxes } = check(formula);
    const reversal = paradoxes.find(({ code }) => code === 'rank-reversal')!;
    const gone = reversal.bids.find(({ priceMarksAfter }) => priceMarksAfter === null)!;
    const total = (id: string, marks: 'priceMarks' | 'priceMarksAfter') => {
      const bid = reversal.bids.find((each) => each.id === id)!;
      return bid.qualityMarks.plus(bid[marks]!);
    };
    const [, winner, loser] = / withdraws, (\w) wins instead of (\w),/.exec(reversal.says)!;
    expect(reversal.says.startsWith(`If ${gone.id},`)).toBe(true);
    expect(total(loser!, 'priceMarks').gte(total(winner!, 'priceMarks'))).toBe(true);
    expect(total(winner!, 'priceMarksAfter').gte(total(loser!, 'priceMarksAfter'))).toBe(true);
    if (formula.kind === 'price-per-quality-point') return;
    const rules: RankingRules = { price: { formula, weight: 40 }, tieBreaks: ['quality', 'price'] };
    expect(excludeBids(reversal.bids, rules, [gone.id]).winnerChangedAmongOthers).toBe(true);
  });

  it('shows bids on which the sensitivity can be worked out again', () => {
    const { says, bids } = found(relativeLinear, 'sensitivity')!;
    const [, name] = /A price of (\w) that is 1 % higher/.exec(says)!;
    const raised = bids.map((bid) =>
      bid.id === name ? { ...bid, pricePence: (bid.pricePence * 101n + 99n) / 100n } : bid,
    );
    const after = scorePrices(raised, { formula: relativeLinear, weight: 40 }).find(
      ({ bidId }) => bidId === name,
    )!;
    const shown = bids.find(({ id }) => id === name)!;
    expect(after.marks.toString()).toBe(shown.priceMarksAfter!.toString());
    expect(shown.priceMarks!.minus(shown.priceMarksAfter!).gte(8)).toBe(true);
  });

  it('names the bid at £0 that cannot be scored, or that takes everything', () => {
    const refused = found({ kind: 'lowest-ratio' }, 'division-by-zero')!;
    expect(refused.bids[0]).toMatchObject({ pricePence: 0n, priceMarks: null });
    const takesAll = found({ kind: 'lowest-ratio', atZeroPrice: 'full-marks' }, 'division-by-zero')!;
    expect(takesAll.bids.map(({ priceMarks }) => priceMarks!.toNumber())).toEqual(
      takesAll.bids.map((_, index) => (index === 0 ? 40 : 0)),
    );
  });

  it('finds marks that nobody can reach: a reference far below the market', () => {
    const formula: PriceFormula = { kind: 'linear', maximum: 150_000_00, reference: 10_000_00 };
    expect(found(formula, 'unreachable-marks')!.says).toMatch(
      /^No price between £50000\.00 and £150000\.00 got more/,
    );
  });

  it('finds marks that nobody can lose: a benchmark that leaves price to decide less than half', () => {
    const formula: PriceFormula = { kind: 'benchmark', benchmarkPence: 140_000_00 };
    expect(found(formula, 'unreachable-marks')!.says).toMatch(/got fewer than 37\.\d+ of 40 marks/);
  });

  it('finds a weight of 0, and takes it as right where the price is given', () => {
    expect(codes({ kind: 'lowest-ratio' }, 0)).toEqual(['weight-zero']);
    expect(codes({ kind: 'fixed-price', pricePence: 100 }, 0)).toEqual([]);
  });

  it('finds no reversal where price decides alone', () => {
    expect(codes({ kind: 'lowest-ratio' }, 100)).toEqual(['division-by-zero']);
  });

  it('is the same to the digit for the same seed, and looks elsewhere for another', () => {
    const at = (seed: number) => JSON.stringify(checkFormula({ formula: { kind: 'mean' }, weight: 40 }, market, { seed }), (_, value) => (typeof value === 'bigint' ? `${value}` : value)); // prettier-ignore
    expect(at(7)).toBe(at(7));
    expect(at(7)).not.toBe(at(8));
  });

  it('refuses a market without room and a formula that is not valid in itself', () => {
    const formula: PriceFormula = { kind: 'lowest-ratio' };
    for (const wrong of [
      { lowestPence: 0, highestPence: 1 },
      { lowestPence: 5, highestPence: 5 },
    ]) {
      expect(() => checkFormula({ formula, weight: 40 }, wrong)).toThrow(
        expect.objectContaining({ code: 'market-out-of-order' }),
      );
    }
    expect(() => checkFormula({ formula, weight: 40 }, market, { sets: 0 })).toThrow(
      expect.objectContaining({ code: 'sets-out-of-range' }),
    );
    expect(() => check({ kind: 'linear', maximum: 1, reference: 2 })).toThrow(
      expect.objectContaining({ code: 'maximum-not-above-reference' }),
    );
    expect(() => check({ kind: 'fixed-price', pricePence: 100 }, 10)).toThrow(
      expect.objectContaining({ code: 'fixed-price-takes-no-weight' }),
    );
  });
});

describe('the imagination', () => {
  it('spreads evenly: 20,000 draws fall into tenths of 10 % within 1 %', () => {
    const random = seeded(3);
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 20_000; draw += 1) tenths[Math.floor(random() * 10)]! += 1;
    for (const count of tenths) expect(Math.abs(count / 20_000 - 0.1)).toBeLessThan(0.01);
  });
});
