import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Broker,
  CannotRebuild,
  type Projection,
  rebuild,
  type Sql,
  sqlOver,
} from '@commissioning/messaging';
import {
  bookingAttended,
  bookingCancelled,
  bookingConfirmed,
  contractPaymentApproved,
} from '@commissioning/schemas';
import { BROKER, sqlOn, Store } from '@commissioning/service';
import { startTestService, type TestService, until } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { AnalyticsModule } from '../analytics.module';
import type { AnalyticsConfig } from '../config';
import { sumsBy } from './cube';
import { factProjection } from './fact-projection';
import { factsOfPayment } from './facts-of';
import { FactStore } from './fact-store';
import { SegmentStore } from './segment-store';
import { SegmentUpkeep } from './segment-upkeep';

jest.setTimeout(60_000);

describe('facts that are made again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'));
  let service: TestService;
  let broker: Broker;
  let session: Client;
  let sql: Sql;

  beforeAll(async () => {
    service = await startTestService({
      service: 'analytics',
      module: (environment) => AnalyticsModule.for(environment as AnalyticsConfig),
      environment: { DATA_DIR: folder },
    });
    broker = service.app.get<Broker>(BROKER);
    session = new Client({ connectionString: service.databaseUrl });
    await session.connect();
    sql = sqlOver(session);
  });
  afterAll(async () => {
    await session.end();
    await service.close();
    await rm(folder, { recursive: true });
  });

  const total = async (stage: string) => {
    const { cube } = await service.app.get(FactStore).current();
    const where = {
      stage: (word: string) => word === stage,
      characteristic: (word: string) => word === 'organisation',
    };
    return sumsBy(cube, ['stage'], where)[0]?.quantity ?? 0;
  };
  const pay = (amountPence: number) =>
    service.deliver(contractPaymentApproved, {
      ...contractPaymentApproved.examples.golden,
      ...{ contractId: uuidv7(), paymentId: uuidv7(), amountPence },
    });
  const projection = () => factProjection(service.app.get(SegmentStore));
  const again = async (more: { projection?: Projection; broker?: Broker } = {}) => {
    const record = jest.fn(async () => {});
    const effects = service.app.get<Store<PrismaClient>>(Store);
    const all = { broker, effects, session: sql, record, ...more };
    return { events: await rebuild(more.projection ?? projection(), all), record };
  };

  it('are the same as before, and right where those that served were wrong', async () => {
    const booking = { ...bookingConfirmed.examples.golden, bookingId: uuidv7(), places: 4 };
    await service.deliver(bookingConfirmed, booking);
    await service.deliver(bookingAttended, { ...booking, attended: 3 });
    await pay(1_000);
    const right = [await total('booking'), await total('training'), await total('spend')];
    expect(right).toEqual([4, 3, 1_000]);
    const { facts } = await service.app.get(FactStore).recount();

    // A defect that is mended by now counted the payment once more.
    await service.app.get<Store<PrismaClient>>(Store).transaction(undefined, async (change) => {
      const [fact] = factsOfPayment(
        { ...contractPaymentApproved.examples.golden, amountPence: 1_000 },
        uuidv7(),
      );
      await service.app.get(SegmentStore).add(change, [fact!]);
    });
    expect(await total('spend')).toBe(2_000);

    const { events, record } = await again();
    expect([events, record.mock.calls]).toEqual([3, [[expect.anything(), 3]]]);
    expect([await total('booking'), await total('training'), await total('spend')]).toEqual(right);
    expect(await service.app.get(FactStore).recount()).toMatchObject({ facts, agrees: true });

    // What was counted for a booking goes on from the new facts.
    await service.deliver(bookingCancelled, booking);
    expect(await total('booking')).toBe(0);
  });

  it('serve without loss or repetition while events go on coming', async () => {
    const before = await total('spend');
    let coming = true;
    let paid = 0;
    const stream = (async () => {
      for (; coming; paid += 1) await pay(1);
    })();
    await until(async () => paid >= 3, 'the stream');
    for (let time = 0; time < 3; time += 1) await again();
    coming = false;
    await stream;
    await pay(0);
    expect(await total('spend')).toBe(before + paid);
    expect(await service.app.get(FactStore).recount()).toMatchObject({ agrees: true });
  });

  it('hold what came during the switch once, though the service gets it after', async () => {
    const before = await total('spend');
    let looks = 0;
    let late: Promise<void>[] = [];
    const watched: Broker = Object.create(broker);
    watched.positions = async (topics) => {
      looks += 1;
      if (looks !== 2) return broker.positions(topics);
      // The second look is under the lock of the switch: the service cannot handle these until it is over.
      const ends = async () => (await broker.positions(topics)).reduce((sum, { end }) => sum + end, 0n);
      const end = await ends();
      late = [pay(7), pay(7), pay(7)];
      await until(async () => (await ends()) === end + 3n, 'three records');
      const inbox = await sql.query("SELECT 1 FROM messaging.inbox WHERE consumer = 'analytics'");
      expect(inbox.length).toBeGreaterThan(0);
      return broker.positions(topics);
    };
    const counted = await total('spend');
    await again({ broker: watched });
    await Promise.all(late);
    await until(async () => (await broker.lag('analytics')).every(({ lag }) => lag === 0n), 'the service');
    expect([looks, counted]).toEqual([2, before]);
    expect(await total('spend')).toBe(before + 21);
  });

  it('leave what serves untouched when they cannot be made, and the next attempt starts over', async () => {
    const before = await total('spend');
    const failing: Projection = {
      ...projection(),
      adopt: () => Promise.reject(new Error('No space is left.')),
    };
    await expect(again({ projection: failing })).rejects.toThrow('No space is left.');
    expect(await total('spend')).toBe(before);
    await pay(5);
    await again();
    expect(await total('spend')).toBe(before + 5);
    expect(await sql.query("SELECT 1 FROM messaging.inbox WHERE consumer = 'analytics.facts'")).toEqual([]);
    expect(await sql.query("SELECT 1 FROM segment WHERE consumer = 'analytics.facts'")).toEqual([]);
  });

  it('are not made from a log that lost its beginning, or lacks what was handled', async () => {
    const positions = async (topics: readonly string[]) =>
      (await broker.positions(topics)).map((position) => ({ ...position, first: 1n }));
    const shortened: Broker = Object.assign(Object.create(broker), { positions });
    await expect(again({ broker: shortened })).rejects.toThrow('older events are gone');

    const empty: Broker = Object.assign(Object.create(broker), { positions: async () => [] });
    await expect(again({ broker: empty })).rejects.toBeInstanceOf(CannotRebuild);
  });

  it('are made by one at a time', async () => {
    const second = service.app.get<Store<PrismaClient>>(Store);
    let refused: unknown;
    const meddled: Projection = {
      ...projection(),
      adopt: async (within, consumer) => {
        refused = await again2().catch((error: unknown) => error);
        return projection().adopt(within, consumer);
      },
    };
    const again2 = () =>
      rebuild(projection(), {
        ...{ broker, effects: second, session: sqlOn(second.db), record: async () => {} },
      });
    await again({ projection: meddled });
    expect(refused).toEqual(new CannotRebuild('Another rebuild of analytics.facts is running.'));
  });

  it('replace their files: the upkeep removes the old ones', async () => {
    await again();
    const upkeep = service.app.get(SegmentUpkeep);
    await upkeep.sweep();
    await upkeep.sweep();
    const rows = await sql.query('SELECT 1 FROM segment');
    expect(rows).toHaveLength((await service.app.get(SegmentStore).manifest()).length);
    expect(await service.app.get(FactStore).recount()).toMatchObject({ agrees: true });
  });
});
