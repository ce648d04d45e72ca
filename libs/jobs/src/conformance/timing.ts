import { slotOf } from '../repetition';
import { aKind, door, until, type Process, type StoreUnderTest } from './harness';

/** When a job runs, how often, and what it does not run beside. */
export function describeTiming(store: () => StoreUnderTest): void {
  let one: Process;
  let other: Process;
  beforeEach(async () => ([one, other] = [await store().open(), await store().open()]));
  afterEach(() => Promise.all([one.queue.stop(0), other.queue.stop(0)]));

  it('adds one job per key while it waits, runs or is between attempts, and another when it is over', async () => {
    const kind = aKind('keyed');
    const { open, passed } = door();
    const runs: number[] = [];
    one.queue.work(kind, async ({ n }, { attempt }) => {
      if (attempt === 1) throw new Error('once more');
      await passed;
      runs.push(n);
    });
    await Promise.all([one.queue.start(), other.queue.start()]);
    const later = { key: 'k', delayMs: 500 };
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? one : other).queue.enqueue(kind, { n }, later)),
    );
    const [id = ''] = ids;
    expect(new Set(ids)).toEqual(new Set([id]));
    await until(
      () => one.queue.find(kind, id),
      (job) => job?.state === 'delayed' && job.attempts === 1,
    );
    expect(await other.queue.enqueue(kind, { n: 100 }, { key: 'k' })).toBe(id);
    await until(
      () => one.queue.find(kind, id),
      (job) => job?.state === 'active',
    );
    expect(await other.queue.enqueue(kind, { n: 101 }, { key: 'k' })).toBe(id);
    open();
    await until(
      () => one.queue.find(kind, id),
      (job) => job?.state === 'done',
    );
    expect(runs).toHaveLength(1);
    expect(await other.queue.enqueue(kind, { n: 102 }, { key: 'k' })).not.toBe(id);
    await until(
      () => runs,
      (list) => list.includes(102),
    );
  });

  it('takes other keys, other kinds and jobs without a key for different jobs', async () => {
    const [kind, second] = [aKind('apart'), aKind('apart')];
    await one.queue.start();
    const ids = await Promise.all([
      one.queue.enqueue(kind, { n: 1 }, { key: 'a' }),
      one.queue.enqueue(kind, { n: 1 }, { key: 'b' }),
      one.queue.enqueue(second, { n: 1 }, { key: 'a' }),
      one.queue.enqueue(kind, { n: 1 }),
      one.queue.enqueue(kind, { n: 1 }),
    ]);
    expect(new Set(ids).size).toBe(5);
    expect(await one.queue.counts(kind)).toMatchObject({ waiting: 4 });
  });

  it('does not begin before the delay or the instant is over', async () => {
    const kind = aKind('delayed');
    const begun = new Map<number, number>();
    one.queue.work(kind, async ({ n }) => void begun.set(n, Date.now()), { concurrency: 3 });
    await one.queue.start();
    const now = Date.now();
    const id = await one.queue.enqueue(kind, { n: 1 }, { delayMs: 1500 });
    await one.queue.enqueue(kind, { n: 2 }, { at: { epochMilliseconds: now + 2500 } });
    await one.queue.enqueue(kind, { n: 3 }, { at: { epochMilliseconds: now - 60_000 } });
    expect(await one.queue.find(kind, id)).toMatchObject({ state: 'delayed', attempts: 0 });
    expect(await one.queue.counts(kind)).toMatchObject({ delayed: 2 });
    await until(
      () => begun.size,
      (size) => size === 3,
    );
    // The store's clock and ours may differ by some milliseconds.
    expect((begun.get(1) ?? 0) - now).toBeGreaterThanOrEqual(1450);
    expect((begun.get(2) ?? 0) - now).toBeGreaterThanOrEqual(2450);
    expect((begun.get(3) ?? Infinity) - now).toBeLessThan((begun.get(1) ?? 0) - now);
  });

  it('repeats once a turn, though two processes say so', async () => {
    const kind = aKind('sweep');
    const runs: string[] = [];
    for (const { queue } of [one, other]) {
      queue.repeat(kind, { everySeconds: 1 }, { n: 1 });
      queue.work(kind, async (_data, { id }) => void runs.push(id));
    }
    const began = Date.now();
    await Promise.all([one.queue.start(), other.queue.start()]);
    await until(
      () => runs.length,
      (length) => length >= 4,
    );
    const turns = Math.ceil((Date.now() - began) / 1000) + 1;
    expect(runs.length).toBeLessThanOrEqual(turns);
    expect(new Set(runs).size).toBe(runs.length);
  });

  it('does not run a turn again for a process that starts in the middle of it', async () => {
    const [kind, beside] = [aKind('hourly'), aKind('beside')];
    let runs = 0;
    let ticks = 0;
    for (const { queue } of [one, other]) {
      queue.repeat(kind, { everySeconds: 3600 }, { n: 1 });
      queue.work(kind, async () => void (runs += 1));
    }
    other.queue.repeat(beside, { everySeconds: 1 }, { n: 1 });
    other.queue.work(beside, async () => void (ticks += 1));
    const first = slotOf(Date.now(), 3600);
    await one.queue.start();
    await until(
      () => one.queue.counts(kind),
      ({ waiting, active }) => runs === 1 && waiting + active === 0,
    );
    await other.queue.start();
    await until(
      () => ticks,
      (seen) => seen >= 3,
    );
    expect(runs).toBeLessThanOrEqual(slotOf(Date.now(), 3600) - first + 1);
  });

  it('does not pile up turns behind a run that takes long', async () => {
    const kind = aKind('slow-sweep');
    const { open, passed } = door();
    let ticks = 0;
    const beside = aKind('beside');
    one.queue.repeat(kind, { everySeconds: 1 }, { n: 1 });
    one.queue.work(kind, () => passed, { concurrency: 3 });
    one.queue.repeat(beside, { everySeconds: 1 }, { n: 1 });
    one.queue.work(beside, async () => void (ticks += 1));
    await one.queue.start();
    await until(
      () => ticks,
      (seen) => seen >= 4,
    );
    expect(await one.queue.counts(kind)).toMatchObject({ waiting: 0, delayed: 0, active: 1 });
    open();
    await until(
      () => one.queue.counts(kind),
      ({ active }) => active === 0,
    );
  });

  it('runs as many at once as it may, and no more', async () => {
    const kind = aKind('at-once');
    const { open, passed } = door();
    let now = 0;
    const seen: number[] = [];
    one.queue.work(
      kind,
      async () => {
        seen.push((now += 1));
        await passed;
        now -= 1;
      },
      { concurrency: 3 },
    );
    await one.queue.start();
    await Promise.all(Array.from({ length: 7 }, (_, n) => one.queue.enqueue(kind, { n })));
    await until(
      () => one.queue.counts(kind),
      ({ active }) => active === 3,
    );
    expect(await one.queue.counts(kind)).toMatchObject({ active: 3, waiting: 4 });
    open();
    await until(
      () => seen.length,
      (length) => length === 7,
    );
    expect(Math.max(...seen)).toBe(3);
  });

  it('starts no more in a window than the rate allows, counted over two processes', async () => {
    const [rated, free] = [aKind('rated'), aKind('unrated')];
    const at = { rated: [] as number[], free: [] as number[] };
    for (const { queue } of [one, other]) {
      queue.work(rated, async () => void at.rated.push(Date.now()), {
        ...{ concurrency: 5, rate: { max: 3, perSeconds: 4 } },
      });
      queue.work(free, async () => void at.free.push(Date.now()), { concurrency: 5 });
    }
    await Promise.all([one.queue.start(), other.queue.start()]);
    for (let n = 0; n < 9; n += 1) {
      await one.queue.enqueue(rated, { n });
      await one.queue.enqueue(free, { n });
    }
    await until(
      () => at,
      ({ rated: { length }, free }) => length === 9 && free.length === 9,
      30_000,
    );
    // Nine starts are three windows, so the seventh lies two full windows behind the first.
    const lasted = (starts: number[]): number => (starts.at(6) ?? 0) - (starts.at(0) ?? 0);
    // The store counts a start when it hands the job out; a busy process may note the first one up to a second later.
    const twoWindows = 2 * 4_000 - 1_000;
    expect(lasted(at.rated)).toBeGreaterThanOrEqual(twoWindows);
    expect(lasted(at.free)).toBeLessThan(twoWindows);
  });
}
