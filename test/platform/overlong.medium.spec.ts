import { systemActor } from '@commissioning/auth';
import { rememberDead } from '@commissioning/messaging';
import { Clock, type PrismaLike, sqlOn, Store } from '@commissioning/service';
import { startTestService, type TestService, until } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { ProgrammeModule } from '../../services/programme/src/programme.module';

const LIMITS = { timeout: 200, maxWait: 2_000 };

/** What a database that stands still, or a process that does, must not lead to; shown on one service. */
describe('a transaction that takes too long', () => {
  let service: TestService;
  let hasty: Store<PrismaLike>;

  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
    const { db } = service.app.get<Store<PrismaLike>>(Store);
    hasty = new Store(
      db,
      service.app.get(Clock),
      systemActor('programme'),
      () => undefined,
      sqlOn(db),
      LIMITS,
    );
  });
  afterAll(() => service.close());

  const entered = async (id: string) =>
    (await hasty.db.$queryRawUnsafe<unknown[]>('SELECT 1 FROM messaging.inbox WHERE event_id = $1::uuid', id))
      .length;

  it('is rolled back, and nothing that its work writes afterwards is kept', async () => {
    const [before, after] = [uuidv7(), uuidv7()];
    const work = hasty.transaction(undefined, async (_, sql) => {
      await rememberDead(sql, 'programme', before);
      await sql.query('SELECT 1 FROM (SELECT pg_sleep(0.5)) AS slept');
      await rememberDead(sql, 'programme', after);
    });
    const refused = await work.catch((error: unknown) => error);
    expect([await entered(before), await entered(after)]).toEqual([0, 0]);
    expect(refused).toMatchObject({ name: 'TransactionOver', code: 'P2028' });
    expect(hasty.isAway(refused)).toBe(true);
  });

  it('does not write into the transaction of whoever has its connection next', async () => {
    const foreign = uuidv7();
    const [begun, woken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const late = hasty.transaction(undefined, async (_, sql) => {
      begun.resolve();
      await woken.promise;
      await rememberDead(sql, 'programme', foreign);
    });
    const failed = late.catch((error: unknown) => error);
    await begun.promise;
    await until(async () => (await openTransactions()) === 0, 'the late transaction to be rolled back');
    // One for each connection that the service has: one of them is the late one's.
    const others = Array.from({ length: 5 }, () =>
      hasty.transaction(undefined, async (_, sql) => {
        await sql.query('SELECT 1');
        woken.resolve();
        await failed;
      }),
    );
    await Promise.all(others);
    expect(await entered(foreign)).toBe(0);
    expect(await failed).toMatchObject({ name: 'TransactionOver' });
  });

  const openTransactions = async () =>
    (
      await hasty.db.$queryRawUnsafe<unknown[]>(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
      )
    ).length;
});
