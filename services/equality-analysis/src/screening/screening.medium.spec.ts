import { analysisScreeningCompleted, themeProposed, themeWithdrawn } from '@commissioning/schemas';
import { staff, startTestService, type TestService } from '@commissioning/testing';
import { EqualityAnalysisModule } from '../equality-analysis.module';
import { CHECKLIST } from './checklist';

jest.setTimeout(60_000);

const kemi = staff('kemi', 'equality-officer');
const priya = staff('priya', 'programme-manager');
const reason = 'Small groups that represent disabled people may not be able to compete.';
const answers = CHECKLIST.map(({ question }, index) => ({
  question,
  answer: index === 0 ? 'yes' : 'no',
  evidence: 'Census 2021 and the workshop of 24 January.',
}));

describe('screening a theme', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService({
      service: 'equality-analysis',
      module: (environment) => EqualityAnalysisModule.for(environment),
    });
  });
  afterAll(() => service.close());

  const proposed = async (themeId: string) => {
    await service.deliver(themeProposed, { ...themeProposed.examples.golden, themeId });
    const list = await service.request('GET', `/v1/screenings?themeId=${themeId}`, { as: kemi });
    return list.body.items[0];
  };
  const put = (screening: { id: string; version: number }, as = kemi) =>
    service.request('PUT', `/v1/screenings/${screening.id}/answers`, {
      as,
      version: screening.version,
      body: { answers },
    });
  const complete = (screening: { id: string; version: number }, outcome = 'full-analysis', as = kemi) =>
    service.request('POST', `/v1/screenings/${screening.id}/complete`, {
      as,
      version: screening.version,
      body: { outcome, reason },
    });

  it('opens with the proposal, the whole checklist unanswered', async () => {
    const screening = await proposed('01920000-0000-7000-8000-0000000000b1');
    expect(screening).toMatchObject({ state: 'open', version: 1 });
    expect(screening.questions).toHaveLength(CHECKLIST.length);
    expect(screening.questions.every((asked: { answer?: string }) => asked.answer === undefined)).toBe(true);
  });

  it('tells its outcome once, though two officers complete it at the same moment', async () => {
    const answered = (await put(await proposed('01920000-0000-7000-8000-0000000000b2'))).body;
    const presses = await Promise.all([complete(answered), complete(answered)]);
    expect(presses.map((press) => press.status).sort()).toEqual([200, 412]);
    const said = (await service.emitted()).filter(({ subject }) => subject === answered.id);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({
      type: analysisScreeningCompleted.type,
      fact: { themeId: answered.themeId, outcome: 'full-analysis', reason },
    });
  });

  it('says which questions are open, and tells nobody of a screening that is not finished', async () => {
    const screening = await proposed('01920000-0000-7000-8000-0000000000b3');
    const answer = await complete(screening);
    expect(answer.body).toMatchObject({ status: 409, code: 'screening-is-not-finished' });
    expect(answer.body.findings.missing).toHaveLength(CHECKLIST.length);
    expect((await service.emitted()).filter(({ subject }) => subject === screening.id)).toEqual([]);
  });

  it('does not spare the full analysis that its own answers ask for', async () => {
    const answered = (await put(await proposed('01920000-0000-7000-8000-0000000000b4'))).body;
    expect((await complete(answered, 'no-further-analysis')).body).toMatchObject({
      code: 'screening-asks-for-full-analysis',
      findings: { raised: ['adverse-effect'] },
    });
  });

  it('is the work of an equality officer: the programme manager reads it and may not write it', async () => {
    const screening = await proposed('01920000-0000-7000-8000-0000000000b5');
    expect((await put(screening, priya)).status).toBe(403);
    expect((await complete(screening, 'full-analysis', priya)).status).toBe(403);
    expect((await service.request('GET', `/v1/screenings/${screening.id}`, { as: priya })).status).toBe(200);
  });

  it('closes when the theme is withdrawn, and leaves a completed one alone', async () => {
    const screening = await proposed('01920000-0000-7000-8000-0000000000b6');
    await service.deliver(themeWithdrawn, { themeId: screening.themeId, reason: 'Merged.' });
    const closed = await service.request('GET', `/v1/screenings/${screening.id}`, { as: kemi });
    expect(closed.body.state).toBe('withdrawn');
    const done = (await complete((await put(await proposed('01920000-0000-7000-8000-0000000000b7'))).body))
      .body;
    await service.deliver(themeWithdrawn, { themeId: done.themeId, reason: 'Merged.' });
    expect((await service.request('GET', `/v1/screenings/${done.id}`, { as: kemi })).body.state).toBe(
      'completed',
    );
  });
});
