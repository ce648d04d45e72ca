import { backoffMs } from './redis-consumer';

describe('the wait before the next attempt', () => {
  it('doubles, between half and the whole of it by chance', () => {
    expect([1, 2, 3].map((failed) => backoffMs(2, failed, 1))).toEqual([4000, 8000, 16_000]);
    expect([1, 2, 3].map((failed) => backoffMs(2, failed, 0))).toEqual([2000, 4000, 8000]);
  });

  it('is an hour at most', () => {
    expect(backoffMs(3600, 50, 1)).toBe(3_600_000);
  });
});
