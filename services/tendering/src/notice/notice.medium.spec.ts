import {
  challengeReceived,
  challengeResolved,
  evaluationAwarded,
  evaluationSummariesIssued,
  type FactOf,
  noticePublished,
  type tenderingApi,
} from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import {
  advice,
  AFTER_CLOSING,
  anna,
  kitchen,
  openTender,
  publishedTender,
  samira,
  startTendering,
  submittedBid,
  type Tendering,
  uma,
} from '../../test/given';

describe('announcing an award', () => {
  let service: Tendering;
  let tender: tenderingApi.Tender;
  beforeAll(async () => {
    service = await startTendering();
  });
  beforeEach(async () => {
    service.clock.moveTo('2026-11-02T10:00:00Z');
  });
  afterAll(() => service.close());

  const opened = async (more: Partial<tenderingApi.TenderTerms> = {}) => {
    tender = await publishedTender(service, more);
    await submittedBid(service, tender.id, kitchen, samira);
    await submittedBid(service, tender.id, advice, uma);
    service.clock.moveTo(AFTER_CLOSING);
    await openTender(service, tender.id);
  };
  const award = (): FactOf<typeof evaluationAwarded> => ({
    ...evaluationAwarded.examples.golden,
    ...{ evaluationId: tender.id, tenderId: tender.id },
  });
  const awarded = () => service.deliver(evaluationAwarded, award());
  const summarised = (...organisationIds: string[]) =>
    service.deliver(evaluationSummariesIssued, {
      ...{ evaluationId: tender.id, tenderId: tender.id, organisationIds },
    });
  const announce = (as = anna) =>
    service.request('POST', `/v1/tenders/${tender.id}/notices`, {
      ...{ as, body: { kind: 'contract-award', reference: '2027/S 000-000001' } },
    });
  const said = async (type: string) =>
    (await service.emitted()).filter((event) => event.type === type && event.fact.tenderId === tender.id);

  it('waits for the award and for the summary of every bidder, in whatever order they are told', async () => {
    await opened();
    expect((await announce()).body).toMatchObject({ status: 409, code: 'tender-is-not-awarded' });
    await summarised(kitchen);
    await awarded();
    expect((await announce()).body).toMatchObject({ status: 409, code: 'summaries-are-missing' });
    await summarised(kitchen, advice);
    expect((await announce()).status).toBe(201);
  });

  it('begins 8 working days of standstill on the day of the notice where the law asks', async () => {
    await opened({ subject: 'ordinary' });
    await awarded();
    await summarised(kitchen, advice);
    service.clock.moveTo('2027-01-18T09:00:00Z');
    const { body } = await announce();
    expect(body).toMatchObject({ standstillWorkingDays: 8, standstillEndsOn: '2027-01-27' });
    expect((await said(noticePublished.type)).map(({ fact }) => fact)).toEqual([
      {
        ...{ noticeId: body.id, tenderId: tender.id, kind: 'contract-award', publishedOn: '2027-01-18' },
        ...{ reference: '2027/S 000-000001', standstillEndsOn: '2027-01-27' },
      },
    ]);
    const page = await service.request('GET', `/v1/opportunities/${tender.id}`);
    expect(page.body).toMatchObject({ state: 'awarded', notices: [{ standstillEndsOn: '2027-01-27' }] });
  });

  it('begins none where none is due', async () => {
    await opened();
    await awarded();
    await summarised(kitchen, advice);
    const { body } = await announce();
    expect([body.standstillWorkingDays, body.standstillEndsOn]).toEqual([0, undefined]);
  });

  it('happens once, though two officers press at the same moment', async () => {
    await opened();
    await awarded();
    await summarised(kitchen, advice);
    const presses = await Promise.all([announce(), announce()]);
    expect(presses.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await said(noticePublished.type)).toHaveLength(1);
  });

  it('is nobody’s but a commissioner’s', async () => {
    await opened();
    expect((await announce(samira)).status).toBe(403);
  });

  it('does not take an award for a tender whose bids were never opened', async () => {
    tender = await publishedTender(service);
    await expect(awarded()).rejects.toThrow('dead letters');
  });

  describe('and a challenge to it', () => {
    const record = (receivedOn: string, kind = 'claim') =>
      service.request('POST', `/v1/tenders/${tender.id}/challenges`, {
        ...{ as: anna, body: { kind, receivedOn, summary: 'The criteria were not followed.' } },
      });

    it('is told with its kind, and its end with the outcome, once', async () => {
      await opened();
      const { body: claim } = await record('2026-12-08');
      const resolve = (version: number) =>
        service.request('POST', `/v1/challenges/${claim.id}/resolve`, {
          ...{ as: anna, version, body: { outcome: 'Withdrawn.' } },
        });
      expect((await resolve(1)).body).toMatchObject({ resolvedOn: '2026-12-08', outcome: 'Withdrawn.' });
      expect((await resolve(2)).body).toMatchObject({ status: 409, code: 'challenge-already-resolved' });
      expect((await said(challengeReceived.type))[0]?.fact).toMatchObject({
        kind: 'claim',
        receivedOn: '2026-12-08',
      });
      expect((await said(challengeResolved.type)).map(({ subject }) => subject)).toEqual([claim.id]);
    });

    it('is not received tomorrow', async () => {
      await opened();
      expect((await record('2026-12-09')).body).toMatchObject({ code: 'challenge-received-in-future' });
    });

    it('is about a tender that is there', async () => {
      tender = { ...tender, id: uuidv7() };
      expect((await record('2026-12-01')).status).toBe(404);
    });
  });
});
