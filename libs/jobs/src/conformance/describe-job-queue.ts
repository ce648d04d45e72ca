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
    beforeAll(async () => (store = await factory()), 120_000);
    afterAll(() => store?.close(), 60_000);
    jest.setTimeout(60_000);

    it('starts in two processes at once on an empty store', async () => {
      const pair = await Promise.all([opened().open(), opened().open()]);
      await Promise.all(pair.map(({ queue }) => queue.start()));
      await Promise.all(pair.map(({ queue }) => queue.stop()));
    });
    describe('delivery', () => describeDelivery(opened));
    describe('timing', () => describeTiming(opened));
    describe('faults', () => describeFaults(opened));
  });
}
