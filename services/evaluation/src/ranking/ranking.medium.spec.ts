import type { TestService } from '@commissioning/testing';
import { aBid, anna, aTender, Competition, farida, ines, startEvaluation } from '../../test/given';

// Each walks a competition through real Postgres and a real bus.
jest.setTimeout(60_000);

const reason = 'The bidder explained its volunteers and the board has confirmed them in writing.';

describe('the ranking', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startEvaluation();
  });
  afterAll(() => service.close());

  const ranking = async (competition: Competition) => (await competition.get('/ranking', ines)).body;
  const order = async (competition: Competition) =>
    (await ranking(competition)).table.map(({ organisationName }: any) => organisationName);
  const recommendFirst = async (competition: Competition) =>
    competition.press('recommendation', ines, {
      bidIds: [(await ranking(competition)).table[0].bidId],
      summary: 'The best bid by the published criteria.',
    });

  it('adds weighted quality and price marks exactly, from the bids that stand', async () => {
    const competition = await Competition.priced(service, [
      { ...aBid('Kitchen Table', 60_000), marks: [4, 2] },
      { ...aBid('Poplar Advice', 45_000), marks: [3, 3] },
      { ...aBid('Under Minimum', 50_000), marks: [0, 4] },
    ]);
    const { table, notStanding } = await ranking(competition);
    expect(
      table.map(({ qualityMarks, priceMarks, total }: any) => [qualityMarks, priceMarks, total]),
    ).toEqual(
      [
        ['45', '40', '85'],
        ['55', '30', '85'],
      ].reverse(),
    );
    expect(table[0]).toMatchObject({ organisationName: 'Kitchen Table', rank: 1 });
    expect(table[1]).toMatchObject({ organisationName: 'Poplar Advice', rank: 2, separatedBy: 'quality' });
    expect(notStanding).toMatchObject([{ organisationName: 'Under Minimum', grounds: 'below-minimum-mark' }]);
  });

  it('asks about a low price, recommends nobody until that is answered, and ranks anew when it is rejected', async () => {
    const competition = await Competition.priced(
      service,
      [
        { ...aBid('Very Cheap', 10_000), marks: [2, 2] },
        { ...aBid('Kitchen Table', 40_000), marks: [4, 4] },
        { ...aBid('Poplar Advice', 42_000), marks: [3, 3] },
      ],
      aTender({ mostAwards: 1 }),
    );
    const [cheap] = competition.bids;
    const { table } = await ranking(competition);
    expect(table[0]).toMatchObject({ organisationName: 'Kitchen Table' });
    expect(table.find(({ bidId }: any) => bidId === cheap!.bidId).lowPrice.askBecause).toEqual([
      'below-mean',
      'below-next',
    ]);
    expect((await recommendFirst(competition)).body).toMatchObject({ code: 'low-price-is-not-explained' });
    const answer = { explanation: 'Rooms and advisers are given free.', outcome: 'accepted', reason };
    expect((await competition.put(`bids/${cheap!.bidId}/low-price`, ines, answer)).status).toBe(200);
    expect((await recommendFirst(competition)).status).toBe(200);
    const rejected = await competition.put(`bids/${cheap!.bidId}/low-price`, anna, {
      ...answer,
      outcome: 'rejected',
    });
    expect(rejected.body.notStanding).toMatchObject([{ bidId: cheap!.bidId, grounds: 'abnormally-low' }]);
    expect(rejected.body.table[0].priceMarks).toBe('40');
    expect((await competition.get('', anna)).body).toMatchObject({ state: 'quality-locked' });
    expect((await competition.get('/recommendation', ines)).status).toBe(404);
  });

  it('lets an exclusion that changes the winner wait for a second person', async () => {
    const competition = await Competition.priced(
      service,
      [
        { ...aBid('Kitchen Table', 40_000), marks: [4, 4] },
        { ...aBid('Poplar Advice', 42_000), marks: [3, 3] },
      ],
      aTender({ mostAwards: 1 }),
    );
    const [winner] = competition.bids;
    const path = `bids/${winner!.bidId}/exclusion`;
    const proposed = await competition.press(path, ines, { grounds: 'mandatory-ground', reason });
    expect(proposed.body.proposedExclusions).toMatchObject([{ bidId: winner!.bidId, changesWinner: true }]);
    expect(await order(competition)).toEqual(['Kitchen Table', 'Poplar Advice']);
    expect((await recommendFirst(competition)).body).toMatchObject({ code: 'exclusion-waits-for-approval' });
    expect((await competition.press(`${path}/approve`, ines)).body).toMatchObject({ code: 'own-exclusion' });
    expect((await competition.press(`${path}/approve`, anna)).status).toBe(200);
    expect(await order(competition)).toEqual(['Poplar Advice']);
  });

  it('orders equal bids by a draw before a witness, held once', async () => {
    const competition = await Competition.priced(
      service,
      [
        { ...aBid('Kitchen Table', 40_000), marks: [3, 3] },
        { ...aBid('Poplar Advice', 40_000), marks: [3, 3] },
      ],
      aTender({ mostAwards: 1 }),
    );
    expect((await ranking(competition)).drawNeeded).toHaveLength(1);
    expect((await recommendFirst(competition)).body).toMatchObject({ code: 'draw-is-needed' });
    const drawn = await competition.press('draws', ines, { witness: 'Ben Okafor' });
    expect(drawn.body.draws).toMatchObject([{ witness: 'Ben Okafor', heldBy: ines.id }]);
    expect(drawn.body.table.map(({ bidId }: any) => bidId)).toEqual(drawn.body.draws[0].order);
    expect(drawn.body.table.map(({ rank }: any) => rank)).toEqual([1, 2]);
    expect((await competition.press('draws', ines, { witness: 'Ben' })).body).toMatchObject({
      code: 'no-draw-is-needed',
    });
    expect((await recommendFirst(competition)).status).toBe(200);
  });

  it('is settled by chair and commissioner, not by an evaluator', async () => {
    const competition = await Competition.priced(service, [
      { ...aBid('Kitchen Table', 40_000), marks: [4, 4] },
    ]);
    const body = { grounds: 'mandatory-ground', reason };
    const path = `bids/${competition.bids[0]!.bidId}/exclusion`;
    expect((await competition.press(path, farida, body)).status).toBe(403);
  });

  it('says in a sentence that a price of nothing has no ratio, instead of failing', async () => {
    const competition = await Competition.priced(service, [
      { ...aBid('Free', 0), marks: [4, 4] },
      { ...aBid('Poplar Advice', 42_000), marks: [3, 3] },
    ]);
    expect((await competition.get('/ranking', ines)).body).toMatchObject({
      status: 409,
      code: 'price-zero-has-no-ratio',
    });
  });
});
