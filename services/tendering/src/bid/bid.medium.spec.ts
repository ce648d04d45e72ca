import { createHash } from 'node:crypto';
import { type tenderingApi, tenderPublished } from '@commissioning/schemas';
import {
  advice,
  anna,
  CLOSES,
  completeBid,
  eve,
  kitchen,
  publishedTender,
  samira,
  startBid,
  startTendering,
  submit,
  submittedBid,
  tariq,
  type Tendering,
  uma,
} from '../../test/given';

describe('a bid', () => {
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

  const put = (path: string, body: unknown, version = 0, as = samira) =>
    service.request('PUT', `/v1/bids/${path}`, { as, version, body });
  const read = async (id: string, as = samira) =>
    (await service.request<tenderingApi.OwnBid>('GET', `/v1/bids/${id}`, { as })).body;
  const withdraw = (id: string, as = samira) =>
    service.request('DELETE', `/v1/bids/${id}/submission`, { as });

  it('is one per organisation, though two members begin it at the same moment', async () => {
    const begun = await Promise.all([
      startBid(service, tender.id, kitchen, samira),
      startBid(service, tender.id, kitchen, tariq),
    ]);
    expect(begun.map(({ status }) => status)).toEqual([200, 200]);
    expect(begun[0]?.body.id).toBe(begun[1]?.body.id);
    expect(begun[0]?.body).toMatchObject({ standing: 'incomplete', version: 0 });
  });

  it('is not begun for an organisation by somebody who does not act for it', async () => {
    const { status, body } = await startBid(service, tender.id, kitchen, uma);
    expect([status, body]).toMatchObject([403, { code: 'not-your-organisation' }]);
  });

  it('cannot be told from one that does not exist by anybody else, whatever they try', async () => {
    const { id } = await completeBid(service, tender.id, kitchen, samira);
    const none = '01920000-0000-7000-8000-00000000dead';
    for (const as of [uma, anna, eve]) {
      for (const [method, path] of [
        ['GET', ''],
        ['PUT', '/price'],
        ['PUT', '/submission'],
        ['DELETE', '/submission'],
      ] as const) {
        const ask = async (bid: string) => {
          const body = path === '/price' ? { pricePence: 1 } : undefined;
          const answer = await service.request(method, `/v1/bids/${bid}${path}`, { as, version: 0, body });
          return [answer.status, { ...answer.body, instance: '' }];
        };
        expect(await ask(id)).toEqual(await ask(none));
        expect((await ask(id))[0]).toBe(404);
      }
    }
    expect((await read(id)).price.value).toBe(30_000_000);
  });

  it('belongs to nobody who has left the organisation, from the next request on', async () => {
    const { id } = await completeBid(service, tender.id, kitchen, tariq);
    service.membershipOf(tariq);
    expect((await put(`${id}/price`, { pricePence: 5 }, 1, tariq)).status).toBe(404);
    expect((await service.request('GET', `/v1/bids/${id}`, { as: tariq })).status).toBe(404);
    service.membershipOf(tariq, kitchen);
  });

  it('lets two people write different answers at once, and loses nobody’s text', async () => {
    const { body: bid } = await startBid(service, tender.id, kitchen, samira);
    const [one, two] = bid.answers.map(({ criterionId }) => `${bid.id}/answers/${criterionId}`);
    const saved = await Promise.all([put(one!, { text: 'mine' }), put(two!, { text: 'yours' }, 0, tariq)]);
    expect(saved.map(({ status }) => status)).toEqual([200, 200]);
    const same = await Promise.all([
      put(one!, { text: 'mine again' }, 1),
      put(one!, { text: 'over it' }, 1, tariq),
    ]);
    expect(same.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('keeps text that is too long, says so, and does not submit it', async () => {
    const bid = await completeBid(service, tender.id, kitchen, samira);
    const criterionId = bid.answers[1]!.criterionId;
    const saved = await put(`${bid.id}/answers/${criterionId}`, { text: 'word '.repeat(301) }, 1);
    expect(saved.body).toMatchObject({ words: 301, version: 2 });
    const current = await read(bid.id);
    expect(current.gaps).toMatchObject([{ code: 'answer-over-limit' }]);
    expect((await submit(service, current, samira)).body).toMatchObject({
      status: 409,
      code: 'bid-is-incomplete',
    });
  });

  it('answers only what the tender asks', async () => {
    const { body: bid } = await startBid(service, tender.id, kitchen, samira);
    const price = tender.criteria.find(({ kind }) => kind === 'price')!.criterionId;
    expect((await put(`${bid.id}/answers/${price}`, { text: 'cheap' })).status).toBe(404);
  });

  it('gives a receipt with the server’s time and the hash of exactly what was submitted', async () => {
    service.clock.moveTo('2026-11-20T15:04:05.678Z');
    const {
      document = '',
      priceDocument = '',
      sha256,
      submittedAt,
      number,
    } = await submittedBid(...([service, tender.id, kitchen, samira] as const));
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    expect([submittedAt, number, sha256]).toEqual(['2026-11-20T15:04:05.678Z', 1, hash(document)]);
    expect(JSON.parse(document)).toMatchObject({ priceSha256: hash(priceDocument), organisationId: kitchen });
    expect(document).not.toContain('30000000');
    expect(JSON.parse(priceDocument)).toMatchObject({ pricePence: 30_000_000 });
  });

  it('says in words that complete is not submitted, and that a change is not submitted either', async () => {
    const bid = await completeBid(service, tender.id, kitchen, samira);
    expect(bid).toMatchObject({
      standing: 'complete-not-submitted',
      says: expect.stringMatching('does not count'),
    });
    await submit(service, bid, samira);
    expect((await read(bid.id)).standing).toBe('submitted');
    await put(`${bid.id}/price`, { pricePence: 29_000_000 }, 1);
    const changed = await read(bid.id);
    expect(changed).toMatchObject({
      standing: 'submitted-with-changes',
      says: expect.stringMatching('stands until'),
    });
  });

  it('is withdrawn, changed and submitted again until the deadline', async () => {
    const { bidId } = await submittedBid(service, tender.id, kitchen, samira);
    expect((await withdraw(bidId)).body).toMatchObject({ standing: 'complete-not-submitted' });
    expect((await withdraw(bidId)).body).toMatchObject({ status: 409, code: 'bid-is-not-submitted' });
    const again = await submit(service, await read(bidId), samira);
    expect(again.body).toMatchObject({ number: 2 });
    expect((await read(bidId)).receipts).toMatchObject([
      { number: 2 },
      { number: 1, withdrawnAt: expect.any(String) },
    ]);
  });

  it('is one submission, though the button is pressed twice', async () => {
    const bid = await completeBid(service, tender.id, kitchen, samira);
    const presses = await Promise.all([submit(service, bid, samira), submit(service, bid, samira)]);
    const receipts = presses.map(({ body: { number, sha256 } }) => ({ number, sha256 }));
    expect(receipts[0]).toEqual(receipts[1]);
    expect((await read(bid.id)).receipts).toHaveLength(1);
  });

  it('is not submitted with a colleague’s change that the submitter has not seen', async () => {
    const bid = await completeBid(service, tender.id, kitchen, samira);
    await put(`${bid.id}/price`, { pricePence: 1 }, 1, tariq);
    expect((await submit(service, bid, samira)).status).toBe(412);
  });

  it('is taken in the last millisecond and refused at the closing time itself', async () => {
    const early = await completeBid(service, tender.id, kitchen, samira);
    const late = await completeBid(service, tender.id, advice, uma);
    service.clock.moveTo('2026-12-07T11:59:59.999Z');
    expect((await submit(service, early, samira)).status).toBe(200);
    service.clock.moveTo(CLOSES);
    expect((await submit(service, late, uma)).body).toMatchObject({ status: 409, code: 'tender-is-closed' });
    expect((await withdraw(early.id)).body).toMatchObject({ status: 409, code: 'tender-is-closed' });
    expect((await put(`${early.id}/price`, { pricePence: 1 }, 1)).body).toMatchObject({
      code: 'tender-is-closed',
    });
    expect((await startBid(service, tender.id, advice, uma)).status).toBe(200);
    const other = await publishedTenderOf('2026-12-20T12:00:00Z');
    expect((await startBid(service, other.id, advice, uma)).status).toBe(200);
    service.clock.moveTo('2026-12-20T12:00:00Z');
    expect((await startBid(service, other.id, kitchen, samira)).body).toMatchObject({
      code: 'tender-is-closed',
    });
  });

  it('is refused where its organisation’s reach in figures is missing', async () => {
    const bid = await completeBid(service, tender.id, kitchen, samira);
    await put(`${bid.id}/reach`, { wards: [], groups: [] }, 1);
    expect((await submit(service, await read(bid.id), samira)).body).toMatchObject({
      findings: { gaps: [{ code: 'reach-missing' }] },
    });
  });

  it('is listed for the members of its organisation alone', async () => {
    const { id } = await completeBid(service, tender.id, kitchen, samira);
    const listed = async (as: typeof samira) =>
      (await service.request<tenderingApi.OwnBidList>('GET', '/v1/bids', { as })).body.items.map(
        (item) => item.id,
      );
    expect(await listed(tariq)).toContain(id);
    expect(await listed(uma)).not.toContain(id);
  });

  it('leaves no event before the opening, and nothing in the count of the public page', async () => {
    const before = (await service.request('GET', `/v1/opportunities/${tender.id}`)).body;
    await submittedBid(service, tender.id, kitchen, samira);
    await submittedBid(service, tender.id, advice, uma);
    expect((await service.request('GET', `/v1/opportunities/${tender.id}`)).body).toEqual(before);
    const said = (await service.emitted()).filter(({ fact }) => fact.tenderId === tender.id);
    expect(said.map(({ type }) => type)).toEqual([tenderPublished.type]);
  });

  const publishedTenderOf = (closesAt: string) => publishedTender(service, { closesAt });
});
