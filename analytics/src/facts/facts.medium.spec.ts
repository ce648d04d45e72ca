import { mkdtempSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Change, Store } from '@commissioning/service';
import {
  bidOpened,
  bookingAttended,
  bookingCancelled,
  bookingConfirmed,
  bookingReduced,
  bookingReturnedToList,
  contractPaymentApproved,
  type FactOf,
} from '@commissioning/schemas';
import { staff, startTestService, type TestService, until } from '@commissioning/testing';
import type { PrismaClient } from '../../generated/prisma/client';
import { AnalyticsModule } from '../analytics.module';
import type { AnalyticsConfig } from '../config';
import { sumsBy } from './cube';
import type { Fact } from './fact';
import { FactStore } from './fact-store';
import { SegmentStore } from './segment-store';
import { SegmentUpkeep } from './segment-upkeep';

const olga = staff('olga', 'operator');
let ids = 0;
const newId = () => `01920000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`;

jest.setTimeout(60_000);

describe('facts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'));
  let service: TestService;
  let segments: SegmentStore;

  beforeAll(async () => {
    service = await startTestService({
      service: 'analytics',
      module: (environment) => AnalyticsModule.for(environment as AnalyticsConfig),
      environment: { DATA_DIR: folder },
    });
    segments = service.app.get(SegmentStore);
  });
  afterAll(async () => {
    await service.close();
    await rm(folder, { recursive: true });
  });

  const total = async (stage: string, store = service.app.get(FactStore)) => {
    const { cube } = await store.current();
    const where = {
      stage: (word: string) => word === stage,
      characteristic: (word: string) => word === 'organisation',
    };
    return sumsBy(cube, ['stage'], where)[0]?.quantity ?? 0;
  };
  const recount = async () => (await service.request('GET', '/v1/facts/recount', { as: olga })).body;
  const files = async () => (await readdir(join(folder, 'segments'))).sort();
  const named = async () => (await segments.manifest()).map(({ id }) => `${id}.arrow`);
  const pay = (amountPence: number) =>
    service.deliver(contractPaymentApproved, {
      ...contractPaymentApproved.examples.golden,
      ...{ contractId: newId(), paymentId: newId(), amountPence },
    });
  const booking = (places: number) => ({ ...bookingConfirmed.examples.golden, bookingId: newId(), places });

  it('are counted from events and agree with a recount', async () => {
    await service.deliver(bidOpened, { ...bidOpened.examples.golden, bidId: newId() });
    await pay(1_000_000);
    expect([await total('bid'), await total('spend')]).toEqual([1_000_000, 1_000_000]);
    expect(await recount()).toMatchObject({ segments: 2, facts: 8, agrees: true, disagreements: [] });
  });

  it('of a booking count what is held and who came, and a cancellation takes back what was counted', async () => {
    const [kept, given, waiting] = [booking(3), booking(2), booking(5)];
    await service.deliver(bookingConfirmed, kept);
    await service.deliver(bookingConfirmed, given);
    await service.deliver(bookingCancelled, given);
    // Left the waiting list: it never held places.
    await service.deliver(bookingCancelled, waiting);
    const attended: FactOf<typeof bookingAttended> = { ...kept, attended: 2 };
    await service.deliver(bookingAttended, attended);
    await service.deliver(bookingAttended, { ...attended, attended: 3 });
    expect([await total('booking'), await total('training')]).toEqual([3, 3]);
    expect((await recount()).agrees).toBe(true);
  });

  it('of a booking follow what is given back, and never count teams of the council', async () => {
    const before = await total('booking');
    const [reduced, returned, team] = [booking(3), booking(2), booking(4)];
    await service.deliver(bookingConfirmed, reduced);
    await service.deliver(bookingReduced, { ...reduced, places: 1, givenBack: 2, state: 'booked' });
    await service.deliver(bookingConfirmed, returned);
    await service.deliver(bookingReturnedToList, returned);
    await service.deliver(bookingReduced, { ...returned, places: 1, givenBack: 1, state: 'waiting' });
    await service.deliver(bookingConfirmed, { ...team, audience: 'internal' });
    expect((await total('booking')) - before).toBe(1);
    expect((await recount()).agrees).toBe(true);
  });

  /** Does something to the very transaction that has written its segment and not yet committed. */
  const beforeCommit = (crash: (change: Change<PrismaClient>, facts: readonly Fact[]) => Promise<void>) => {
    const add = segments.add.bind(segments);
    return jest.spyOn(segments, 'add').mockImplementationOnce(async (change, facts) => {
      await add(change, facts);
      await crash(change, facts);
    });
  };
  const loseConnection = async ({ sql }: Change<PrismaClient>) => {
    await sql.query('SELECT pg_terminate_backend(pg_backend_pid())');
  };

  it('are neither lost nor doubled when the database connection dies between write and commit', async () => {
    const before = await total('spend');
    beforeCommit(loseConnection);
    await pay(777);
    expect(await total('spend')).toBe(before + 777);
    expect((await recount()).agrees).toBe(true);
    // The file of the attempt that died is there, and no figure comes from it.
    expect((await files()).length).toBe((await named()).length + 1);
  });

  it('would be doubled, and the count above would show it, if the segment were committed on its own', async () => {
    const before = await total('spend');
    const apart = service.app.get<Store<PrismaClient>>(Store);
    const add = segments.add.bind(segments);
    jest.spyOn(segments, 'add').mockImplementationOnce(async (change, facts) => {
      await apart.transaction(undefined, (other) => add(other, facts));
      await loseConnection(change);
    });
    await pay(500);
    expect(await total('spend')).toBe(before + 1_000);
  });

  it('leave orphans to be removed, and nothing else', async () => {
    await writeFile(join(folder, 'segments', `${newId()}.arrow.part`), 'half a segment');
    await writeFile(join(folder, 'segments', `${newId()}.arrow`), 'never committed');
    expect(await segments.removeOrphans()).toHaveLength(3);
    expect(await files()).toEqual(await named());
    expect((await recount()).agrees).toBe(true);
  });

  const waiting = async () => {
    const locks = await service.app.get<Store<PrismaClient>>(Store).db.$queryRaw<
      unknown[]
    >`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    return locks.length;
  };

  it('of a writer who has not committed yet are no orphans', async () => {
    let removed: Promise<string[]> | undefined;
    beforeCommit(async () => {
      removed = segments.removeOrphans();
      await until(async () => (await waiting()) > 0, 'the removal to stand at the lock of this transaction');
    });
    const before = await total('spend');
    await pay(1);
    expect(await removed).toEqual([]);
    expect(await total('spend', new FactStore(segments))).toBe(before + 1);
  });

  it('stay the same when small segments become one, for those who watched and for those who start afresh', async () => {
    for (let i = 0; i < 16; i += 1) await pay(10 + i);
    const before = await recount();
    const cells = await total('spend');
    expect(before.segments).toBeGreaterThanOrEqual(16);
    await service.app.get(SegmentUpkeep).sweep();
    expect(await recount()).toEqual({ ...before, segments: 1 });
    expect(await total('spend')).toBe(cells);
    expect(await total('spend', new FactStore(segments))).toBe(cells);
    await pay(5);
    expect(await total('spend')).toBe(cells + 5);
    await service.app.get(SegmentUpkeep).sweep();
    expect(await files()).toEqual(await named());
    expect(await recount()).toMatchObject({ segments: 2, agrees: true });
  });

  it('are read anew by one who knows some but not all of what was put together', async () => {
    const late = new FactStore(segments);
    await total('spend', late);
    for (let i = 0; i < 16; i += 1) await pay(20 + i);
    await segments.compact();
    expect(await total('spend', late)).toBe(await total('spend', new FactStore(segments)));
  });

  it('give no figure while a segment is damaged', async () => {
    const [name = ''] = await named();
    const path = join(folder, 'segments', name);
    const { rename } = await import('node:fs/promises');
    await rename(path, `${path}.away`);
    await expect(new FactStore(segments).current()).rejects.toThrow('is missing');
    await rename(`${path}.away`, path);
    expect((await recount()).agrees).toBe(true);
  });

  it('are recounted for operators alone', async () => {
    expect(
      (await service.request('GET', '/v1/facts/recount', { as: staff('priya', 'programme-manager') })).status,
    ).toBe(403);
  });
});
