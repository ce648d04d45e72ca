import {
  bidOpened,
  bidPriceOpened,
  evaluationQualityLocked,
  tenderOpened,
  type tenderingApi,
} from '@commissioning/schemas';
import { service as credential, staff, until } from '@commissioning/testing';
import { dumpOf, holding, onDatabase } from '../../test/dump';
import {
  advice,
  AFTER_CLOSING,
  anna,
  ben,
  completeBid,
  eve,
  kitchen,
  openTender,
  publishedTender,
  samira,
  startTendering,
  submit,
  submittedBid,
  type Tendering,
  uma,
} from '../../test/given';

const evaluation = credential('evaluation');
const SECRET = 'Grandmothers of Limehouse teach sourdough bookkeeping.';

describe('opening the bids', () => {
  let service: Tendering;
  let tender: tenderingApi.Tender;
  beforeAll(async () => {
    service = await startTendering();
  });
  beforeEach(async () => {
    service.clock.moveTo('2026-11-02T10:00:00Z');
    tender = await publishedTender(service);
  });
  afterAll(() => service.close());

  const propose = (as = anna) => service.request('POST', `/v1/tenders/${tender.id}/openings`, { as });
  const confirm = (id: string, as = ben) =>
    service.request('POST', `/v1/tenders/${tender.id}/openings/${id}/confirm`, { as });
  const content = (id: string, as = evaluation) => service.request('GET', `/v1/bids/${id}/content`, { as });
  const said = async (type: string) =>
    (await service.emitted()).filter((event) => event.type === type && event.fact.tenderId === tender.id);
  const lockQuality = () =>
    service.deliver(evaluationQualityLocked, {
      ...{ evaluationId: tender.id, tenderId: tender.id, lockedAt: '2026-12-20T10:00:00Z' },
    });

  it('is refused while bids are still taken', async () => {
    service.clock.moveTo('2026-12-07T11:59:59.999Z');
    expect((await propose()).body).toMatchObject({ status: 409, code: 'tender-is-not-closed' });
  });

  it('takes two officers', async () => {
    service.clock.moveTo(AFTER_CLOSING);
    const { body: proposed } = await propose(anna);
    expect(proposed).toMatchObject({ state: 'proposed', bids: [] });
    expect((await confirm(proposed.id, anna)).body).toMatchObject({
      status: 409,
      code: 'opening-needs-two-officers',
    });
    expect((await propose(anna)).body).toMatchObject({ code: 'opening-already-proposed' });
    expect((await confirm(proposed.id, staff('cy', 'commissioner'))).status).toBe(403);
    expect(await said(tenderOpened.type)).toEqual([]);
    expect((await confirm(proposed.id, ben)).body).toMatchObject({
      state: 'confirmed',
      confirmedBy: { id: ben.id },
    });
  });

  it('cannot be done by one officer in the database either', async () => {
    service.clock.moveTo(AFTER_CLOSING);
    await propose(anna);
    const alone = `UPDATE opening SET confirmed_by = proposed_by, confirmed_at = now() WHERE tender_id = '${tender.id}'`;
    await expect(onDatabase(service.databaseUrl, alone)).rejects.toThrow('opening_by_two_officers');
    const release = `UPDATE tender_key SET released_at = now() WHERE tender_id = '${tender.id}'`;
    await expect(onDatabase(service.databaseUrl, release)).rejects.toThrow('released by the opening alone');
  });

  it('happens once, though both deputies confirm at the same moment', async () => {
    await submittedBid(service, tender.id, kitchen, samira);
    service.clock.moveTo(AFTER_CLOSING);
    const { body: proposed } = await propose(anna);
    const deputy = staff('dilwar', 'opening-officer');
    const presses = await Promise.all([confirm(proposed.id, ben), confirm(proposed.id, deputy)]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await said(tenderOpened.type)).toHaveLength(1);
  });

  it('records who, when, which bids with their hashes, and what was complete but never submitted', async () => {
    const receipt = await submittedBid(service, tender.id, kitchen, samira);
    await completeBid(service, tender.id, advice, uma);
    service.clock.moveTo(AFTER_CLOSING);
    expect(await openTender(service, tender.id)).toMatchObject({
      proposedBy: { id: anna.id },
      confirmedBy: { id: ben.id },
      confirmedAt: '2026-12-08T09:00:00.000Z',
      bids: [{ bidId: receipt.bidId, organisationId: kitchen, sha256: receipt.sha256 }],
      damaged: [],
      completeNotSubmitted: [
        { organisationId: advice, organisationName: 'Advice on the Roman Road (fictional)' },
      ],
    });
  });

  it('does not open what was withdrawn', async () => {
    const { bidId } = await submittedBid(service, tender.id, kitchen, samira);
    await service.request('DELETE', `/v1/bids/${bidId}/submission`, { as: samira });
    service.clock.moveTo(AFTER_CLOSING);
    expect(await openTender(service, tender.id)).toMatchObject({
      bids: [],
      completeNotSubmitted: [{ organisationId: kitchen }],
    });
    expect((await content(bidId)).status).toBe(404);
  });

  it('tells who bid and whom they will reach, and no price', async () => {
    const { bidId } = await submittedBid(service, tender.id, kitchen, samira);
    service.clock.moveTo(AFTER_CLOSING);
    await openTender(service, tender.id);
    expect((await said(bidOpened.type)).map(({ fact }) => fact)).toEqual([
      {
        ...{ bidId, tenderId: tender.id, organisationId: kitchen, openedAt: '2026-12-08T09:00:00Z' },
        organisationName: 'Limehouse Kitchen Table (fictional)',
        reach: {
          wards: [{ ward: 'E05009329', people: 120 }],
          groups: [{ characteristic: 'disability', category: 'Disabled', people: 40 }],
        },
      },
    ]);
    expect((await said(tenderOpened.type))[0]?.fact.bidIds).toEqual([bidId]);
  });

  it('gives the text to evaluation alone, and only afterwards', async () => {
    const { bidId } = await submittedBid(service, tender.id, kitchen, samira, {
      text: SECRET,
      pricePence: 31_415_926,
    });
    expect((await content(bidId)).status).toBe(404);
    service.clock.moveTo(AFTER_CLOSING);
    await openTender(service, tender.id);
    const { body } = await content(bidId);
    expect(body.answers).toMatchObject([{ text: SECRET, words: 6 }, { text: SECRET }]);
    expect(JSON.stringify(body)).not.toContain('31415926');
    for (const as of [anna, ben, eve, samira, credential('contracts'), credential('analytics')]) {
      expect((await content(bidId, as)).status).toBe(403);
    }
  });

  it('leaves the prices in their envelopes until the quality is locked', async () => {
    const { bidId } = await submittedBid(service, tender.id, kitchen, samira, {
      text: SECRET,
      pricePence: 31_415_926,
    });
    service.clock.moveTo(AFTER_CLOSING);
    await openTender(service, tender.id);
    const early = `UPDATE tender_key SET released_at = now() WHERE tender_id = '${tender.id}' AND envelope = 'price'`;
    await expect(onDatabase(service.databaseUrl, early)).rejects.toThrow('Prices wait');
    expect(await dumpOf(service.databaseUrl)).not.toContain('31415926');
    expect(await said(bidPriceOpened.type)).toEqual([]);
    await lockQuality();
    expect((await said(bidPriceOpened.type)).map(({ fact }) => fact)).toEqual([
      { bidId, tenderId: tender.id, pricePence: 31_415_926 },
    ]);
    expect(await dumpOf(service.databaseUrl)).toContain('31415926');
  });

  it('does not open prices before the bids, whatever evaluation says', async () => {
    await submittedBid(service, tender.id, kitchen, samira);
    await expect(lockQuality()).rejects.toThrow('dead letters');
    expect(await said(bidPriceOpened.type)).toEqual([]);
  });

  it('names a bid that was tampered with, and opens the others', async () => {
    const [harmed, whole] = [
      await submittedBid(service, tender.id, kitchen, samira),
      await submittedBid(service, tender.id, advice, uma),
    ];
    const swap = `ALTER TABLE submission DISABLE TRIGGER submission_is_final;
      UPDATE submission SET content = (SELECT content FROM submission WHERE bid_id = '${whole.bidId}') WHERE bid_id = '${harmed.bidId}';
      ALTER TABLE submission ENABLE TRIGGER submission_is_final;`;
    await onDatabase(service.databaseUrl, swap);
    service.clock.moveTo(AFTER_CLOSING);
    expect(await openTender(service, tender.id)).toMatchObject({
      bids: [{ bidId: whole.bidId }],
      damaged: [{ bidId: harmed.bidId, sha256: harmed.sha256 }],
    });
  });

  it('is irreversible, and nothing is submitted after it', async () => {
    const bid = await completeBid(service, tender.id, kitchen, samira);
    service.clock.moveTo(AFTER_CLOSING);
    const opening = await openTender(service, tender.id);
    expect((await confirm(opening.id, ben)).body).toMatchObject({ code: 'opening-already-confirmed' });
    await expect(
      onDatabase(service.databaseUrl, `DELETE FROM opening WHERE id = '${opening.id}'`),
    ).rejects.toThrow('irreversible');
    // A submission whose clock still stands before the deadline comes too late all the same.
    service.clock.moveTo('2026-12-07T11:59:59.999Z');
    expect((await submit(service, bid, samira)).body).toMatchObject({
      status: 409,
      code: 'tender-is-closed',
    });
  });

  it('waits for a submission that came in time and is not written yet', async () => {
    service.clock.moveTo(AFTER_CLOSING);
    const { body: proposed } = await propose(anna);
    const bidder = await holding(
      service.databaseUrl,
      `SELECT 1 FROM tender WHERE id = '${tender.id}' FOR SHARE`,
    );
    const confirming = confirm(proposed.id, ben);
    await until(() => bidder.isWaitedFor(), 'the opening to wait for the bidder');
    expect(await said(tenderOpened.type)).toEqual([]);
    await bidder.done();
    expect((await confirming).status).toBe(200);
  });

  it('shows its record to officers only', async () => {
    service.clock.moveTo(AFTER_CLOSING);
    await openTender(service, tender.id);
    const show = (as: typeof anna) => service.request('GET', `/v1/tenders/${tender.id}/opening`, { as });
    expect((await show(anna)).status).toBe(200);
    expect((await show(samira)).status).toBe(403);
  });
});
