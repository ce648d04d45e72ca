import type { PartitionLag } from '../broker';
import { StallWatch } from './stall-watch';

const EVERY = 10;
const AFTER = 60;

let watch: StallWatch;
afterEach(() => watch.stop());

/** A member whose partition is at `committed` of 10, watched for long enough to be called stalled three times over. */
async function watched(
  lagging: (look: number) => Partial<PartitionLag> | 'away',
  holds = true,
  alive = false,
): Promise<Error[]> {
  const told: Error[] = [];
  let look = 0;
  watch = new StallWatch({
    every: EVERY,
    after: AFTER,
    lag: async () => {
      const position = lagging((look += 1));
      if (position === 'away') throw new Error('The broker does not answer.');
      return [{ topic: 'tendering.tender', partition: 0, committed: 3n, end: 10n, lag: 7n, ...position }];
    },
    holds: () => holds,
    stalled: (error) => told.push(error),
  });
  const signs = setInterval(() => alive && watch.progress('tendering.tender', 0), EVERY);
  await new Promise((resolve) => setTimeout(resolve, AFTER * 4));
  clearInterval(signs);
  return told;
}

it('tells once of a member that takes nothing while records wait', async () => {
  const told = await watched(() => ({}));
  expect(told).toHaveLength(1);
  expect(told[0]?.message).toMatch(/^7 records wait in tendering.tender\/0/);
});

it('is content with a member that commits', async () => {
  expect(await watched((look) => ({ committed: BigInt(look) }))).toEqual([]);
});

it('is content where nothing waits', async () => {
  expect(await watched(() => ({ lag: 0n }))).toEqual([]);
});

it('does not take a long handler that gives signs of life for a stall', async () => {
  expect(await watched(() => ({}), true, true)).toEqual([]);
});

it('leaves the partitions of others to others', async () => {
  expect(await watched(() => ({}), false)).toEqual([]);
});

it('does not blame the member for a broker that is away', async () => {
  expect(await watched(() => 'away')).toEqual([]);
});
