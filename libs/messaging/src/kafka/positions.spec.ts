import { Positions } from './positions';

describe('how far partitions came', () => {
  const told: string[] = [];
  const failures: unknown[] = [];
  let positions: Positions;
  const at =
    (offset: string): (() => Promise<void>) =>
    async () =>
      void told.push(offset);

  beforeEach(() => {
    jest.useFakeTimers();
    told.length = failures.length = 0;
    positions = new Positions(100, (error) => failures.push(error));
  });
  afterEach(() => jest.useRealTimers());

  it('is told of small steps together, the last of each partition', async () => {
    await positions.reached('a', 1, at('a1'), false);
    await positions.reached('a', 2, at('a3'), false);
    await positions.reached('b', 1, at('b1'), false);
    await jest.advanceTimersByTimeAsync(99);
    expect(told).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(told).toEqual(['a3', 'b1']);
  });

  it('is told at once of a large step, and never of a smaller one afterwards', async () => {
    await positions.reached('a', 1, at('a1'), false);
    await positions.reached('a', 500, at('a501'), false);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual(['a501']);
  });

  it('is told at once when the partition is being taken away, and a refusal is heard', async () => {
    const refused = () => Promise.reject(new Error('REBALANCE_IN_PROGRESS'));
    await expect(positions.reached('a', 1, refused, true)).rejects.toThrow('REBALANCE_IN_PROGRESS');
  });

  it('is told before the member leaves, and of what is done meanwhile', async () => {
    await positions.reached('a', 1, at('a1'), false);
    await positions.close();
    await positions.reached('a', 1, at('a2'), false);
    expect(told).toEqual(['a1', 'a2']);
  });

  it('is not told of what others have now', async () => {
    await positions.reached('a', 1, at('a1'), false);
    positions.forget();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([]);
  });

  it('is told again until it succeeds, unless the partition came further meanwhile', async () => {
    let isAway = true;
    const perhaps = (offset: string) => async () => {
      if (isAway) throw new Error('away');
      told.push(offset);
    };
    await positions.reached('a', 1, perhaps('a1'), false);
    await positions.reached('b', 1, perhaps('b1'), false);
    await jest.advanceTimersByTimeAsync(100);
    await positions.reached('b', 1, perhaps('b2'), false);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual([]);
    expect(failures).toEqual([new Error('away')]);
    isAway = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told.toSorted()).toEqual(['a1', 'b2']);
  });
});
