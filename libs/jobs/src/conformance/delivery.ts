import { z } from 'zod';
import { defineJob, NoRetry } from '../job';
import { aKind, door, until, type Process, type StoreUnderTest } from './harness';

/** A job reaches its handler, is tried again, and is never silently gone. */
export function describeDelivery(store: () => StoreUnderTest): void {
  let one: Process;
  let other: Process;
  beforeEach(async () => ([one, other] = [await store().open(), await store().open()]));
  afterEach(() => Promise.all([one.queue.stop(0), other.queue.stop(0)]));

  it('hands the data to a worker as the schema reads it, under the id that enqueue answered', async () => {
    const kind = defineJob(
      'reads-a-date',
      z.strictObject({ on: z.iso.date().transform((on) => on.slice(0, 4)) }),
    );
    const got: { on: string; id: string; attempt: number }[] = [];
    one.queue.work(kind, async ({ on }, { id, attempt }) => void got.push({ on, id, attempt }));
    await one.queue.start();
    const id = await one.queue.enqueue(kind, { on: '2018-03-20' });
    await until(
      () => one.queue.find(kind, id),
      (job) => job?.state === 'done',
    );
    expect(got).toEqual([{ on: '2018', id, attempt: 1 }]);
  });

  it('does every one of 200 jobs once over two processes, when nothing goes wrong', async () => {
    const kind = aKind('many');
    const done: number[] = [];
    const shares = new Map([one, other].map((process) => [process, 0]));
    for (const process of shares.keys())
      process.queue.work(
        kind,
        async ({ n }) => {
          done.push(n);
          shares.set(process, (shares.get(process) ?? 0) + 1);
        },
        { concurrency: 5 },
      );
    await Promise.all([one.queue.start(), other.queue.start()]);
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    await Promise.all(numbers.map((n) => (n % 2 ? one : other).queue.enqueue(kind, { n })));
    await until(
      () => done.length,
      (length) => length >= 200,
      30_000,
    );
    await until(
      () => one.queue.counts(kind),
      ({ waiting, active }) => waiting + active === 0,
    );
    expect(done.sort((a, b) => a - b)).toEqual(numbers);
    expect([...shares.values()]).not.toContain(0);
  });

  it('refuses data that does not match, and keeps nothing of it', async () => {
    const kind = aKind('refused');
    await one.queue.start();
    await expect(one.queue.enqueue(kind, { n: 'seven' as never })).rejects.toThrow(z.ZodError);
    await expect(one.queue.enqueue(kind, { n: 1, secret: true } as never)).rejects.toThrow(z.ZodError);
    expect(await one.queue.counts(kind)).toEqual({ waiting: 0, delayed: 0, active: 0, failed: 0 });
  });

  it('puts stored data that no longer matches into the failed list, without handler or retry', async () => {
    const before = defineJob('changed-shape', z.strictObject({ name: z.string() }));
    const after = defineJob('changed-shape', z.strictObject({ title: z.string() }));
    const handler = jest.fn(async () => {});
    one.queue.work(after, handler);
    await Promise.all([one.queue.start(), other.queue.start()]);
    await other.queue.enqueue(before, { name: 'x' });
    const [failed] = await until(
      () => one.queue.failed(after),
      (list) => list.length > 0,
    );
    expect(failed).toMatchObject({
      data: { name: 'x' },
      attempts: 1,
      error: expect.stringContaining('title'),
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it('tries again after waits that double, and says how often', async () => {
    const kind = aKind('patient');
    const at: number[] = [];
    one.queue.work(kind, async (_data, { attempt }) => {
      at.push(Date.now());
      if (attempt < 4) throw new Error(`not yet ${attempt}`);
    });
    await one.queue.start();
    const id = await one.queue.enqueue(kind, { n: 1 });
    const between = await until(
      () => one.queue.find(kind, id),
      (job) => job?.state === 'delayed',
    );
    expect(between).toMatchObject({ error: expect.stringMatching(/^not yet/) });
    const done = await until(
      () => one.queue.find(kind, id),
      (job) => job?.state === 'done',
      30_000,
    );
    expect(done).toMatchObject({ attempts: 4 });
    const [first = NaN, second = NaN, third = NaN] = at
      .slice(1)
      .map((moment, index) => moment - (at[index] ?? 0));
    expect(first).toBeGreaterThanOrEqual(990);
    expect(second).toBeGreaterThanOrEqual(1990);
    expect(third).toBeGreaterThanOrEqual(3990);
    // Twice its second at most, and what the store takes to begin: a wait that is always long enough is none that doubles.
    expect(first).toBeLessThan(third);
    expect(first).toBeLessThan(5500);
  });

  it('lists a job that used up its attempts, and does it when it is put back', async () => {
    const kind = aKind('gives-up', { retries: 1 });
    let broken = true;
    const attempts: number[] = [];
    one.queue.work(kind, async (_data, { attempt }) => {
      attempts.push(attempt);
      if (broken) throw new Error('the mail server says no');
    });
    await one.queue.start();
    const started = Date.now();
    const id = await one.queue.enqueue(kind, { n: 9 }, { key: 'nine' });
    const [failed] = await until(
      () => one.queue.failed(kind),
      (list) => list.length > 0,
    );
    expect(failed).toMatchObject({
      id,
      key: 'nine',
      data: { n: 9 },
      attempts: 2,
      error: 'the mail server says no',
    });
    expect(failed?.failedAt.getTime()).toBeGreaterThan(failed?.enqueuedAt.getTime() ?? Infinity);
    expect(Math.abs((failed?.enqueuedAt.getTime() ?? 0) - started)).toBeLessThan(60_000);
    expect(await one.queue.find(kind, id)).toMatchObject({ state: 'failed' });
    expect(await one.queue.counts(kind)).toMatchObject({ failed: 1 });

    broken = false;
    expect(await one.queue.retryFailed(kind, [id])).toBe(1);
    await until(
      () => attempts.length,
      (length) => length === 3,
    );
    expect(attempts).toEqual([1, 2, 1]);
    expect(await one.queue.failed(kind)).toEqual([]);
    expect(await one.queue.retryFailed(kind)).toBe(0);
  });

  it('lists the newest failed first, as many as are asked for, and puts back those that are named, as new ones', async () => {
    const kind = aKind('listed', { retries: 1 });
    let failures = 0;
    one.queue.work(kind, async () => {
      failures += 1;
      throw new Error('still broken');
    });
    await one.queue.start();
    const ids: string[] = [];
    for (const n of [1, 2, 3]) {
      ids.push(await one.queue.enqueue(kind, { n }, { retries: 0 }));
      await until(
        () => one.queue.failed(kind),
        (list) => list.length === n,
      );
    }
    // The retries of these were their own; the kind would have given them one.
    expect(failures).toBe(3);
    const listed = async (limit?: number) => (await one.queue.failed(kind, limit)).map(({ data }) => data);
    expect(await listed()).toEqual([{ n: 3 }, { n: 2 }, { n: 1 }]);
    expect(await listed(2)).toEqual([{ n: 3 }, { n: 2 }]);

    expect(await one.queue.retryFailed(kind, [ids[1] ?? ''])).toBe(1);
    await until(
      () => failures,
      (count) => count === 5,
    );
    const [again] = await until(
      () => one.queue.failed(kind),
      (list) => list.length === 3,
    );
    expect(again).toMatchObject({ data: { n: 2 }, attempts: 2 });
    expect(ids).not.toContain(again?.id);
    expect(await listed()).toEqual([{ n: 2 }, { n: 3 }, { n: 1 }]);
  });

  it('keeps a failed job in the list while its key is in use, and puts it back afterwards', async () => {
    const kind = aKind('key-in-use', { retries: 0 });
    const { open, passed } = door();
    const done: number[] = [];
    let broken = true;
    one.queue.work(kind, async ({ n }) => {
      if (broken) throw new Error('broken');
      await passed;
      done.push(n);
    });
    await one.queue.start();
    await one.queue.enqueue(kind, { n: 1 }, { key: 'k' });
    await until(
      () => one.queue.failed(kind),
      (list) => list.length === 1,
    );
    broken = false;
    await one.queue.enqueue(kind, { n: 2 }, { key: 'k' });
    expect(await one.queue.retryFailed(kind)).toBe(0);
    expect(await one.queue.failed(kind)).toHaveLength(1);
    open();
    await until(
      () => done,
      (list) => list.length === 1,
    );
    await until(
      () => one.queue.retryFailed(kind),
      (back) => back === 1,
    );
    await until(
      () => done,
      (list) => list.length === 2,
    );
    expect(done).toEqual([2, 1]);
  });

  it('gives up at once where the handler says that another attempt cannot help', async () => {
    const kind = aKind('hopeless');
    const handler = jest.fn(async () => {
      throw new NoRetry('no such address');
    });
    one.queue.work(kind, handler);
    await one.queue.start();
    await one.queue.enqueue(kind, { n: 1 });
    const [failed] = await until(
      () => one.queue.failed(kind),
      (list) => list.length > 0,
    );
    expect(failed).toMatchObject({ attempts: 1, error: 'no such address' });
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it('shows how far a job has come', async () => {
    const kind = aKind('report');
    const { open, passed } = door();
    one.queue.work(kind, async (_data, { progress }) => {
      await progress({ done: 3, total: 10, note: 'wards' });
      await passed;
    });
    await one.queue.start();
    const id = await one.queue.enqueue(kind, { n: 1 });
    const seen = await until(
      () => one.queue.find(kind, id),
      (job) => job?.progress !== undefined,
    );
    expect(seen).toEqual({
      id,
      state: 'active',
      attempts: 1,
      progress: { done: 3, total: 10, note: 'wards' },
    });
    open();
    const done = await until(
      () => one.queue.find(kind, id),
      (job) => job?.state === 'done',
    );
    expect(done?.progress).toEqual({ done: 3, total: 10, note: 'wards' });
  });

  it('knows nothing of an id it never gave', async () => {
    const kind = aKind('unknown');
    await one.queue.start();
    expect(await one.queue.find(kind, 'no-such-job')).toBeUndefined();
    expect(await one.queue.retryFailed(kind, ['no-such-job'])).toBe(0);
  });
}
