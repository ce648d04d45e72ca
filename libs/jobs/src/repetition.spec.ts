import { checkRhythm, everySlot, idFrom, slotOf, untilNextSlot } from './repetition';

describe('turns of a repetition', () => {
  it('begin at the same instants for every process', () => {
    expect([0, 4999, 5000, 5001].map((ms) => slotOf(ms, 5))).toEqual([0, 0, 1, 1]);
    expect([0, 1, 4999, 5000].map((ms) => untilNextSlot(ms, 5))).toEqual([5000, 4999, 1, 5000]);
  });

  it('have ids that depend on kind, key and turn alone, and are UUIDs', () => {
    const id = idFrom('sweep', 'always', 5, 340_000_000);
    expect(id).toBe(idFrom('sweep', 'always', 5, 340_000_000));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const others = [idFrom('sweep', 'always', 5, 340_000_001), idFrom('sweepalways', '', 5, 340_000_000)];
    expect(new Set([id, ...others]).size).toBe(3);
  });

  it('come at once and then at every boundary, until they are ended', () => {
    jest.useFakeTimers({ now: 12_300 });
    try {
      const slots: number[] = [];
      const end = everySlot(5, (slot) => slots.push(slot));
      jest.advanceTimersByTime(2699);
      expect(slots).toEqual([2]);
      jest.advanceTimersByTime(1);
      expect(slots).toEqual([2, 3]);
      jest.advanceTimersByTime(10_000);
      expect(slots).toEqual([2, 3, 4, 5]);
      end();
      jest.advanceTimersByTime(60_000);
      expect(slots).toEqual([2, 3, 4, 5]);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    { everySeconds: 0 },
    { everySeconds: 0.5 },
    { everySeconds: 86_401 },
    { cron: '*/5 * * * * *' },
    { cron: 'daily' },
  ])('are not %j', (rhythm) => expect(() => checkRhythm('sweep', rhythm)).toThrow(TypeError));

  it.each([{ everySeconds: 1 }, { cron: '0 9 * * 1-5' }])('may be %j', (rhythm) =>
    expect(() => checkRhythm('sweep', rhythm)).not.toThrow(),
  );
});
