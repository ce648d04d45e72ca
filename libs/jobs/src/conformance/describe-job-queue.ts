import { sayCron } from './cron';
import { describeDelivery } from './delivery';
import { describeFaults } from './faults';
import type { StoreUnderTest } from './harness';
import { describeTiming } from './timing';

/**
 * The promises of a job queue as tests; the same ones for every store.
 * @param name of the store, in the names of the tests
 * @param factory starts an empty store; closed after the last case
 */
export function describeJobQueue(name: string, factory: () => Promise<StoreUnderTest>): void {
  describe(`jobs on ${name}`, () => {
    let store: StoreUnderTest | undefined;
    const opened = (): StoreUnderTest => {
      if (!store) throw new Error(`${name} is not there.`);
      return store;
    };
    let cron: Awaited<ReturnType<typeof sayCron>> | undefined;
    beforeAll(async () => (store = await factory()), 120_000);
    afterAll(() => store?.close(), 60_000);
    jest.setTimeout(60_000);

    it('starts in two processes at once on an empty store', async () => {
      cron = await sayCron(opened());
    });
    describe('delivery', () => describeDelivery(opened));
    describe('timing', () => describeTiming(opened));
    describe('faults', () => describeFaults(opened));
    it('keeps a cron entry over restarts, runs it, and forgets it when the service no longer says it', async () => {
      cron ??= await sayCron(opened());
      await cron.verify();
    }, 120_000);
  });
}
