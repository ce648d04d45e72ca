import { aTender, LOCAL, QUALITY } from '../../test/given';
import { type AssessedBid, type Explained, summarise } from './summary';

const evaluation = { id: 'e', tender: aTender() };
const reason = 'The bid names Saturday sessions and two advisers who speak Sylheti.';
const bid = (bidId: string, awarded: boolean, rank?: number): AssessedBid => ({
  ...{
    bidId,
    organisationId: `org-${bidId}`,
    organisationName: `Bidder ${bidId}`,
    pricePence: 40_000,
    awarded,
  },
  ...(rank && { ranked: { rank, total: String(100 - rank), priceMarks: '40' } }),
});
const explained: Explained[] = ['a', 'b', 'c'].flatMap((bidId) =>
  [QUALITY, LOCAL].map((criterionId) => ({ bidId, criterionId, mark: 3, reason })),
);
const bids = [bid('b', true, 2), bid('a', true, 1), bid('c', false)];
const because = [{ bidId: 'c', reason: 'It stayed under the published minimum for delivery.' }];
const summaries = (more: { explained?: Explained[]; because?: typeof because } = {}) =>
  summarise(evaluation, bids, more.explained ?? explained, more.because ?? because, '2027-01-15T10:00:00Z');

describe('assessment summaries', () => {
  it('give losers the winners’ marks, best first, and winners nobody else’s', () => {
    const [b, , c] = summaries();
    expect(c).toMatchObject({ awarded: false, notAwardedBecause: because[0]!.reason });
    expect(c!.winners.map(({ organisationName }) => organisationName)).toEqual(['Bidder a', 'Bidder b']);
    expect(b).toMatchObject({ awarded: true, winners: [], rank: 2 });
  });

  it('tell a bid that did not stand its marks all the same', () => {
    const c = summaries()[2]!;
    expect(c.criteria).toHaveLength(2);
    expect(c).not.toHaveProperty('rank');
  });

  it('are refused while a reason is missing, of a bid or of a mark', () => {
    expect(() => summaries({ because: [] })).toBreak('summary-reason-missing');
    expect(() => summaries({ because: [{ bidId: 'c', reason: 'No.' }] })).toBreak('summary-reason-missing');
    const silent = explained.map((one) => (one.bidId === 'c' ? { ...one, reason: 'Weak.' } : one));
    expect(() => summaries({ explained: silent })).toBreak('summary-reason-missing');
    expect(() => summaries({ explained: explained.slice(1) })).toBreak('summary-reason-missing');
  });

  it('do not explain away an award', () => {
    expect(() => summaries({ because: [...because, { bidId: 'a', reason: because[0]!.reason }] })).toBreak(
      'reason-for-an-awarded-bid',
    );
  });
});
