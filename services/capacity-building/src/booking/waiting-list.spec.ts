import { Temporal } from '@commissioning/calendar';
import { type Party, WaitingListPolicy } from './waiting-list';

const policy = new WaitingListPolicy(2, 3);
const party = (id: string, places: number, passedOver = 0): Party => ({ id, places, passedOver });
const ids = (parties: readonly Party[]) => parties.map(({ id }) => id);

describe('the waiting list', () => {
  it('offers places to the first in the list, not to the last', () => {
    expect(ids(policy.turn([party('first', 1), party('second', 1)], 1).offered)).toEqual(['first']);
  });

  it('never splits a party', () => {
    const { offered, passedOver } = policy.turn([party('three', 3)], 2);
    expect([ids(offered), ids(passedOver)]).toEqual([[], []]);
  });

  it('passes over a party that does not fit, and remembers it', () => {
    const { offered, passedOver } = policy.turn([party('three', 3), party('one', 1)], 2);
    expect([ids(offered), ids(passedOver)]).toEqual([['one'], ['three']]);
  });

  it('does not say that a party was passed over when nobody behind it got anything', () => {
    expect(ids(policy.turn([party('one', 1), party('three', 3)], 1).passedOver)).toEqual([]);
  });

  it('holds what is free for a party that was passed over often enough', () => {
    const list = [party('three', 3, 3), party('one', 1)];
    expect(ids(policy.turn(list, 2).offered)).toEqual([]);
    expect(ids(policy.turn(list, 4).offered)).toEqual(['three', 'one']);
  });
});

describe('an offer', () => {
  const farAway = Date.parse('2027-06-01T09:00:00Z');
  const ends = (now: string, startsAt = farAway) =>
    policy.offerEnds(Temporal.Instant.from(now), startsAt).toISOString();

  it('stands two working days, weekends and bank holidays left out', () => {
    expect(ends('2026-11-02T10:00:00Z')).toBe('2026-11-04T10:00:00.000Z');
    expect(ends('2026-11-06T10:00:00Z')).toBe('2026-11-10T10:00:00.000Z');
    expect(ends('2026-12-24T10:00:00Z')).toBe('2026-12-30T10:00:00.000Z');
  });

  it('ends at the same time on the London clock when the clocks change', () => {
    expect(ends('2026-10-23T09:00:00Z')).toBe('2026-10-27T10:00:00.000Z');
  });

  it('never outlasts the start of the session', () => {
    const tomorrow = Date.parse('2026-11-03T09:00:00Z');
    expect(ends('2026-11-02T10:00:00Z', tomorrow)).toBe('2026-11-03T09:00:00.000Z');
  });
});
