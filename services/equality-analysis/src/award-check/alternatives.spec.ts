import { aBaseline, aReach, aRecommendation } from '../../test/given';
import { alternativesTo } from './alternatives';

const [north, south, all] = [aReach([300, 0, 0, 0]), aReach([0, 0, 300, 300]), aReach([100, 100, 100, 100])];

describe('alternatives to a recommended set', () => {
  it('stay within budget and number of awards', () => {
    const recommendation = aRecommendation([
      ['First', 60_000, north, true],
      ['Second', 50_000, south, false],
      ['Third', 30_000, all, false],
    ]);
    const alternatives = alternativesTo(aBaseline(), recommendation);
    expect(alternatives.every(({ pricePence, bidIds }) => pricePence <= 100_000 && bidIds.length <= 2)).toBe(
      true,
    );
    // First and Second together cost too much, so that pair is none of them.
    const changes = alternatives.map(({ adds, leavesOut }) => `+${adds} -${leavesOut}`);
    expect(changes.sort()).toEqual(['+Second -First', '+Third -', '+Third -First']);
  });

  it('say whether they follow rank: one that passes over an affordable better bid does not', () => {
    const recommendation = aRecommendation([
      ['First', 60_000, north, true],
      ['Second', 50_000, south, false],
      ['Third', 30_000, all, false],
    ]);
    const follows = new Map(
      alternativesTo(aBaseline(), recommendation).map((one) => [
        one.adds.concat(one.leavesOut).join(),
        one.followsRank,
      ]),
    );
    // Second does not fit beside First; Third does, so adding it passes over nobody.
    expect(follows.get('Third')).toBe(true);
    expect(follows.get('Second,First')).toBe(false);
  });

  it('put those with the fewest gaps first', () => {
    const recommendation = aRecommendation([
      ['First', 40_000, north, true],
      ['Second', 40_000, south, true],
      ['Third', 40_000, all, false],
    ]);
    const [best] = alternativesTo(aBaseline(), recommendation);
    expect(best).toMatchObject({ gaps: expect.any(Number) });
    const gaps = alternativesTo(aBaseline(), recommendation).map((one) => one.gaps);
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect(new Set(gaps).size).toBeGreaterThan(1);
  });

  it('are none where one bid is all there is', () => {
    expect(alternativesTo(aBaseline(), aRecommendation([['Only', 40_000, all, true]]))).toEqual([]);
  });
});
