import { samira, startTrial, tom, type Trial, uma } from '../../test/given';

describe('questions about training', () => {
  let trial: Trial;
  let courseId: string;
  beforeAll(async () => {
    trial = await startTrial();
    courseId = await trial.course('tender-process');
  });
  afterAll(() => trial.service.close());

  const post = (path: string, as: typeof tom, body: object, version?: number) =>
    trial.service.request('POST', `/v1/questions${path}`, { as, body, version });
  const read = (path = `?courseId=${courseId}`, as?: typeof tom) =>
    trial.service.request('GET', `/v1/questions${path}`, { as });

  it('are asked privately and answered to everybody, without the asker and in words that do not give them away', async () => {
    const { body: asked } = await post('', samira, {
      courseId,
      question: 'We at Bow Youth have no accounts. May we bid?',
    });
    expect((await read()).body.items).toEqual([]);
    const { body: open } = await read('/open', tom);
    expect(JSON.stringify(open)).not.toContain(samira.id);
    await post(
      `/${asked.id}/answer`,
      tom,
      { answer: 'Yes, with a budget.', question: 'May one bid without accounts?' },
      asked.version,
    );
    const { body: all } = await read();
    expect(all.items).toMatchObject([
      { question: 'May one bid without accounts?', answer: 'Yes, with a budget.' },
    ]);
    expect(JSON.stringify(all)).not.toMatch(new RegExp(`Bow Youth|${samira.id}`));
    expect((await read('/mine', samira)).body.items[0].question).toContain('Bow Youth');
    expect((await read('/mine', uma)).body.items).toEqual([]);
  });

  it('of the room are noted with their answer, so that who was not there reads the same', async () => {
    const session = await trial.session({ courseId });
    const said = { courseId, sessionId: session.id, question: 'Is there a template?', answer: 'Yes.' };
    expect((await post('', samira, said)).body.code).toBe('answers-are-given-by-coordinators');
    expect((await post('', tom, said)).body.state).toBe('answered');
    expect((await read(`?courseId=${courseId}&sessionId=${session.id}`)).body.items).toContainEqual(
      expect.objectContaining({ question: 'Is there a template?' }),
    );
    const other = await trial.session({ courseId });
    expect(JSON.stringify((await read(`?courseId=${courseId}&sessionId=${other.id}`)).body)).not.toContain(
      'template',
    );
    expect((await post('', tom, { ...said, courseId: await trial.course('finance') })).status).toBe(404);
  });

  it('that are declined say why to the asker alone', async () => {
    const { body: asked } = await post('', uma, { courseId, question: 'Who else bids?' });
    await post(`/${asked.id}/decline`, tom, { reason: 'Nobody knows before the opening.' }, asked.version);
    expect((await read('/mine', uma)).body.items).toMatchObject([
      { declinedBecause: 'Nobody knows before the opening.' },
    ]);
    expect(JSON.stringify((await read()).body)).not.toContain('Who else bids?');
    expect((await post(`/${asked.id}/answer`, tom, { answer: 'x' }, asked.version + 1)).body.code).toBe(
      'question-not-open',
    );
  });
});
