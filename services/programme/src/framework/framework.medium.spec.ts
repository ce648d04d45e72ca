import { frameworkPublished } from '@commissioning/schemas';
import { member, staff, startTestService, type TestService } from '@commissioning/testing';
import { Client } from 'pg';
import { ProgrammeModule } from '../programme.module';

const priya = staff('priya', 'programme-manager');
const anna = staff('anna', 'commissioner');
const because = { reason: 'Agreed in workshop 4', decidedBy: 'Workshop 4', source: 'App.1 2.21' };

describe('the outcomes framework', () => {
  let service: TestService;
  let programmeId: string;

  beforeEach(async () => {
    const body = { title: 'P', aim: 'A', startsOn: '2027-04-01', endsOn: '2031-03-31', budgetPence: 1 };
    programmeId = (await service.request('POST', '/v1/programmes', { as: priya, body })).body.id;
  });
  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
  });
  afterAll(() => service.close());

  const opened = async () =>
    (await service.request('POST', '/v1/frameworks', { as: priya, body: { programmeId } })).body;
  const step = (framework: { id: string; version: number }, change: object, as = priya) =>
    service.request('POST', `/v1/frameworks/${framework.id}/changes`, {
      ...{ as, version: framework.version, body: { ...change, ...because } },
    });
  const publish = ({ id, version }: { id: string; version: number }) =>
    service.request('POST', `/v1/frameworks/${id}/publish`, { as: priya, version });
  const area = (title: string, definition?: string) => ({
    ...{ title, kind: 'outcome', standing: definition ? 'priority' : 'listed', definition },
  });
  const shown = async (id: string) =>
    (await service.request('GET', `/v1/frameworks/${id}`, { as: anna })).body;

  it('is opened once for a programme', async () => {
    await opened();
    const again = await service.request('POST', '/v1/frameworks', { as: priya, body: { programmeId } });
    expect(again.body).toMatchObject({ code: 'framework-is-open' });
  });

  it('publishes an edition that later changes do not touch, and tells its priorities', async () => {
    const added = (
      await step(await opened(), {
        change: 'add',
        into: [area('Poverty', 'Enough to live.'), area('Housing')],
      })
    ).body;
    const published = (await publish(added)).body;
    expect(published).toMatchObject({ edition: 1, areas: [{ title: 'Poverty' }, { title: 'Housing' }] });
    const [{ id: areaId }] = added.areas;
    await step(await shown(added.id), { change: 'redefine', areaId, definition: 'Enough, and secure.' });
    const edition = await service.request('GET', `/v1/frameworks/${added.id}/editions/1`);
    expect(edition.body).toEqual(published);
    const told = (await service.emitted()).filter(
      ({ type, subject }) => type === frameworkPublished.type && subject === added.id,
    );
    expect(told.map(({ fact }) => fact.areas)).toEqual([
      [{ areaId, title: 'Poverty', kind: 'outcome', definition: 'Enough to live.' }],
    ]);
    expect((await publish(await shown(added.id))).body).toMatchObject({ edition: 2 });
    expect((await publish(await shown(added.id))).body).toMatchObject({ code: 'framework-has-not-changed' });
  });

  it('keeps what was merged within reach, with its wordings and what was said about it', async () => {
    const into = [area('Cohesion', 'Together.'), area('Identity', 'Belonging.')];
    const added = (await step(await opened(), { change: 'add', into })).body;
    const workshop = {
      programmeId,
      title: 'W',
      heldOn: '2026-01-16',
      audience: 'VCS',
      questions: [],
      attendance: 9,
    };
    const { id: workshopId } = (await service.request('POST', '/v1/workshops', { as: priya, body: workshop }))
      .body;
    const items = [{ text: 'Identity is a difficult word', areaIds: [added.areas[1].id] }];
    await service.request('POST', `/v1/workshops/${workshopId}/contributions`, {
      as: priya,
      body: { items },
    });
    const areaIds = added.areas.map(({ id }: { id: string }) => id);
    const merged = (
      await step(added, {
        change: 'merge',
        areaIds,
        into: area('Empowerment and cohesion', 'Active, together.'),
      })
    ).body;
    const child = merged.areas.find(({ title }: { title: string }) => title === 'Empowerment and cohesion');
    const path = `/v1/frameworks/${added.id}/areas/${child.id}`;
    const lineage = (await service.request('GET', path, { as: anna })).body;
    expect(lineage.ancestors.map(({ title }: { title: string }) => title).sort()).toEqual([
      'Cohesion',
      'Identity',
    ]);
    expect(lineage.contributions).toMatchObject([{ text: 'Identity is a difficult word', workshop: 'W' }]);
    expect(lineage.changes.map(({ says }: { says: string }) => says)).toContain(
      'Merged Cohesion and Identity into Empowerment and cohesion',
    );
  });

  it('changes once, though two managers press at the same moment', async () => {
    const framework = await opened();
    const press = (title: string) => step(framework, { change: 'add', into: [area(title)] });
    const presses = await Promise.all([press('One'), press('Two')]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await shown(framework.id)).areas).toHaveLength(1);
  });

  it('asks for a reason and a decision maker with every change', async () => {
    const { id, version } = await opened();
    const body = { change: 'add', into: [area('Poverty')], ...because, decidedBy: ' ' };
    const answer = await service.request('POST', `/v1/frameworks/${id}/changes`, {
      as: priya,
      version,
      body,
    });
    expect(answer.status).toBe(400);
  });

  it('is shaped by programme managers alone', async () => {
    const framework = await opened();
    for (const as of [anna, member('sam')]) {
      expect((await step(framework, { change: 'add', into: [area('Poverty')] }, as)).status).toBe(403);
    }
  });

  it('keeps wordings, changes and editions even from a careless program', async () => {
    const added = (await step(await opened(), { change: 'add', into: [area('Poverty', 'Enough.')] })).body;
    await publish(added);
    const client = new Client({ connectionString: service.databaseUrl });
    await client.connect();
    for (const statement of [
      "UPDATE area_definition SET text = 'Other'",
      "UPDATE framework_change SET reason = 'Other'",
      "UPDATE framework_edition SET areas = '[]'",
      'DELETE FROM outcome_area',
    ]) {
      await expect(client.query(statement)).rejects.toThrow('never changed or removed');
    }
    await client.end();
  });

  it('finds a quotation that drifted, through its own definitions', async () => {
    const into = [
      area('Poverty', 'Everyone has the opportunity to lead a healthy and secure life.'),
      area('Prevention', 'People are empowered to prevent or delay negative impacts on health.'),
    ];
    const { id } = (await step(await opened(), { change: 'add', into })).body;
    const documents = [
      { name: 'Report', text: `3.22 Principles\nPoverty – As agreed: '${into[1]?.definition}'` },
    ];
    const answer = await service.request('POST', `/v1/frameworks/${id}/drift-check`, {
      as: priya,
      body: { documents },
    });
    expect(answer.body.findings).toMatchObject([{ code: 'quotation-of-another-area', paragraph: '3.22' }]);
  });
});
