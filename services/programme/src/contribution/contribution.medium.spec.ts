import { contributionAnswered } from '@commissioning/schemas';
import { staff, startTestService, type TestService } from '@commissioning/testing';
import { Client } from 'pg';
import { ProgrammeModule } from '../programme.module';

const priya = staff('priya', 'programme-manager');
const anna = staff('anna', 'commissioner');

describe('what was said in a workshop', () => {
  let service: TestService;
  let programmeId: string;
  let workshopId: string;

  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
  });
  beforeEach(async () => {
    const body = { title: 'P', aim: 'A', startsOn: '2027-04-01', endsOn: '2031-03-31', budgetPence: 1 };
    programmeId = (await service.request('POST', '/v1/programmes', { as: priya, body })).body.id;
    const workshop = {
      ...{ programmeId, title: 'Shaping the framework', heldOn: '2026-01-16', audience: 'VCS' },
      ...{ questions: ['What is missing?'], attendance: 30 },
    };
    workshopId = (await service.request('POST', '/v1/workshops', { as: priya, body: workshop })).body.id;
  });
  afterAll(() => service.close());

  const note = (...items: object[]) =>
    service.request('POST', `/v1/workshops/${workshopId}/contributions`, { as: priya, body: { items } });
  const answer = (
    contributionIds: string[],
    response = 'doing',
    words = 'Need by ward is published this month.',
  ) =>
    service.request('POST', '/v1/answers', { as: priya, body: { contributionIds, response, answer: words } });
  const page = async () =>
    (await service.request('GET', `/v1/you-said-we-did?programmeId=${programmeId}`)).body;

  it('is kept to the letter, spaces and spelling included', async () => {
    const text = '  Codelivery with citizens… "Not doing it to them"\n– what are we working towards? ';
    const { body } = await note({ text, question: 'What is missing?' });
    expect(
      (await service.request('GET', `/v1/contributions/${body.items[0].id}`, { as: anna })).body.text,
    ).toBe(text);
  });

  it('cannot be edited or removed, by whatever program', async () => {
    await note({ text: 'Share data on need' });
    const client = new Client({ connectionString: service.databaseUrl });
    await client.connect();
    await expect(client.query("UPDATE contribution SET text = 'Fine as it is'")).rejects.toThrow(
      'never changed',
    );
    await expect(client.query('DELETE FROM contribution')).rejects.toThrow('never changed');
    // The control: what is not the words may change.
    await client.query('UPDATE contribution SET version = version + 1');
    await client.end();
  });

  it('is on the public page while nobody has answered it, and afterwards with its answer', async () => {
    const { items } = (await note({ text: 'Share data on need' }, { text: 'Share the evaluation' })).body;
    expect((await page()).totals).toEqual({ said: 2, answered: 0, unanswered: 2 });
    await answer([items[0].id]);
    const [workshop] = (await page()).workshops;
    expect(workshop.unanswered).toMatchObject([{ said: 'Share the evaluation' }]);
    expect(workshop.answered).toMatchObject([
      { said: 'Share data on need', response: 'doing', answeredOn: '2026-11-02' },
    ]);
    expect(JSON.stringify(workshop)).not.toContain(priya.id);
  });

  it('gets one answer for all that asked the same; a later answer stands and the first stays readable', async () => {
    const ids = (await note({ text: 'Data' }, { text: 'Figures by ward' })).body.items.map(
      ({ id }: { id: string }) => id,
    );
    await answer(ids);
    await answer(ids, 'did', 'Published on 1 December.');
    const told = (await service.emitted()).filter(
      ({ type, subject }) => type === contributionAnswered.type && ids.includes(subject),
    );
    expect(told.map(({ fact }) => fact.response).sort()).toEqual(['did', 'did', 'doing', 'doing']);
    const { answers } = (await service.request('GET', `/v1/contributions/${ids[0]}`, { as: anna })).body;
    expect(answers.map(({ response }: { response: string }) => response)).toEqual(['doing', 'did']);
  });

  it('is not turned down without because', async () => {
    const [{ id }] = (await note({ text: 'A ward test for bidders' })).body.items;
    expect((await answer([id], 'will-not', 'No.')).body).toMatchObject({ code: 'will-not-needs-because' });
    expect((await page()).totals.unanswered).toBe(1);
  });

  it('is answered as a whole or not at all', async () => {
    const [{ id }] = (await note({ text: 'Data' })).body.items;
    const missing = '01920000-0000-7000-8000-00000000dead';
    expect((await answer([id, missing])).status).toBe(404);
    expect((await page()).totals.answered).toBe(0);
  });

  it('speaks of several areas, of the framework of its own programme', async () => {
    const framework = (await service.request('POST', '/v1/frameworks', { as: priya, body: { programmeId } }))
      .body;
    const into = ['Poverty', 'Housing'].map((title) => ({ title, kind: 'outcome' }));
    const { areas } = (
      await service.request('POST', `/v1/frameworks/${framework.id}/changes`, {
        ...{ as: priya, version: 1 },
        body: { change: 'add', into, reason: 'Workshop', decidedBy: 'Workshop 1', source: 'Notes' },
      })
    ).body;
    const [{ id }] = (await note({ text: 'Rents keep people poor' })).body.items;
    const code = (areaIds: string[], version: number) =>
      service.request('PUT', `/v1/contributions/${id}/codes`, { as: priya, version, body: { areaIds } });
    const both = areas.map((area: { id: string }) => area.id);
    expect((await code(both, 1)).body.areaIds.sort()).toEqual([...both].sort());
    expect((await code(both, 1)).status).toBe(412);
    const elsewhere = '01920000-0000-7000-8000-00000000dead';
    expect((await code([elsewhere], 2)).body).toMatchObject({ code: 'area-not-in-framework' });
    const found = await service.request('GET', `/v1/contributions?areaId=${both[0]}`, { as: anna });
    expect(found.body.items.map((item: { id: string }) => item.id)).toEqual([id]);
  });

  it('answers a question that the workshop asked', async () => {
    expect((await note({ text: 'x', question: 'Something else?' })).body).toMatchObject({
      code: 'question-not-asked',
    });
  });

  it('is not recorded before the workshop has taken place', async () => {
    const body = {
      programmeId,
      title: 'W',
      heldOn: '2026-11-03',
      audience: 'VCS',
      questions: [],
      attendance: 0,
    };
    const answered = await service.request('POST', '/v1/workshops', { as: priya, body });
    expect(answered.body).toMatchObject({ code: 'workshop-not-held-yet' });
  });

  it('is recorded by programme managers alone, and read by the public only as the page', async () => {
    const body = { items: [{ text: 'x' }] };
    const path = `/v1/workshops/${workshopId}/contributions`;
    expect((await service.request('POST', path, { as: anna, body })).status).toBe(403);
    expect((await service.request('GET', '/v1/contributions')).status).toBe(401);
  });
});
