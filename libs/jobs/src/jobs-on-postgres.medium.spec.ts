import { describeJobQueue } from './conformance/describe-job-queue';
import { aKind, door, until } from './conformance/harness';
import { postgresStore } from './conformance/stores';

describeJobQueue('Postgres', postgresStore);

describe('jobs on Postgres, beside the promises of every store', () => {
  it('hold two connections a process at most, however many jobs run', async () => {
    const store = await postgresStore();
    try {
      const { queue } = await store.open();
      const kinds = [aKind('crowd'), aKind('crowd'), aKind('crowd')];
      const { open, passed } = door();
      for (const kind of kinds) queue.work(kind, () => passed, { concurrency: 10 });
      await queue.start();
      for (const kind of kinds)
        await Promise.all(Array.from({ length: 10 }, (_, n) => queue.enqueue(kind, { n })));
      for (const kind of kinds)
        await until(
          () => queue.counts(kind),
          ({ active }) => active === 10,
        );
      expect(await store.connections()).toBeGreaterThan(0);
      expect(await store.connections()).toBeLessThanOrEqual(2);
      open();
      await queue.stop();
      await until(
        () => store.connections(),
        (count) => count === 0,
      );
    } finally {
      await store.close();
    }
  }, 60_000);
});
