import { randomUUID } from 'node:crypto';
import {
  bidOpened,
  evaluationPanelAppointed,
  tenderCancelled,
  tenderOpened,
  tenderPublished,
} from '@commissioning/schemas';
import { staff, type TestService } from '@commissioning/testing';
import {
  aBid,
  anna,
  aTender,
  Competition,
  farida,
  george,
  hana,
  ines,
  LOCAL,
  marcus,
  QUALITY,
  startEvaluation,
} from '../../test/given';

// Each walks a competition through real Postgres and a real bus.
jest.setTimeout(60_000);

describe('the panel', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startEvaluation();
  });
  afterAll(() => service.close());

  const bids = () => [aBid('Kitchen Table', 40_000)];
  const evaluationOf = async (tenderId: string, as = anna) =>
    (await service.request('GET', `/v1/evaluations?tenderId=${tenderId}`, { as })).body.items[0];

  it('has a chair and at least two who score, each person once', async () => {
    const competition = await Competition.opened(service, bids());
    expect((await competition.appoint([farida])).body).toMatchObject({ code: 'panel-needs-two-evaluators' });
    expect((await competition.appoint([farida, farida])).body).toMatchObject({
      code: 'panel-names-somebody-twice',
    });
    const [said] = await competition.said(evaluationPanelAppointed.type);
    expect(said!.fact).toMatchObject({ chair: ines.id, evaluators: [farida.id, george.id] });
  });

  it('can be appointed from a page that was open while the bids were opened', async () => {
    const tender = aTender();
    await service.deliver(tenderPublished, tender);
    const competition = new Competition(service, tender, bids());
    const { id, version } = await evaluationOf(tender.tenderId);
    competition.id = id;
    await competition.openBids();
    const body = {
      chair: { person: ines.id, name: 'Inês' },
      evaluators: [farida, george].map((person) => ({ person: person.id, name: person.id })),
      observers: [],
    };
    const path = `/v1/evaluations/${id}/panel`;
    expect((await service.request('PUT', path, { as: anna, version, body })).status).toBe(200);
    // Somebody else's change in between is still noticed.
    expect((await service.request('PUT', path, { as: anna, version, body })).status).toBe(412);
  });

  it('exists for its members and those who follow the process, and for no other evaluator', async () => {
    const competition = await Competition.opened(service, bids());
    expect((await competition.get('', farida)).status).toBe(200);
    expect((await competition.get('', hana)).status).toBe(404);
    expect((await competition.get('', staff('other', 'panel-chair'))).status).toBe(404);
    expect((await competition.get('', marcus)).body).not.toHaveProperty('panel');
    expect((await competition.get('', staff('cora', 'contract-manager'))).status).toBe(403);
  });

  it('takes a substitute, whose scores count from then on instead of those of whom they replace', async () => {
    const competition = await Competition.opened(service, bids());
    await competition.declareAll();
    const { bidId } = competition.bids[0]!;
    for (const criterion of [QUALITY, LOCAL]) {
      await competition.score(farida, bidId, criterion, 3);
      await competition.score(george, bidId, criterion, 1);
    }
    expect((await competition.appoint([farida, hana])).body).toMatchObject({ code: 'panel-has-begun' });
    const substitution = {
      leaves: george.id,
      joins: { person: hana.id, name: 'Hana' },
      reason: 'George left the council at the end of the month.',
    };
    expect((await competition.press('panel/substitutions', anna, substitution)).status).toBe(200);
    expect((await competition.get('', george)).status).toBe(404);
    expect((await competition.press('moderation', ines)).body.findings).toEqual({ missing: ['Hana (2)'] });
    await competition.declare(hana);
    for (const criterion of [QUALITY, LOCAL]) await competition.score(hana, bidId, criterion, 2);
    expect((await competition.press('moderation', ines)).status).toBe(200);
    const { items } = (await competition.get('/moderation', ines)).body;
    expect(items[0].scores.map(({ person }: any) => person).sort()).toEqual([farida.id, hana.id].sort());
  });

  it('does not depend on whether a bid or its tender is heard of first', async () => {
    const [tender, bid] = [aTender(), aBid('Early Bird', 40_000)];
    const openedAt = '2026-12-08T09:00:00Z';
    const { reach } = bidOpened.examples.golden;
    const { pricePence: _, ...opened } = bid;
    await service.deliver(bidOpened, { ...opened, tenderId: tender.tenderId, openedAt, reach });
    await service.deliver(tenderPublished, tender);
    await service.deliver(tenderOpened, { tenderId: tender.tenderId, openedAt, bidIds: [bid.bidId] });
    expect(await evaluationOf(tender.tenderId)).toMatchObject({
      state: 'scoring',
      bids: [{ organisationName: 'Early Bird' }],
    });
  });

  it('has nothing to do without bids, and stops when the tender is cancelled', async () => {
    const [empty, cancelled] = [aTender(), aTender()];
    for (const tender of [empty, cancelled]) await service.deliver(tenderPublished, tender);
    await service.deliver(tenderOpened, {
      tenderId: empty.tenderId,
      openedAt: '2026-12-08T09:00:00Z',
      bidIds: [],
    });
    await service.deliver(tenderCancelled, { tenderId: cancelled.tenderId, reason: 'The budget is gone.' });
    expect(await evaluationOf(empty.tenderId)).toMatchObject({ state: 'no-bids' });
    expect(await evaluationOf(cancelled.tenderId)).toMatchObject({ state: 'cancelled' });
    expect(await evaluationOf(randomUUID())).toBeUndefined();
  });
});
