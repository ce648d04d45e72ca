import { type Broker, deadTopicOf, EventStrategy, replay, storyOf } from '@commissioning/messaging';
import { analysisScreeningCompleted } from '@commissioning/schemas';
import { BROKER } from '@commissioning/service';
import { staff, startTestService, type TestService, until } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { ProgrammeModule } from '../../services/programme/src/programme.module';

const priya = staff('priya', 'programme-manager');
const TOPIC = analysisScreeningCompleted.topic;

/** What every service promises of every event, shown on one of them. */
describe('an event', () => {
  let service: TestService;
  let broker: Broker;
  let programmeId: string;

  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
    broker = service.app.get<Broker>(BROKER);
    const body = {
      title: 'P',
      aim: 'A',
      startsOn: '2027-04-01',
      endsOn: '2031-03-31',
      budgetPence: 100_000_00,
    };
    programmeId = (await service.request('POST', '/v1/programmes', { as: priya, body })).body.id;
  });
  afterAll(() => service.close());

  const theme = async () => {
    const outcome = { outcomeId: uuidv7(), title: 'O', indicator: 'I', target: 1, unit: 'u' };
    const body = {
      ...{
        programmeId,
        title: 'T',
        summary: 'S',
        leadService: 'L',
        budgetPence: 1,
        serviceStartsOn: '2027-04-01',
      },
      outcomes: [outcome],
    };
    return (await service.request('POST', '/v1/themes', { as: priya, body })).body as {
      id: string;
      version: number;
    };
  };
  const fact = (themeId: string, reason = 'Because.') => ({
    ...{
      analysisId: uuidv7(),
      themeId,
      outcome: 'full-analysis' as const,
      reason,
      completedAt: '2026-11-01T10:00:00Z',
    },
  });
  const send = async (value: unknown, id = uuidv7(), key: string = uuidv7()) => {
    const headers = {
      ...{
        ce_specversion: '1.0',
        ce_id: id,
        ce_type: analysisScreeningCompleted.type,
        ce_source: '/services/equality-analysis',
      },
      ...{
        ce_subject: key,
        ce_time: '2026-11-02T10:00:00Z',
        ce_sequence: '1',
        ce_dataclassification: 'public',
      },
    };
    const content = typeof value === 'string' ? value : JSON.stringify(value);
    await broker.publish([{ topic: TOPIC, key, value: Buffer.from(content), headers }]);
    return id;
  };
  const shown = async (id: string) => (await service.request('GET', `/v1/themes/${id}`, { as: priya })).body;
  const letters = () => broker.read(deadTopicOf('programme'), 0, 0n, 100);
  const letterOf = async (id: string) => (await letters()).find((record) => record.headers['ce_id'] === id);

  it('has its effect once, though it is delivered five times', async () => {
    const { id, version } = await theme();
    const eventId = uuidv7();
    for (let time = 0; time < 5; time += 1) await send(fact(id), eventId, id);
    const last = await theme();
    await send(fact(last.id), uuidv7(), id);
    await until(async () => (await shown(last.id)).screening !== undefined, 'what came behind the repeats');
    expect((await shown(id)).version).toBe(version + 1);
  });

  it('with a property that is new to us is understood', async () => {
    const { id } = await theme();
    await send({ ...fact(id), confidence: 'high' });
    await until(async () => (await shown(id)).screening !== undefined, 'the screening');
  });

  it.each([
    ['is no JSON', '{broken'],
    ['lacks what it must say', { themeId: 'nothing' }],
  ])('that %s goes to the dead letters at once, and the next one is handled', async (_, value) => {
    const { id } = await theme();
    const key = uuidv7();
    const poison = await send(value, uuidv7(), key);
    await send(fact(id), uuidv7(), key);
    await until(async () => (await shown(id)).screening !== undefined, 'the event behind the poison');
    const letter = await letterOf(poison);
    expect(letter && storyOf(letter)).toMatchObject({ topic: TOPIC, handler: 'schema', attempts: 1 });
  });

  it('whose handler fails is tried five times, buried with its story, and works when it is replayed', async () => {
    const missing = uuidv7();
    const id = await send(fact(missing));
    await until(async () => (await letterOf(id)) !== undefined, 'the dead letter');
    const letter = (await letterOf(id)) as NonNullable<Awaited<ReturnType<typeof letterOf>>>;
    expect(storyOf(letter)).toMatchObject({ handler: analysisScreeningCompleted.type, attempts: 5 });
    const { id: themeId } = await theme();
    await replay(broker, { ...letter, value: Buffer.from(JSON.stringify(fact(themeId))) });
    await until(async () => (await shown(themeId)).screening !== undefined, 'the replayed effect');
  });

  it('leaves no partition blocked behind it', async () => {
    await until(
      async () => (await broker.lag('programme')).every(({ lag }) => lag === 0n),
      'an empty backlog',
    );
  });

  it('of a kind that the allow-list does not give the service keeps it from starting', async () => {
    const strategy = new EventStrategy({
      ...{ service: 'portal', broker, effects: {} as never, log: () => undefined, onCrash: () => undefined },
    });
    const extras = { shape: 'one', events: [analysisScreeningCompleted] };
    strategy.addHandler(analysisScreeningCompleted.type, async () => undefined as never, true, extras);
    await expect(
      new Promise((_, reject) => strategy.listen((error) => reject(error as Error))),
    ).rejects.toThrow('portal is not on the list of listeners');
  });
});
