import { openJobQueue } from '@commissioning/jobs';
import { InboxUpkeep, type PrismaLike, Store } from '@commissioning/service';
import { startTestService, type TestService, until } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { ProgrammeModule } from '../../services/programme/src/programme.module';

/** What every service does with its inbox, shown on one of them. */
describe('the upkeep of the inbox', () => {
  let service: TestService;
  let store: Store<PrismaLike>;

  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
    store = service.app.get<Store<PrismaLike>>(Store);
  });
  afterAll(() => service.close());

  const handledDaysAgo = (days: number, rows: number) =>
    store.db.$queryRawUnsafe(
      `INSERT INTO messaging.inbox (consumer, event_id, handled_at)
       SELECT 'programme', gen_random_uuid(), now() - make_interval(days => $1::int) FROM generate_series(1, $2::int)
       RETURNING 1`,
      days,
      rows,
    );
  const kept = async () =>
    (await store.db.$queryRawUnsafe<unknown[]>('SELECT 1 FROM messaging.inbox')).length;

  it('is part of every service, and goes through what has gathered portion by portion', async () => {
    await handledDaysAgo(31, 12_000);
    await handledDaysAgo(29, 3);
    expect(await service.app.get(InboxUpkeep).sweep()).toBe(12_000);
    expect(await kept()).toBe(3);
  });

  it('runs by itself when a service starts', async () => {
    await handledDaysAgo(31, 2);
    const log = { info() {}, warn() {}, error() {} };
    const queue = openJobQueue({
      ...{ service: `upkeep-${uuidv7().slice(-6)}`, connectionString: service.databaseUrl, log },
    });
    new InboxUpkeep(store, queue);
    await queue.start();
    await until(async () => (await kept()) === 3, 'the purge');
    await queue.stop();
  });
});
