import { rememberDead, send } from '@commissioning/messaging';
import { type PrismaLike, Store } from '@commissioning/service';
import { startTestService, type TestService } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { ProgrammeModule } from '../../services/programme/src/programme.module';

const ENTER = `INSERT INTO messaging.inbox (consumer, event_id) VALUES ('programme', $1::uuid)`;

/** Statements that travel with the commit instead of being waited for; shown on one service. */
describe('what a transaction only sends', () => {
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

  const entered = async (id: string) =>
    (await store.sql.query('SELECT 1 FROM messaging.inbox WHERE event_id = $1::uuid', [id])).length;
  const failureOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is committed with the rest, and seen by what is asked behind it', async () => {
    const id = uuidv7();
    let seen = 0;
    await store.transaction(undefined, async (_, sql) => {
      await send(sql, ENTER, [id]);
      seen = (await sql.query('SELECT 1 FROM messaging.inbox WHERE event_id = $1::uuid', [id])).length;
    });
    expect([seen, await entered(id)]).toEqual([1, 1]);
  });

  it('takes everything with it when it fails, though nobody waited for it', async () => {
    const [kept, doubled] = [uuidv7(), uuidv7()];
    await store.transaction(undefined, (_, sql) => send(sql, ENTER, [doubled]));
    const failure = await failureOf(
      store.transaction(undefined, async (_, sql) => {
        await rememberDead(sql, 'programme', kept);
        await send(sql, ENTER, [doubled]);
      }),
    );
    expect(failure).toMatchObject({ code: '23505' });
    expect(await entered(kept)).toBe(0);
  });

  it('is named as the cause, not what failed behind it', async () => {
    const doubled = uuidv7();
    await store.transaction(undefined, (_, sql) => send(sql, ENTER, [doubled]));
    const failure = await failureOf(
      store.transaction(undefined, async (_, sql) => {
        await send(sql, ENTER, [doubled]);
        await sql.query('SELECT 1');
      }),
    );
    expect(failure).toMatchObject({ code: '23505' });
  });

  it('is refused before it is sent where the driver might not be able to write a value', async () => {
    const kept = uuidv7();
    const failure = await failureOf(
      store.transaction(undefined, async (_, sql) => {
        await rememberDead(sql, 'programme', kept);
        await send(sql, ENTER, [{ toPostgres: () => kept } as never]);
      }),
    );
    expect(failure).toBeInstanceOf(TypeError);
    expect(await entered(kept)).toBe(0);
  });
});
