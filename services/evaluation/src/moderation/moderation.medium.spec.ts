import { bidPriceOpened, evaluationQualityLocked } from '@commissioning/schemas';
import type { TestService } from '@commissioning/testing';
import { Client } from 'pg';
import {
  aBid,
  anna,
  Competition,
  farida,
  george,
  ines,
  jamal,
  LOCAL,
  marcus,
  QUALITY,
  rationale,
  startEvaluation,
} from '../../test/given';

// Each walks a competition through real Postgres and a real bus.
jest.setTimeout(60_000);

describe('moderation', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startEvaluation();
  });
  afterAll(() => service.close());

  /** Farida gave 4 and George 2, on everything. */
  const moderating = async () => {
    const bids = [aBid('Kitchen Table', 40_000), aBid('Poplar Advice', 50_000)];
    const competition = await Competition.opened(service, bids);
    await competition.declareAll();
    for (const { bidId } of bids)
      for (const criterion of [QUALITY, LOCAL]) {
        await competition.score(farida, bidId, criterion, 4);
        await competition.score(george, bidId, criterion, 2);
      }
    await competition.press('moderation', ines);
    return competition;
  };
  const first = ({ bids: [bid] }: Competition) => bid!.bidId;
  const refused = async (competition: Competition, mark: number, more: Record<string, unknown>) =>
    (await competition.agree(first(competition), QUALITY, mark, more)).body.code;

  it('records nothing final without presence, points, moves from the true scores, and a reason', async () => {
    const competition = await moderating();
    const moves = [
      { person: farida.id, from: 4, to: 3 },
      { person: george.id, from: 2, to: 3 },
    ];
    expect(await refused(competition, 3, { present: [farida.id, george.id] })).toBe('chair-must-be-present');
    expect(await refused(competition, 3, { present: [ines.id, farida.id] })).toBe(
      'discussion-needs-two-evaluators',
    );
    expect(await refused(competition, 3, { moves: [moves[0]] })).toBe('moves-are-incomplete');
    expect(await refused(competition, 3, { moves: [{ ...moves[0], from: 3 }, moves[1]] })).toBe(
      'move-differs-from-score',
    );
    expect(await refused(competition, 3, { moves: [{ ...moves[0], to: 4 }, moves[1]] })).toBe(
      'no-consensus-yet',
    );
    expect(await refused(competition, 3, { points: 'All agreed.' })).toBe('moderation-needs-its-points');
    expect(await refused(competition, 3, { reason: 'Good in most parts with evidence, in most parts' })).toBe(
      'rationale-only-repeats',
    );
    expect((await competition.agree(first(competition), QUALITY, 3)).status).toBe(200);
  });

  it('keeps the individual scores beside the consensus, unchanged', async () => {
    const competition = await moderating();
    await competition.agree(first(competition), QUALITY, 3);
    const { items } = (await competition.get('/moderation', george)).body;
    const item = items.find((one: any) => one.bidId === first(competition) && one.criterionId === QUALITY);
    expect(item.scores.map(({ mark }: { mark: number }) => mark).sort()).toEqual([2, 4]);
    expect(item.record).toMatchObject({ mark: 3, reason: rationale, recordedBy: ines.id });
    expect(items.filter((one: any) => one.record)).toHaveLength(1);
  });

  it('is guarded by the database as well: no score changes once moderation is open', async () => {
    const competition = await moderating();
    const database = new Client({ connectionString: service.databaseUrl });
    await database.connect();
    try {
      const change = 'UPDATE score SET mark = 0 WHERE evaluation_id = $1';
      await expect(database.query(change, [competition.id])).rejects.toThrow('stay as they were given');
      // Positive control: the same statement goes through while scoring is open.
      await database.query(`UPDATE evaluation SET state = 'scoring' WHERE id = $1`, [competition.id]);
      expect((await database.query(change, [competition.id])).rowCount).toBe(8);
    } finally {
      await database.end();
    }
  });

  it('is the chair’s to record and to lock', async () => {
    const competition = await moderating();
    const record = {
      bidId: first(competition),
      criterionId: QUALITY,
      present: [farida.id],
      points: 'x',
      moves: [],
      mark: 1,
      reason: 'x',
    };
    expect((await competition.put('moderation', farida, record)).status).toBe(403);
    expect((await competition.press('moderation/lock', farida)).status).toBe(403);
    expect((await competition.press('moderation/lock', anna)).status).toBe(403);
  });

  it('locks quality only when everything was discussed, once, and then nothing moves', async () => {
    const competition = await moderating();
    await competition.agree(first(competition), QUALITY, 3);
    expect((await competition.press('moderation/lock', ines)).body).toMatchObject({
      code: 'moderation-is-not-finished',
    });
    for (const { bidId } of competition.bids)
      for (const criterion of [QUALITY, LOCAL]) await competition.agree(bidId, criterion, 3);
    const version = (await competition.get('', anna)).body.version;
    const path = `/v1/evaluations/${competition.id}/moderation/lock`;
    const presses = await Promise.all(
      [1, 2].map(() => service.request('POST', path, { as: ines, version, body: {} })),
    );
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await competition.said(evaluationQualityLocked.type)).toHaveLength(1);
    expect((await competition.agree(first(competition), QUALITY, 4)).body).toMatchObject({
      code: 'moderation-is-not-open',
    });
  });

  it('lets nobody read a price before quality is locked, and does not even store one', async () => {
    const competition = await moderating();
    const price = { bidId: first(competition), tenderId: competition.tender.tenderId, pricePence: 77_777 };
    await expect(service.deliver(bidPriceOpened, price)).rejects.toThrow('dead letters');
    for (const person of [ines, farida, jamal, anna]) {
      expect((await competition.get('/ranking', person)).body).toMatchObject({
        status: 409,
        code: 'prices-are-not-open',
      });
    }
    expect((await competition.get('/ranking', marcus)).status).toBe(403);
    for (const person of [ines, farida, anna, marcus]) {
      expect((await competition.get('/recommendation', person)).status).toBe(404);
      expect(JSON.stringify((await competition.get('', person)).body)).not.toContain('77777');
    }
    const database = new Client({ connectionString: service.databaseUrl });
    await database.connect();
    const { rows } = await database.query('SELECT price_pence FROM bid WHERE id = $1', [first(competition)]);
    await database.end();
    expect(rows).toEqual([{ price_pence: null }]);
  });
});
