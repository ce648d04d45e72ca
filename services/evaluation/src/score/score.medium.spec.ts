import { evaluationQualityLocked } from '@commissioning/schemas';
import type { TestService } from '@commissioning/testing';
import {
  aBid,
  anna,
  Competition,
  farida,
  george,
  hana,
  ines,
  jamal,
  LOCAL,
  marcus,
  QUALITY,
  startEvaluation,
} from '../../test/given';

// Each walks a competition through real Postgres and a real bus.
jest.setTimeout(60_000);

describe('scoring bids', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startEvaluation();
  });
  afterAll(() => service.close());

  const bids = () => [aBid('Kitchen Table', 40_000), aBid('Poplar Advice', 50_000)];
  const openedAndDeclared = async () => {
    const competition = await Competition.opened(service, bids());
    await competition.declareAll();
    return competition;
  };
  const first = ({ bids: [bid] }: Competition) => bid!.bidId;

  it('opens no bid to a panel member who has not declared, nor to anybody without a seat', async () => {
    const competition = await Competition.opened(service, bids());
    const path = `/bids/${first(competition)}/content`;
    expect((await competition.get(path, farida)).status).toBe(404);
    await competition.declare(farida);
    const read = await competition.get(path, farida);
    expect(read).toMatchObject({ status: 200, body: { organisationName: 'Kitchen Table' } });
    expect(JSON.stringify(read.body)).not.toContain('pricePence');
    expect((await competition.get(path, hana)).status).toBe(404);
    expect((await competition.get(path, ines)).status).toBe(404);
    expect((await competition.get(path, anna)).status).toBe(403);
  });

  it('closes bids to a person with an interest until somebody else has decided about it', async () => {
    const competition = await Competition.opened(service, bids());
    const path = `/bids/${first(competition)}/content`;
    const interest = { interest: 'personal', degree: 'actual', detail: 'My sister is a trustee.' };
    await competition.declare(farida, interest);
    expect((await competition.get(path, farida)).status).toBe(404);
    const taken = await competition.declare(farida);
    expect(taken.body).toMatchObject({ code: 'interest-cannot-be-taken-back' });
    const resolution = {
      person: farida.id,
      bidId: first(competition),
      outcome: 'may-continue',
      reason: 'She left the board in 2019 and does not score this criterion alone.',
    };
    await competition.declare(ines, interest);
    const own = await competition.press('declarations/resolutions', ines, { ...resolution, person: ines.id });
    expect(own.body).toMatchObject({ code: 'own-conflict' });
    expect((await competition.press('declarations/resolutions', anna, resolution)).status).toBe(200);
    expect((await competition.get(path, farida)).status).toBe(200);
    await competition.press('declarations/resolutions', anna, {
      ...resolution,
      person: ines.id,
      outcome: 'must-leave',
    });
    expect((await competition.get(path, ines)).status).toBe(404);
  });

  it('asks for a declaration about every bidder', async () => {
    const competition = await Competition.opened(service, bids());
    const declarations = [{ bidId: first(competition), interest: 'none' }];
    const half = await competition.put('declarations', farida, { declarations });
    expect(half.body).toMatchObject({ status: 409, code: 'declare-for-every-bidder' });
  });

  it('shows nobody another’s score before moderation opens, the chair and observer included', async () => {
    const competition = await openedAndDeclared();
    await competition.score(farida, first(competition), QUALITY, 3);
    for (const person of [george, ines, jamal]) {
      expect((await competition.get(`/scores/${farida.id}`, person)).status).toBe(404);
      expect((await competition.get('/moderation', person)).status).toBe(404);
    }
    expect((await competition.get(`/scores/${farida.id}`, anna)).status).toBe(403);
    expect((await competition.get(`/scores/${farida.id}`, hana)).status).toBe(404);
    const everything = JSON.stringify([
      (await competition.get('', ines)).body,
      (await competition.get('', anna)).body,
      (await competition.get('/scores', george)).body,
    ]);
    expect(everything).not.toContain('"mark":3,"rationale"');
    expect((await competition.get('/scores', farida)).body.items).toMatchObject([{ mark: 3 }]);
    expect((await competition.get(`/scores/${farida.id}`, farida)).body.items).toMatchObject([{ mark: 3 }]);
  });

  it('takes whole marks of the scale, for what people score, with a reason that speaks of the bid', async () => {
    const competition = await openedAndDeclared();
    const bidId = first(competition);
    const code = async (answer: Promise<{ body: { code: string } }>) => (await answer).body.code;
    expect(await code(competition.score(farida, bidId, QUALITY, 2.5))).toBe('invalid-input');
    expect(await code(competition.score(farida, bidId, QUALITY, 5))).toBe('mark-not-on-scale');
    expect(await code(competition.score(farida, bidId, competition.tender.criteria[2]!.criterionId, 3))).toBe(
      'criterion-is-not-scored',
    );
    const descriptor = 'Good in most parts with evidence, good in most parts with evidence';
    expect(await code(competition.score(farida, bidId, QUALITY, 3, descriptor))).toBe(
      'rationale-only-repeats',
    );
    expect(await code(competition.score(farida, bidId, QUALITY, 3, 'Good bid.'))).toBe('rationale-too-short');
    expect(await code(competition.score(jamal, bidId, QUALITY, 3))).toBe('observer-does-not-score');
    expect((await competition.score(hana, bidId, QUALITY, 3)).status).toBe(404);
    expect((await competition.score(marcus, bidId, QUALITY, 3)).status).toBe(403);
  });

  it('opens moderation when everybody has scored everything; from then on scores stay as they were given', async () => {
    const competition = await openedAndDeclared();
    const all = competition.bids.flatMap(({ bidId }) =>
      [QUALITY, LOCAL].map((criterion) => ({ bidId, criterion })),
    );
    for (const { bidId, criterion } of all) await competition.score(farida, bidId, criterion, 3);
    for (const { bidId, criterion } of all.slice(1)) await competition.score(george, bidId, criterion, 2);
    expect((await competition.press('moderation', ines)).body).toMatchObject({
      code: 'scores-are-missing',
      findings: { missing: ['george (1)'] },
    });
    expect((await competition.press('moderation', farida)).status).toBe(403);
    await competition.score(george, all[0]!.bidId, QUALITY, 2);
    expect((await competition.press('moderation', ines)).body).toMatchObject({ state: 'moderating' });
    const late = await competition.score(george, all[0]!.bidId, QUALITY, 4);
    expect(late.body).toMatchObject({ code: 'scoring-is-not-open' });
    expect((await competition.get(`/scores/${george.id}`, farida)).body.items).toHaveLength(4);
    const item = (await competition.get('/moderation', jamal)).body.items[0];
    expect(item.scores.map(({ mark }: { mark: number }) => mark).sort()).toEqual([2, 3]);
    expect(item).not.toHaveProperty('record');
    expect(await competition.said(evaluationQualityLocked.type)).toEqual([]);
  });
});
