import { tenderClarificationPublished, type tenderingApi } from '@commissioning/schemas';
import {
  anna,
  AFTER_CLOSING,
  eve,
  publishedTender,
  samira,
  startTendering,
  type Tendering,
  uma,
} from '../../test/given';

describe('a question about a tender', () => {
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

  const ask = (question: string, as = samira) =>
    service.request('POST', `/v1/tenders/${tender.id}/clarifications`, { as, body: { question } });
  const answer = (asked: tenderingApi.Clarification, more: object = {}, as = anna) =>
    service.request('POST', `/v1/clarifications/${asked.id}/answer`, {
      ...{ as, version: asked.version, body: { answer: 'Yes, with a lead partner.', ...more } },
    });
  const mine = (as: typeof samira) =>
    service.request('GET', `/v1/tenders/${tender.id}/clarifications/mine`, { as });

  it('is private until it is answered, then everybody’s, in words that do not name the asker', async () => {
    const { body: asked } = await ask('May the Limehouse Kitchen Table bid with a partner?');
    const page = () => service.request('GET', `/v1/opportunities/${tender.id}`);
    expect((await page()).body.clarifications).toEqual([]);
    await answer(asked, { publishedQuestion: 'May we bid with a partner?' });
    const { body, headers } = await page();
    expect(body.clarifications).toMatchObject([{ question: 'May we bid with a partner?' }]);
    expect(headers['etag']).toBe(`"${tender.version + 1}"`);
    const said = (await service.emitted()).filter(({ type }) => type === tenderClarificationPublished.type);
    expect(said.at(-1)?.fact).toEqual({
      ...{ tenderId: tender.id, clarificationId: asked.id },
      ...{ question: 'May we bid with a partner?', answer: 'Yes, with a lead partner.' },
    });
  });

  it('does not tell even the commissioner who asked', async () => {
    await ask('Is childcare covered?');
    const { body } = await service.request('GET', `/v1/tenders/${tender.id}/clarifications`, { as: anna });
    expect(body.items).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain('samira');
  });

  it('is found again by its asker and by no other bidder', async () => {
    const { body: asked } = await ask('Is childcare covered?');
    expect((await mine(samira)).body.items).toMatchObject([{ id: asked.id }]);
    expect((await mine(uma)).body.items).toEqual([]);
    expect(
      (await service.request('GET', `/v1/tenders/${tender.id}/clarifications`, { as: uma })).status,
    ).toBe(403);
  });

  it('is one question, though it was sent twice', async () => {
    const [first, second] = [await ask('Is childcare covered?'), await ask('Is childcare covered?')];
    expect(first.body.id).toBe(second.body.id);
  });

  it('is not taken after the cut-off', async () => {
    service.clock.moveTo('2026-11-27T17:00:00Z');
    expect((await ask('Too late?')).body).toMatchObject({ status: 409, code: 'clarifications-are-closed' });
  });

  it('is answered once, by a commissioner, while bids are taken', async () => {
    const { body: asked } = await ask('Is childcare covered?');
    const { body: late } = await ask('Is travel covered?');
    expect((await answer(asked, {}, eve)).status).toBe(403);
    expect((await answer(asked)).status).toBe(200);
    expect((await answer({ ...asked, version: 2 })).body).toMatchObject({
      code: 'clarification-already-answered',
    });
    service.clock.moveTo(AFTER_CLOSING);
    expect((await answer(late)).body).toMatchObject({ code: 'clarification-answered-too-late' });
  });

  it('is not asked about a draft', async () => {
    const none = '01920000-0000-7000-8000-00000000dead';
    const answered = await service.request('POST', `/v1/tenders/${none}/clarifications`, {
      ...{ as: samira, body: { question: 'Anything coming?' } },
    });
    expect(answered.status).toBe(404);
  });
});
