import fc from 'fast-check';
import {
  excludeBids,
  rankBids,
  scorePrices,
  firstPlaces,
  screenLowPrices,
  winners,
  type BidToRank,
  type RankingRules,
} from './index';

const rules: RankingRules = {
  price: { formula: { kind: 'lowest-ratio' }, weight: 40 },
  tieBreaks: ['quality', 'price'],
};

const bid = (
  id: string,
  pounds: number,
  qualityMarks: number | string,
  more: Partial<BidToRank> = {},
): BidToRank => ({
  id,
  pricePence: Math.round(pounds * 100),
  qualityMarks,
  ...more,
});

const order = (list: BidToRank[], by: RankingRules = rules) =>
  rankBids(list, by).table.map(({ bidId, rank, separatedBy }) => `${rank} ${bidId} ${separatedBy}`);

describe('the ranking', () => {
  it('adds quality and price: 50 + 32 beats 40 + 40', () => {
    const { table } = rankBids([bid('cheap', 80_000, 40), bid('good', 100_000, 50)], rules);
    expect(table.map(({ bidId, total }) => `${bidId} ${total}`)).toEqual(['good 82', 'cheap 80']);
  });

  it('breaks a tie by the published order: quality first', () => {
    expect(order([bid('cheap', 80_000, 42), bid('good', 100_000, 50)])).toEqual([
      '1 good first',
      '2 cheap quality',
    ]);
  });

  it('breaks it the other way when the tender publishes the other order', () => {
    const tied = [bid('cheap', 80_000, 42), bid('good', 100_000, 50)];
    expect(order(tied, { ...rules, tieBreaks: ['price'] })).toEqual(['1 cheap first', '2 good price']);
  });

  it('breaks it by a named criterion, and says so when the marks for it are missing', () => {
    const by: RankingRules = { ...rules, tieBreaks: [{ criterion: 'local knowledge' }] };
    const tied = (b?: number) => [
      bid('A', 80_000, 42, { criterionMarks: { 'local knowledge': 6 } }),
      bid('B', 80_000, 42, b === undefined ? {} : { criterionMarks: { 'local knowledge': b } }),
    ];
    expect(order(tied(9), by)).toEqual(['1 B first', '2 A criterion:local knowledge']);
    expect(() => order(tied(), by)).toThrow(expect.objectContaining({ code: 'tie-break-marks-missing' }));
  });

  it('shares a rank between bids equal in everything and asks for a draw', () => {
    const equal = [bid('A', 80_000, 42), bid('B', 80_000, 42), bid('C', 80_000, 41), bid('D', 80_000, 42)];
    const ranking = rankBids(equal, rules);
    expect(ranking.table.map(({ bidId, rank }) => `${rank} ${bidId}`)).toEqual(['1 A', '1 B', '1 D', '4 C']);
    expect(ranking.drawNeeded).toEqual([['A', 'B', 'D']]);
  });

  it('orders them by the draw once it is recorded, and refuses a draw that leaves one out', () => {
    const equal = [bid('A', 80_000, 42), bid('B', 80_000, 42)];
    expect(order(equal, { ...rules, draw: ['B', 'A'] })).toEqual(['1 B first', '2 A draw']);
    expect(rankBids(equal, { ...rules, draw: ['B', 'A'] }).drawNeeded).toEqual([]);
    expect(() => order(equal, { ...rules, draw: ['B'] })).toThrow(
      expect.objectContaining({ code: 'draw-incomplete' }),
    );
  });

  it('sees no tie in totals that differ in the thirtieth place, and one where the tender rounds', () => {
    const close = [bid('A', 80_000, '42.000000000000000000000000000001'), bid('B', 80_000, 42)];
    expect(order(close)).toEqual(['1 A first', '2 B total']);
    expect(rankBids(close, { ...rules, totalDecimals: 2 }).table.map(({ total }) => String(total))).toEqual([
      '82',
      '82',
    ]);
  });

  it('sees a tie of thirds that decimals miss: 10 + 6⅔ and 0 + 16⅔', () => {
    const list = [bid('lowest', 10, 0), bid('A', 60, 10), bid('B', 24, 0)];
    const [a, b] = scorePrices(list, rules.price).slice(1);
    expect(a!.marks.toString()).toBe(`6.${'6'.repeat(38)}7`);
    expect(`1${a!.marks.toString()}`).not.toBe(b!.marks.toString());
    expect(rankBids(list, { ...rules, tieBreaks: [] }).drawNeeded).toEqual([['A', 'B']]);
  });

  it('is the same whatever the order in which the bids are listed', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 6 })), {
      minLength: 1,
      maxLength: 7,
    });
    fc.assert(
      fc.property(some, (list) => {
        const bids = list.map(([price, quality], index) => bid(`${index}`, price * 1000, quality * 10));
        const ranks = (ranking: ReturnType<typeof rankBids>) =>
          Object.fromEntries(ranking.table.map(({ bidId, rank }) => [bidId, rank]));
        expect(ranks(rankBids([...bids].reverse(), rules))).toEqual(ranks(rankBids(bids, rules)));
        expect(firstPlaces(bids, rules).sort()).toEqual(winners(rankBids(bids, rules)).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('gives a rank one more than the number of bids that are better', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 6 })), {
      minLength: 1,
      maxLength: 7,
    });
    fc.assert(
      fc.property(some, (list) => {
        const bids = list.map(([price, quality], index) => bid(`${index}`, price * 1000, quality * 10));
        const { table } = rankBids(bids, rules);
        for (const row of table) {
          const better = table.filter(
            (other) =>
              other.total.gt(row.total) ||
              (other.total.eq(row.total) && other.qualityMarks.gt(row.qualityMarks)) ||
              (other.total.eq(row.total) &&
                other.qualityMarks.eq(row.qualityMarks) &&
                other.pricePence < row.pricePence),
          );
          expect(row.rank).toBe(better.length + 1);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('an exclusion', () => {
  // Lowest ratio of 40. With Z (£50,000): X 54 + 20.00 = 74.00, Y 60 + 15.38 = 75.38: Y wins.
  // Without Z: X 54 + 40 = 94.00, Y 60 + 30.77 = 90.77: X wins, though neither X nor Y changed.
  const bids = [bid('X', 100_000, 54), bid('Y', 130_000, 60), bid('Z', 50_000, 0)];

  it('of a losing bid can change the winner: both tables are shown and a second approver is due', () => {
    const effect = excludeBids(bids, rules, ['Z']);
    expect(effect.before.table.map(({ bidId }) => bidId)).toEqual(['Y', 'X', 'Z']);
    expect(effect.after.table.map(({ bidId }) => bidId)).toEqual(['X', 'Y']);
    expect(effect).toMatchObject({
      winnersBefore: ['Y'],
      winnersAfter: ['X'],
      winnerChanged: true,
      winnerChangedAmongOthers: true,
      reversed: [['X', 'Y']],
    });
  });

  it('does not with a benchmark', () => {
    const fixed: RankingRules = {
      ...rules,
      price: { formula: { kind: 'benchmark', benchmarkPence: 100_000_00 }, weight: 40 },
    };
    expect(excludeBids(bids, fixed, ['Z'])).toMatchObject({ winnerChanged: false, reversed: [] });
  });

  it('of the winner changes the winner, and is told apart from a reversal', () => {
    expect(excludeBids(bids, rules, ['Y'])).toMatchObject({
      winnerChanged: true,
      winnerChangedAmongOthers: false,
      reversed: [],
    });
  });

  it('of nobody changes nothing; of everybody is refused', () => {
    expect(excludeBids(bids, rules, ['somebody else'])).toMatchObject({ winnerChanged: false, reversed: [] });
    expect(() => excludeBids(bids, rules, ['X', 'Y', 'Z'])).toThrow(
      expect.objectContaining({ code: 'no-bids-stand' }),
    );
  });
});

describe('screening for abnormally low prices', () => {
  const asked = (...pounds: number[]) =>
    Object.fromEntries(
      screenLowPrices(
        pounds.map((each, index) => ({ id: 'ABCD'[index]!, pricePence: Math.round(each * 100) })),
      ).map(({ bidId, askBecause }) => [bidId, askBecause.join(' ')]),
    );

  it('asks at exactly 40 % below the mean of the others, and not a penny above', () => {
    expect(asked(60, 70, 130).A).toBe('below-mean');
    expect(asked(60.01, 70, 130).A).toBe('');
  });

  it('asks at exactly 30 % below the next, and not a penny above', () => {
    expect(asked(70, 100, 101).A).toBe('below-next');
    expect(asked(70.01, 100, 101).A).toBe('');
  });

  it('can ask for both reasons', () => {
    expect(asked(10, 100, 100)).toEqual({ A: 'below-mean below-next', B: '', C: '' });
  });

  it('shows the figures: £60 beside £70 and £130 is 40 % below their mean and 14.29 % below the next', () => {
    const [a, b, c] = screenLowPrices([bid('A', 60, 0), bid('B', 70, 0), bid('C', 130, 0)]);
    expect(a!.belowMeanPercent!.toString()).toBe('40');
    expect(a!.belowNextPercent!.toFixed(2)).toBe('14.29');
    expect(b!.belowMeanPercent!.toFixed(2)).toBe('26.32');
    expect(c).toMatchObject({ belowNextPercent: null, askBecause: [] });
  });

  it('has nothing to compare a single bid or bids of £0 with, and takes a tie as 0 % below', () => {
    expect(screenLowPrices([bid('A', 5, 0)])).toEqual([
      { bidId: 'A', belowMeanPercent: null, belowNextPercent: null, askBecause: [] },
    ]);
    expect(screenLowPrices([bid('A', 0, 0), bid('B', 0, 0)])[0]!.askBecause).toEqual([]);
    expect(screenLowPrices([bid('A', 5, 0), bid('B', 5, 0)])[0]!.belowNextPercent!.toString()).toBe('0');
  });

  it('leaves out bids that do not stand, and follows another screen', () => {
    const list = [bid('A', 60, 0), bid('B', 70, 0), bid('C', 130, 0, { stands: false })];
    expect(screenLowPrices(list).map(({ bidId, askBecause }) => [bidId, askBecause])).toEqual([['A', []], ['B', []]]); // prettier-ignore
    const strict = screenLowPrices(list, { belowMeanPercent: 10, belowNextPercent: 10 });
    expect(strict[0]!.askBecause).toEqual(['below-mean', 'below-next']);
  });
});
