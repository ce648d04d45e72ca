import { tenderClosed, tenderPublished, themeApproved, themeWithdrawn } from '@commissioning/schemas';
import {
  anna,
  ben,
  draftTender,
  publish,
  publishedTender,
  samira,
  startTendering,
  type Tendering,
  terms,
  theme,
} from '../../test/given';
import { Closing } from './closing';

describe('a tender', () => {
  let service: Tendering;
  beforeAll(async () => {
    service = await startTendering();
  });
  afterAll(() => service.close());

  const draftFrom = (themeId: string) =>
    service.request('POST', '/v1/tenders', { as: anna, body: { themeId, ...terms() } });
  const said = async (id: string) => (await service.emitted()).filter((event) => event.subject === id);

  it('is drafted from an approved theme, with an indicator for each of its outcomes', async () => {
    const draft = await draftTender(service);
    expect(draft).toMatchObject({
      state: 'draft',
      version: 1,
      indicators: [{ outcome: 'Reducing poverty' }],
    });
  });

  it('is not drafted from a theme that nobody approved', async () => {
    expect((await draftFrom(theme().themeId)).status).toBe(404);
  });

  it('is not drafted from a theme that was withdrawn', async () => {
    const fact = theme();
    await service.deliver(themeApproved, fact);
    await service.deliver(themeWithdrawn, { themeId: fact.themeId, reason: 'Merged' });
    expect((await draftFrom(fact.themeId)).body).toMatchObject({ status: 409, code: 'theme-not-approved' });
  });

  it('is not published from a theme that was withdrawn after the drafting', async () => {
    const draft = await draftTender(service);
    await service.deliver(themeWithdrawn, { themeId: draft.themeId, reason: 'Merged' });
    expect((await publish(service, draft)).body).toMatchObject({ status: 409, code: 'theme-not-approved' });
  });

  it('is not published while its weights add up to 99, and says what else is in the way', async () => {
    const criteria = terms().criteria?.map((each) =>
      each.kind === 'price' ? { ...each, weight: 39 } : each,
    );
    const { status, body } = await publish(service, await draftTender(service, { criteria }));
    expect([status, body.code]).toEqual([409, 'criteria-weights-must-sum-to-100']);
    expect(body.findings.problems).toHaveLength(1);
  });

  it('is not published above what its theme has left', async () => {
    const first = await draftTender(service, { valuePence: 30_000_000 });
    const body = { themeId: first.themeId, ...terms({ valuePence: 20_000_000 }) };
    const second = (await service.request('POST', '/v1/tenders', { as: anna, body })).body;
    expect((await publish(service, first)).status).toBe(200);
    expect((await publish(service, second)).body).toMatchObject({ code: 'tender-value-above-budget' });
  });

  it('cannot spend the last money of its theme twice, though two are published at the same moment', async () => {
    const first = await draftTender(service, { valuePence: 30_000_000 });
    const body = { themeId: first.themeId, ...terms({ valuePence: 30_000_000 }) };
    const second = (await service.request('POST', '/v1/tenders', { as: anna, body })).body;
    const presses = await Promise.all([publish(service, first, anna), publish(service, second, ben)]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is published once, though two officers press at the same moment, and is told whole', async () => {
    const draft = await draftTender(service);
    const presses = await Promise.all([publish(service, draft, anna), publish(service, draft, ben)]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 412]);
    const events = await said(draft.id);
    expect(events.map(({ type }) => type)).toEqual([tenderPublished.type]);
    expect(events[0]?.fact).toMatchObject({
      ...{ tenderId: draft.id, themeId: draft.themeId, regime: 'below-threshold', tier: 4 },
      ...{ standstillWorkingDays: 0, closesAt: draft.closesAt, priceFormula: 'lowest-ratio' },
      criteria: draft.criteria.map(({ evidence: _, ...criterion }) => criterion),
      indicators: draft.indicators,
    });
  });

  it('is frozen once published', async () => {
    const tender = await publishedTender(service);
    const edit = await service.request('PUT', `/v1/tenders/${tender.id}`, {
      ...{ as: anna, version: tender.version, body: await editable(tender.id) },
    });
    expect(edit.body).toMatchObject({ status: 409, code: 'tender-is-frozen' });
  });

  it('is edited under the version that was read', async () => {
    const draft = await draftTender(service);
    const body = { ...(await editable(draft.id)), title: 'Another title' };
    const path = `/v1/tenders/${draft.id}`;
    expect((await service.request('PUT', path, { as: anna, body })).status).toBe(428);
    expect((await service.request('PUT', path, { as: anna, version: 1, body })).body.title).toBe(
      'Another title',
    );
    expect((await service.request('PUT', path, { as: ben, version: 1, body })).status).toBe(412);
  });

  it('keeps the ids of its criteria when it is edited', async () => {
    const draft = await draftTender(service);
    const body = await editable(draft.id);
    const edited = await service.request('PUT', `/v1/tenders/${draft.id}`, { as: anna, version: 1, body });
    expect(edited.body.criteria).toEqual(draft.criteria);
  });

  it('is a secret while it is a draft, and everybody’s once published', async () => {
    const draft = await draftTender(service);
    const path = `/v1/opportunities/${draft.id}`;
    expect((await service.request('GET', path)).status).toBe(404);
    expect((await service.request('GET', `/v1/tenders/${draft.id}`, { as: samira })).status).toBe(403);
    await publish(service, draft);
    const { status, body, headers } = await service.request('GET', path);
    expect([status, headers['etag']]).toEqual([200, '"2"']);
    expect(body).toMatchObject({ state: 'open', expectedHours: 11, criteria: draft.criteria });
    expect(body.regime.obligations.map(({ code }: { code: string }) => code)).toContain(
      'no-suitability-stage',
    );
  });

  it('is listed as open until its time has come to the millisecond, then as closed', async () => {
    const { id } = await publishedTender(service);
    const open = async () =>
      (await service.request('GET', '/v1/opportunities?state=open')).body.items.some(
        (item: { id: string }) => item.id === id,
      );
    service.clock.moveTo('2026-12-07T11:59:59.999Z');
    expect(await open()).toBe(true);
    service.clock.moveTo('2026-12-07T12:00:00.000Z');
    expect(await open()).toBe(false);
    service.clock.moveTo('2026-11-02T10:00:00Z');
  });

  it('says once that it has closed, and not before its time', async () => {
    const { id } = await publishedTender(service);
    const sweep = () => service.app.get(Closing).sweep();
    await sweep();
    expect((await said(id)).map(({ type }) => type)).toEqual([tenderPublished.type]);
    service.clock.moveTo('2026-12-07T12:00:00Z');
    await Promise.all([sweep(), sweep()]);
    await sweep();
    expect((await said(id)).filter(({ type }) => type === tenderClosed.type)).toHaveLength(1);
    service.clock.moveTo('2026-11-02T10:00:00Z');
  });

  it('ends without an award only with a reason that everybody reads', async () => {
    const tender = await publishedTender(service);
    const cancel = (body: unknown) =>
      service.request('POST', `/v1/tenders/${tender.id}/cancel`, { as: anna, version: tender.version, body });
    expect((await cancel({ reason: ' ' })).status).toBe(400);
    expect((await cancel({ reason: 'The budget was withdrawn.' })).body.state).toBe('cancelled');
    const { body } = await service.request('GET', `/v1/opportunities/${tender.id}`);
    expect(body).toMatchObject({ state: 'cancelled', cancelReason: 'The budget was withdrawn.' });
  });

  it('is nobody’s but a commissioner’s to draft and publish', async () => {
    const draft = await draftTender(service);
    expect((await publish(service, draft, samira)).status).toBe(403);
    expect((await service.request('POST', '/v1/tenders', { body: { themeId: draft.themeId } })).status).toBe(
      401,
    );
  });

  it('shows its findings as they stand', async () => {
    const draft = await draftTender(service, { closesAt: undefined });
    const { body } = await service.request('GET', `/v1/tenders/${draft.id}/findings`, { as: anna });
    expect(body).toMatchObject({
      publishable: false,
      problems: [{ code: 'tender-needs-closing-date' }],
      regime: { regime: 'below-threshold', tenderDays: 0 },
      proportion: { tier: 'large', breaches: [] },
    });
    expect(body.formula.paradoxes.map(({ code }: { code: string }) => code)).toContain('division-by-zero');
  });

  it('is not changed behind the product’s back once it is advertised', async () => {
    const { id } = await publishedTender(service);
    await expect(database(service, `UPDATE tender SET value_pence = 1 WHERE id = '${id}'`)).rejects.toThrow(
      'What was advertised does not change',
    );
  });

  async function editable(id: string) {
    const { body } = await service.request('GET', `/v1/tenders/${id}`, { as: anna });
    const {
      themeId,
      theme: _,
      leadService,
      budgetPence,
      state,
      indicators,
      publishedAt,
      version,
      ...rest
    } = body;
    return rest.id ? (({ id: _id, ...written }) => written)(rest) : rest;
  }
});

async function database(service: Tendering, sql: string): Promise<void> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: service.databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
