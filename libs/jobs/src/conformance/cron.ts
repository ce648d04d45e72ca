import { aKind, until, type StoreUnderTest } from './harness';

/** A cron entry said by two processes. Started before all other cases, because its first turn takes up to a minute. */
export async function sayCron(store: StoreUnderTest): Promise<{ verify(): Promise<void> }> {
  const kind = aKind('digest');
  let runs = 0;
  const pair = [await store.open(), await store.open()];
  for (const { queue } of pair) {
    queue.repeat(kind, { cron: '* * * * *' }, { n: 1 }, 'daily');
    queue.work(kind, async () => void (runs += 1));
  }
  const began = Date.now();
  await Promise.all(pair.map(({ queue }) => queue.start()));

  return {
    async verify() {
      expect(await store.cronEntries(kind)).toBe(1);
      await until(
        () => runs,
        (seen) => seen >= 1,
        110_000,
      );
      const minutes = Math.ceil((Date.now() - began) / 60_000) + 1;
      expect(runs).toBeLessThanOrEqual(minutes);
      await Promise.all(pair.map(({ queue }) => queue.stop()));
      expect(await store.cronEntries(kind)).toBe(1);
      const next = await store.open();
      next.queue.work(kind, async () => {});
      await next.queue.start();
      expect(await store.cronEntries(kind)).toBe(0);
      await next.queue.stop();
    },
  };
}
