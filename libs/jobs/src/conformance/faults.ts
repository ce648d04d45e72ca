import { aKind, door, until, type Process, type StoreUnderTest } from './harness';

/** A worker that dies, a store that is away, a process that is told to stop. */
export function describeFaults(store: () => StoreUnderTest): void {
  let one: Process;
  let other: Process;
  beforeEach(async () => ([one, other] = [await store().open(), await store().open()]));
  afterEach(() => Promise.all([one.queue.stop(0), other.queue.stop(0)]));

  it('gives the job of a worker that is cut off to another, tells the first when it can, and takes no late word from it', async () => {
    const [kind, fragile] = [aKind('stalled'), aKind('fragile', { retries: 0 })];
    const [first, second, told] = [door(), door(), door()];
    const attempts: number[] = [];
    let fragileRuns = 0;
    one.queue.work(kind, async (_data, { signal }) => {
      signal.addEventListener('abort', told.open);
      await first.passed;
    });
    one.queue.work(fragile, async () => {
      fragileRuns += 1;
      await first.passed;
    });
    await one.queue.start();
    const id = await one.queue.enqueue(kind, { n: 1 });
    await one.queue.enqueue(fragile, { n: 1 });
    await until(
      () => one.queue.counts(kind),
      ({ active }) => active === 1,
    );
    await until(
      () => fragileRuns,
      (runs) => runs === 1,
    );
    await one.line.cut();

    other.queue.work(kind, async (_data, { attempt }) => {
      attempts.push(attempt);
      await second.passed;
    });
    other.queue.work(fragile, async () => void (fragileRuns += 1));
    await other.queue.start();
    await until(
      () => attempts,
      (list) => list.length === 1,
      45_000,
    );
    expect(attempts).toEqual([2]);

    await one.line.mend();
    await told.passed;
    first.open();
    await one.queue.stop();
    expect(await other.queue.find(kind, id)).toMatchObject({ state: 'active', attempts: 2 });
    second.open();
    await until(
      () => other.queue.find(kind, id),
      (job) => job?.state === 'done',
    );
    expect(attempts).toEqual([2]);

    await until(
      () => other.queue.failed(fragile),
      (list) => list.length === 1,
      45_000,
    );
    expect(fragileRuns).toBe(1);
  }, 120_000);

  it('holds a job for as long as its worker lives, well past the time after which it would be dead', async () => {
    const kind = aKind('long');
    const { open, passed } = door();
    const attempts: number[] = [];
    for (const { queue } of [one, other])
      queue.work(kind, async (_data, { attempt }) => {
        attempts.push(attempt);
        await passed;
      });
    let checks = 0;
    const beside = aKind('clock');
    one.queue.repeat(beside, { everySeconds: 1 }, { n: 1 });
    one.queue.work(beside, async () => void (checks += 1));
    await Promise.all([one.queue.start(), other.queue.start()]);
    const id = await one.queue.enqueue(kind, { n: 1 });
    await until(
      () => checks,
      (seen) => seen >= 24,
      60_000,
    );
    expect(await one.queue.find(kind, id)).toMatchObject({ state: 'active', attempts: 1 });
    open();
    await until(
      () => one.queue.find(kind, id),
      (job) => job?.state === 'done',
    );
    expect(attempts).toEqual([1]);
  }, 120_000);

  it('finishes the work in hand when it stops, and leaves what waits to others', async () => {
    const kind = aKind('graceful');
    const { open, passed } = door();
    const done: string[] = [];
    one.queue.work(kind, async ({ n }) => {
      await passed;
      done.push(`one ${n}`);
    });
    await one.queue.start();
    const id = await one.queue.enqueue(kind, { n: 1 });
    await one.queue.enqueue(kind, { n: 2 });
    await until(
      () => one.queue.counts(kind),
      ({ active }) => active === 1,
    );
    let stopped = false;
    const stopping = one.queue.stop().then(() => (stopped = true));
    await other.queue.start();
    expect(await other.queue.counts(kind)).toMatchObject({ active: 1, waiting: 1 });
    expect(stopped).toBe(false);
    open();
    await stopping;
    expect(done).toEqual(['one 1']);
    expect(await other.queue.find(kind, id)).toMatchObject({ state: 'done' });
    expect(await other.queue.counts(kind)).toMatchObject({ active: 0, waiting: 1 });
    await expect(one.queue.enqueue(kind, { n: 3 })).rejects.toThrow('not running');
  });

  it('aborts what is not finished when its patience is over, and the job is done elsewhere', async () => {
    const kind = aKind('impatient');
    one.queue.work(
      kind,
      (_data, { signal }) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(new Error('interrupted'))),
        ),
    );
    await one.queue.start();
    const id = await one.queue.enqueue(kind, { n: 1 });
    await until(
      () => one.queue.counts(kind),
      ({ active }) => active === 1,
    );
    await one.queue.stop(100);
    const attempts: number[] = [];
    other.queue.work(kind, async (_data, { attempt }) => void attempts.push(attempt));
    await other.queue.start();
    await until(
      () => other.queue.find(kind, id),
      (job) => job?.state === 'done',
      45_000,
    );
    expect(attempts).toEqual([2]);
  }, 60_000);

  it('stops although a handler never ends, and the job is done elsewhere', async () => {
    const kind = aKind('deaf');
    one.queue.work(kind, () => new Promise(() => {}));
    await one.queue.start();
    const id = await one.queue.enqueue(kind, { n: 1 });
    await until(
      () => one.queue.counts(kind),
      ({ active }) => active === 1,
    );
    await one.queue.stop(100);
    expect(one.said).toContainEqual(expect.stringContaining('was not finished in time'));
    other.queue.work(kind, async () => {});
    await other.queue.start();
    await until(
      () => other.queue.find(kind, id),
      (job) => job?.state === 'done',
      45_000,
    );
  }, 60_000);

  it('waits for a store that is down at start, says so, and then works', async () => {
    const kind = aKind('patient-start');
    await one.line.cut();
    let done = false;
    let started = false;
    one.queue.work(kind, async () => void (done = true));
    const starting = one.queue.start().then(() => (started = true));
    await until(
      () => one.said,
      (said) => said.some((line) => line.includes('waiting for')),
    );
    await expect(one.queue.enqueue(kind, { n: 1 })).rejects.toThrow('not running');
    expect(started).toBe(false);
    await one.line.mend();
    await starting;
    expect(one.said).toContainEqual(expect.stringContaining('answers now'));
    await one.queue.enqueue(kind, { n: 1 });
    await until(() => done, Boolean);
  });

  it('can be stopped while it waits for its store', async () => {
    await one.line.cut();
    const starting = expect(one.queue.start()).rejects.toThrow('stopped before');
    await until(
      () => one.said,
      (said) => said.some((line) => line.includes('waiting for')),
    );
    await one.queue.stop();
    await starting;
  });

  it('refuses a job while the store is away, goes on when it is back, and says both once', async () => {
    const kind = aKind('outage');
    const done: number[] = [];
    one.queue.work(kind, async ({ n }) => void done.push(n));
    await one.queue.start();
    await one.queue.enqueue(kind, { n: 1 });
    await until(
      () => done,
      (list) => list.length === 1,
    );
    await one.line.cut();
    await expect(one.queue.enqueue(kind, { n: 2 })).rejects.toThrow();
    await until(
      () => one.said,
      (said) => said.some((line) => line.includes('is out of reach')),
    );
    await one.line.mend();
    await until(
      () => one.queue.enqueue(kind, { n: 3 }).catch(() => undefined),
      (id) => id !== undefined,
    );
    await until(
      () => done,
      (list) => list.includes(3),
    );
    await until(
      () => one.said,
      (said) => said.some((line) => line.includes('answers again')),
    );
    expect(one.said.filter((line) => line.includes('is out of reach'))).toHaveLength(1);
    expect(done).toEqual([1, 3]);
  });

  it('stops while its store is away', async () => {
    const kind = aKind('away-at-end');
    one.queue.work(kind, async () => {});
    await one.queue.start();
    await one.line.cut();
    await one.queue.stop(1000);
  }, 15_000);
}
