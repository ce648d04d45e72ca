import { samira, startTrial, tom, type Trial } from '../../test/given';

describe('materials', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const publish = (body: object, as = tom) => trial.service.request('POST', '/v1/materials', { as, body });
  const list = async (courseId: string) =>
    (await trial.service.request('GET', `/v1/materials?courseId=${courseId}`)).body.items;

  it('are open to everybody who may bid, whether they came or not', async () => {
    const courseId = await trial.course('finance');
    expect((await publish({ courseId, title: 'Slides', link: 'https://example.org/slides' })).status).toBe(
      201,
    );
    expect(await list(courseId)).toMatchObject([{ title: 'Slides', link: 'https://example.org/slides' }]);
    expect((await publish({ courseId, title: 'Mine', text: 'x' }, samira)).status).toBe(403);
  });

  it('have a text or a safe link', async () => {
    const courseId = await trial.course('finance');
    expect((await publish({ courseId, title: 'Nothing' })).status).toBe(400);
    expect((await publish({ courseId, title: 'Script', link: 'javascript:alert(1)' })).status).toBe(400);
    expect((await publish({ courseId, title: 'Plain', link: 'http://example.org' })).status).toBe(400);
  });

  it('that are withdrawn stay in the list with the reason and without their content', async () => {
    const courseId = await trial.course('finance');
    const { body } = await publish({ courseId, title: 'Draft budget', text: 'Old figures' });
    const path = `/v1/materials/${body.id}/withdraw`;
    const withdraw = (version: number) =>
      trial.service.request('POST', path, { as: tom, version, body: { reason: 'The figures were wrong.' } });
    expect((await withdraw(body.version)).status).toBe(200);
    expect((await withdraw(body.version)).status).toBe(412);
    const [item] = await list(courseId);
    expect(item).toMatchObject({ title: 'Draft budget', withdrawn: { reason: 'The figures were wrong.' } });
    expect(item.text).toBeUndefined();
  });
});
