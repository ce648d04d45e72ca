import { passedOver, recommend } from './recommendation';

const candidates = [
  { bidId: 'a', name: 'Kitchen Table', rank: 1, pricePence: 60_000 },
  { bidId: 'b', name: 'Poplar Advice', rank: 2, pricePence: 50_000 },
  { bidId: 'c', name: 'Bow Bridge', rank: 3, pricePence: 30_000 },
];
const limits = { budgetPence: 100_000, mostAwards: 2, drawNeeded: [] };
const set = (bidIds: string[], departures: { bidId: string; reason: string; decidedBy: string }[] = []) =>
  recommend(candidates, limits, { bidIds, departures }).map(({ bidId }) => bidId);
const because = (bidId: string, reason: string) => [{ bidId, reason, decidedBy: 'marcus' }];

describe('a recommendation', () => {
  it('passes over, without a reason, only whom the budget cannot carry beside those ranked better', () => {
    expect(set(['a', 'c'])).toEqual(['a', 'c']);
    expect(passedOver(candidates, [candidates[0]!, candidates[2]!], 110_000)).toEqual([candidates[1]]);
  });

  it('gives a reason and a decider for every other departure from rank', () => {
    expect(() => set(['b', 'c'])).toBreak('departure-needs-a-reason');
    expect(() => set(['b', 'c'], because('a', 'No.'))).toBreak('departure-needs-a-reason');
    expect(set(['b', 'c'], because('a', 'It told us that its lead adviser has left.'))).toEqual(['b', 'c']);
  });

  it.each([
    'They have more local knowledge of Poplar.',
    'Its Local-Knowledge is better than that of the others.',
  ])('does not take “%s” as a reason', (reason) => {
    expect(() => set(['b'], because('a', reason))).toBreak('local-knowledge-is-no-reason');
  });

  it('explains no departure that is none', () => {
    expect(() => set(['a'], because('b', 'It would have been too dear for this year.'))).toBreak(
      'departure-without-effect',
    );
  });

  it('stays within the budget and the number of awards, with bids that stand, each once', () => {
    expect(() => set(['a', 'b'])).toBreak('recommendation-over-budget');
    expect(() => set(['a', 'b', 'c'])).toBreak('too-many-awards');
    expect(() => set(['a', 'x'])).toBreak('recommended-bid-does-not-stand');
    expect(() => set(['a', 'a'])).toBreak('recommended-bid-does-not-stand');
  });

  it('does not cut through bids that are equal in everything', () => {
    const tied = { ...limits, drawNeeded: [['b', 'c']] };
    expect(() =>
      recommend(candidates, tied, {
        bidIds: ['b'],
        departures: because('a', 'It told us that it withdraws.'),
      }),
    ).toBreak('draw-is-needed');
    expect(recommend(candidates, tied, { bidIds: ['a'], departures: [] })).toHaveLength(1);
  });
});
