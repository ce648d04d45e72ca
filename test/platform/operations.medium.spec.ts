import type { JobQueue } from '@commissioning/jobs';
import { type Broker } from '@commissioning/messaging';
import { analysisScreeningCompleted, type operationsApi } from '@commissioning/schemas';
import { BROKER, JOBS, type PrismaLike, Store } from '@commissioning/service';
import { staff, startTestService, type TestService, until } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { ProgrammeModule } from '../../services/programme/src/programme.module';

const quentin = staff('quentin', 'operator');
const priya = staff('priya', 'programme-manager');
const REASON = 'The theme is there now.';

/** What every service lets an operator see and do, shown on one of them. */
describe('an operator', () => {
  let service: TestService;
  let buried: string;
  const themeId = uuidv7();

  const get = async <Body>(path = '') =>
    (await service.request<Body>('GET', `/v1/operations${path}`, { as: quentin })).body;
  const letters = async () => (await get<operationsApi.DeadLetterList>('/dead-letters')).items;
  const rows = <Row>(sql: string) => service.app.get<Store<PrismaLike>>(Store).db.$queryRawUnsafe<Row[]>(sql);
  const audited = (action: string) =>
    rows<{ actor: string; reason: string }>(
      `SELECT actor_id AS actor, reason FROM audit.entry WHERE action = '${action}'`,
    );

  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
    await service.app.get<JobQueue>(JOBS).start();
    const fact = {
      ...{ analysisId: uuidv7(), themeId, outcome: 'full-analysis', reason: 'Because.' },
      completedAt: '2026-11-01T10:00:00Z',
    };
    buried = uuidv7();
    const headers = {
      ...{ ce_specversion: '1.0', ce_id: buried, ce_type: analysisScreeningCompleted.type },
      ...{ ce_source: '/services/equality-analysis', ce_subject: themeId, ce_time: fact.completedAt },
      ...{ ce_sequence: '1', ce_dataclassification: 'public' },
    };
    const value = Buffer.from(JSON.stringify(fact));
    await service.app
      .get<Broker>(BROKER)
      .publish([{ topic: analysisScreeningCompleted.topic, key: themeId, value, headers }]);
    await until(async () => (await letters()).length > 0, 'the dead letter');
  });
  afterAll(async () => {
    await service.app.get<JobQueue>(JOBS).stop();
    await service.close();
  });

  it('sees how the service stands', async () => {
    const report = await get<operationsApi.OperationsReport>();
    expect(report).toMatchObject({ service: 'programme', failedJobs: 0 });
    expect(report.consumer).toMatchObject({ group: 'programme', lag: '0', dead: 1 });
    expect(report.outbox).toMatchObject({ unsent: 0, parked: 0 });
  });

  it('lets a collector read the same figures as text, without a token', async () => {
    const { statusCode, headers, body } = await service.app.inject({ method: 'GET', url: '/metrics' });
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(body).toMatch('commissioning_inbox_dead{service="programme"} 1\n');
    expect(body).toMatch(
      /commissioning_consumer_lag\{.*topic="equality-analysis.analysis",partition="0"\} 0\n/,
    );
    expect(body).toMatch(/commissioning_process_resident_memory_bytes\{service="programme"\} \d+\n/);
  });

  it('reads the story of a dead letter', async () => {
    const [letter] = await letters();
    expect(letter).toMatchObject({ eventId: buried, attempts: 5, state: 'waiting', subject: themeId });
  });

  it('puts it back with a reason, on record; it fails again and says so', async () => {
    const body = { eventIds: [buried], reason: REASON };
    const answer = await service.request('POST', '/v1/operations/dead-letters/replay', { as: quentin, body });
    expect(answer).toMatchObject({ status: 200, body: { eventIds: [buried] } });
    expect(await audited('replayed')).toEqual([{ actor: quentin.id, reason: REASON }]);
    await until(async () => (await letters())[0]?.burials === 2, 'the second burial');
  });

  it('gives it up with a reason, on record, once', async () => {
    const path = `/v1/operations/dead-letters/${buried}/give-up`;
    const give = () =>
      service.request('POST', path, { as: quentin, body: { reason: 'It will never come.' } });
    expect((await give()).status).toBe(204);
    expect(await letters()).toEqual([]);
    expect(await get<operationsApi.OperationsReport>()).toMatchObject({ consumer: { dead: 0 } });
    expect(await audited('given-up')).toEqual([{ actor: quentin.id, reason: 'It will never come.' }]);
    expect(await give()).toMatchObject({ status: 409, body: { code: 'no-such-dead-letter' } });
    expect(await audited('given-up')).toHaveLength(1);
  });

  it('is told when nothing waits under an id', async () => {
    const body = { eventIds: [uuidv7()], reason: REASON };
    const answer = await service.request('POST', '/v1/operations/dead-letters/replay', { as: quentin, body });
    expect(answer).toMatchObject({ status: 409, body: { code: 'no-such-dead-letter' } });
  });

  it('lets a parked event go, on record', async () => {
    const body = { title: 'P', aim: 'A', startsOn: '2027-04-01', endsOn: '2031-03-31', budgetPence: 1 };
    await service.request('POST', '/v1/programmes', { as: priya, body });
    await rows(`UPDATE messaging.outbox SET parked_at = now(), parked_reason = 'too large'`);
    const { items } = await get<operationsApi.ParkedEventList>('/parked-events');
    expect(items).toMatchObject([{ reason: 'too large', heldBack: 0 }]);
    const path = `/v1/operations/parked-events/${items[0]!.id}/release`;
    const release = () => service.request('POST', path, { as: quentin, body: { reason: REASON } });
    expect((await release()).status).toBe(204);
    expect((await get<operationsApi.ParkedEventList>('/parked-events')).items).toEqual([]);
    expect(await audited('released')).toEqual([{ actor: quentin.id, reason: REASON }]);
    expect(await release()).toMatchObject({ status: 409, body: { code: 'not-parked' } });
  });

  it('must say why', async () => {
    const body = { eventIds: 'all', reason: ' ' };
    const answer = await service.request('POST', '/v1/operations/dead-letters/replay', { as: quentin, body });
    expect(answer.status).toBe(400);
  });

  it.each([
    ['GET', ''],
    ['GET', '/dead-letters'],
    ['GET', '/parked-events'],
    ['GET', '/failed-jobs'],
    ['POST', '/dead-letters/replay'],
    ['POST', '/dead-letters/01920000-0000-7000-8000-000000000001/give-up'],
    ['POST', '/failed-jobs/retry'],
  ] as const)('alone may %s %s', async (method, path) => {
    const answer = await service.request(method, `/v1/operations${path}`, {
      as: priya,
      ...(method === 'POST' && { body: {} }),
    });
    expect(answer.status).toBe(403);
  });
});
