import { analysisScreeningCompleted, decisionTaken, themeApproved } from '@commissioning/schemas';
import { staff, startTestService, type TestService } from '@commissioning/testing';
import { ProgrammeModule } from '../programme.module';

const priya = staff('priya', 'programme-manager');
const mayor = staff('mayor', 'decision-maker');

describe('approving a theme', () => {
  let service: TestService;
  let programmeId: string;

  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
    const body = {
      title: 'Programme',
      aim: 'Outcomes',
      startsOn: '2027-04-01',
      endsOn: '2031-03-31',
      budgetPence: 100_000_00,
    };
    programmeId = (await service.request('POST', '/v1/programmes', { as: priya, body })).body.id;
  });
  afterAll(() => service.close());

  const propose = (budgetPence: number, serviceStartsOn = '2027-04-01') => {
    const outcome = {
      outcomeId: '01920000-0000-7000-8000-000000000003',
      title: 'Reducing poverty',
      indicator: 'Residents better off',
      target: 10,
      unit: 'residents',
    };
    const body = {
      ...{ programmeId, title: 'Advice', summary: 'Advice', leadService: 'Inclusion', budgetPence },
      ...{ serviceStartsOn, outcomes: [outcome] },
    };
    return service.request('POST', '/v1/themes', { as: priya, body });
  };
  const proposed = async (budgetPence: number) => (await propose(budgetPence)).body;
  const screened = async (themeId: string) => {
    await service.deliver(analysisScreeningCompleted, {
      ...{ analysisId: '01920000-0000-7000-8000-0000000000a1', themeId, outcome: 'full-analysis' },
      ...{ reason: 'Small organisations', completedAt: '2026-11-01T10:00:00Z' },
    });
    return (await service.request('GET', `/v1/themes/${themeId}`, { as: priya })).body;
  };
  const decided = async (subjectId: string) => {
    const words = 'I have read the screening and weighed what it says.';
    const body = {
      subject: 'theme',
      subjectId,
      outcome: 'approved',
      key: false,
      dueRegard: words,
      reasons: 'Needed.',
    };
    return (await service.request('POST', '/v1/decisions', { as: mayor, body })).body;
  };
  const approve = (theme: { id: string; version: number }, decisionId: string) =>
    service.request('POST', `/v1/themes/${theme.id}/approve`, {
      as: priya,
      version: theme.version,
      body: { decisionId },
    });

  it('has no decision to rest on before the equality screening', async () => {
    const theme = await proposed(1_000_00);
    expect(await decided(theme.id)).toMatchObject({ status: 409, code: 'decision-needs-screening' });
  });

  it('is refused with the decision about another theme', async () => {
    const [theme, other] = [await proposed(1_000_00), await proposed(1_000_00)];
    const current = await screened(theme.id);
    await screened(other.id);
    const decision = await decided(other.id);
    expect((await approve(current, decision.id)).body).toMatchObject({
      code: 'decision-is-not-for-this-theme',
    });
  });

  it('happens once, though two managers press at the same moment, and is told once', async () => {
    const theme = await screened((await proposed(1_000_00)).id);
    const decision = await decided(theme.id);
    const presses = await Promise.all([approve(theme, decision.id), approve(theme, decision.id)]);
    expect(presses.map((press) => press.status).sort()).toEqual([200, 412]);
    const said = (await service.emitted()).filter(
      (event) => event.subject === theme.id && event.type === themeApproved.type,
    );
    expect(said).toHaveLength(1);
    expect(said[0]?.fact).toMatchObject({ themeId: theme.id, decisionId: decision.id });
  });

  it('is not even proposed for more than the whole programme has, or outside its term', async () => {
    expect((await propose(100_000_01)).body).toMatchObject({
      status: 409,
      code: 'programme-budget-exceeded',
    });
    for (const day of ['2027-03-31', '2031-04-01'])
      expect((await propose(1_000_00, day)).body).toMatchObject({
        status: 409,
        code: 'theme-starts-outside-the-programme',
      });
    expect((await propose(1_000_00, '2031-03-31')).status).toBe(201);
  });

  it('cannot spend more than the programme has', async () => {
    const theme = await screened((await proposed(99_500_00)).id);
    const decision = await decided(theme.id);
    expect((await approve(theme, decision.id)).body).toMatchObject({ code: 'programme-budget-exceeded' });
  });

  it('waits while the decision is called in', async () => {
    const theme = await screened((await proposed(1_000_00)).id);
    const decision = await decided(theme.id);
    const body = { calledInBy: 'Overview and Scrutiny Committee', reason: 'Two wards lose.' };
    const path = `/v1/decisions/${decision.id}/call-in`;
    await service.request('POST', path, { as: priya, version: 1, body });
    expect((await approve(theme, decision.id)).body).toMatchObject({ code: 'decision-is-called-in' });
    const ending = { outcome: 'confirmed', reason: 'Satisfied with the mitigations.' };
    await service.request('POST', `${path}/outcome`, { as: priya, version: 2, body: ending });
    expect((await approve(theme, decision.id)).body).toMatchObject({ state: 'approved' });
  });

  it('has a timetable planned back from the start of its services', async () => {
    const theme = await proposed(1_000_00);
    const path = `/v1/themes/${theme.id}/timetable?tenderDays=35&currentProvisionEndsOn=2027-03-31`;
    const { status, body } = await service.request('GET', path, { as: mayor });
    expect(status).toBe(200);
    expect(body).toMatchObject({ serviceStartsOn: '2027-04-01', warnings: expect.any(Array) });
    expect(body.steps[0].startsOn <= body.publishOn).toBe(true);
    const wrong = await service.request('GET', `/v1/themes/${theme.id}/timetable?tenderDays=soon`, {
      as: mayor,
    });
    expect(wrong.status).toBe(400);
  });

  it('leaves the decision to the decision maker', async () => {
    const body = {
      subject: 'theme',
      subjectId: programmeId,
      outcome: 'approved',
      key: true,
      dueRegard: 'x'.repeat(30),
      reasons: 'x',
    };
    expect((await service.request('POST', '/v1/decisions', { as: priya, body })).status).toBe(403);
    expect(
      (await service.emitted()).filter(
        (event) => event.type === decisionTaken.type && event.subject === programmeId,
      ),
    ).toEqual([]);
  });
});
