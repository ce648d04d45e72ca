import fc from 'fast-check';
import { aTender, LOCAL, QUALITY } from '../../test/given';
import { type Basis, changesWinners, isInForce, rank } from './ranking';

const consensusOf = (marks: Record<string, readonly [number, number]>) =>
  Object.entries(marks).flatMap(([bidId, [quality, local]]) => [
    { bidId, criterionId: QUALITY, mark: quality },
    { bidId, criterionId: LOCAL, mark: local },
  ]);
const basis = (
  bids: Record<string, readonly [pricePence: number, quality: number, local: number]>,
  more: Partial<Basis> = {},
): Basis => ({
  tender: aTender(),
  bids: Object.entries(bids).map(([bidId, [price]]) => ({ bidId, pricePence: BigInt(price) })),
  consensus: consensusOf(
    Object.fromEntries(Object.entries(bids).map(([bidId, [, quality, local]]) => [bidId, [quality, local]])),
  ),
  exclusions: [],
  draws: [],
  ...more,
});
const order = (of: Basis) => rank(of).table.map(({ bidId, rank: place }) => [bidId, place]);

describe('ranking', () => {
  it('adds weighted quality and price marks', () => {
    const { table } = rank(basis({ a: [40_000, 4, 4], b: [50_000, 2, 2] }));
    expect(table.map(({ bidId, total }) => [bidId, total.toNumber()])).toEqual([
      ['a', 100],
      ['b', 62],
    ]);
  });

  it('scores prices from the bids that stand: an exclusion moves every mark', () => {
    const bids = basis({ cheap: [20_000, 1, 1], a: [40_000, 4, 4], b: [50_000, 3, 3] });
    const before = rank(bids)
      .table.find(({ bidId }) => bidId === 'a')!
      .priceMarks.toNumber();
    const without = { ...bids, exclusions: [{ bidId: 'cheap', changesWinner: false }] };
    const after = rank(without)
      .table.find(({ bidId }) => bidId === 'a')!
      .priceMarks.toNumber();
    expect([before, after]).toEqual([20, 40]);
  });

  it('leaves out a bid under a published minimum mark, and lets its price count for nothing', () => {
    const bids = basis({ weak: [10_000, 0, 4], a: [40_000, 4, 4] });
    expect(order(bids)).toEqual([['a', 1]]);
    expect(rank(bids).table[0]!.priceMarks.toNumber()).toBe(40);
  });

  it('breaks a tie by quality, then by the draw that was held', () => {
    const tied = basis({ a: [40_000, 3, 3], b: [40_000, 3, 3], c: [50_000, 2, 2] });
    expect(rank(tied).drawNeeded).toEqual([['a', 'b']]);
    expect(order({ ...tied, draws: [['b', 'a']] })).toEqual([
      ['b', 1],
      ['a', 2],
      ['c', 3],
    ]);
  });

  it('keeps an earlier draw when a new tie arises, and asks for a draw only for that', () => {
    const tied = basis({ a: [40_000, 3, 3], b: [40_000, 3, 3], c: [50_000, 2, 2], d: [50_000, 2, 2] });
    expect(rank({ ...tied, draws: [['b', 'a']] }).drawNeeded).toEqual([['c', 'd']]);
    const both = {
      ...tied,
      draws: [
        ['c', 'd'],
        ['b', 'a'],
      ],
    };
    expect(rank(both).table.map(({ bidId }) => bidId)).toEqual(['b', 'a', 'c', 'd']);
  });

  it('is empty, not broken, when no bid stands', () => {
    expect(rank(basis({ weak: [10_000, 0, 0] }))).toEqual({ table: [], drawNeeded: [] });
  });

  it('turns a price that cannot be scored into a broken rule', () => {
    expect(() => rank(basis({ free: [0, 4, 4], a: [40_000, 4, 4] }))).toBreak('price-zero-has-no-ratio');
  });

  it('knows which exclusions change who would win', () => {
    const bids = basis({ a: [40_000, 4, 4], b: [45_000, 3, 3], c: [50_000, 2, 2] });
    expect(changesWinners(bids, 'a')).toBe(true);
    expect(changesWinners(bids, 'c')).toBe(false);
    expect(isInForce({ bidId: 'a', changesWinner: true })).toBe(false);
    expect(isInForce({ bidId: 'a', changesWinner: true, approvedBy: 'anna' })).toBe(true);
  });

  it('does not depend on the order in which bids are listed', () => {
    const bid = fc.tuple(
      fc.integer({ min: 1, max: 99_999 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 4 }),
    );
    fc.assert(
      fc.property(fc.array(bid, { minLength: 1, maxLength: 8 }), (bids) => {
        const named = bids.map((one, place) => [`bid-${place}`, one] as const);
        const forwards = rank(basis(Object.fromEntries(named)));
        const backwards = rank(basis(Object.fromEntries([...named].reverse())));
        const ranks = ({ table }: typeof forwards) =>
          Object.fromEntries(table.map(({ bidId, rank: place, total }) => [bidId, `${place} ${total}`]));
        expect(ranks(backwards)).toEqual(ranks(forwards));
      }),
      { numRuns: 100 },
    );
  });
});
