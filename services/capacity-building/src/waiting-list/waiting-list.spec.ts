import { Temporal } from '@commissioning/calendar';
import type { Rule } from '../pool/pool';
import { type Places, NONE } from './places';
import { type Party, type Portion, rankOf, WaitingListPolicy } from './waiting-list';

const policy = new WaitingListPolicy(2, 3);
const party = (id: string, places: number, more: Partial<Party> = {}): Party => ({
  ...{ id, places, passedOver: 0, rules: [], held: NONE },
  ...more,
});
const free = (places: number, pools: Places['pools'] = {}): Places => ({ free: places, pools });
const ids = (portions: readonly Portion<Party>[]) => portions.map(({ party: { id } }) => id);
const small: readonly Rule[] = ['small'];

describe('the waiting list', () => {
  it('offers places to the first in the list, not to the last', () => {
    expect(ids(policy.turn([party('first', 1), party('second', 1)], free(1)).offered)).toEqual(['first']);
  });

  it('never splits a party', () => {
    const { offered, passedOver } = policy.turn([party('three', 3)], free(2));
    expect([offered, passedOver]).toEqual([[], []]);
  });

  it('passes over a party that does not fit, and remembers it', () => {
    const { offered, passedOver } = policy.turn([party('three', 3), party('one', 1)], free(2));
    expect([ids(offered), passedOver.map(({ id }) => id)]).toEqual([['one'], ['three']]);
  });

  it('does not say that a party was passed over when nobody behind it got anything', () => {
    expect(policy.turn([party('one', 1), party('three', 3)], free(1)).passedOver).toEqual([]);
  });

  it('holds what is free for a party that was passed over often enough, until there is enough', () => {
    const list = [party('three', 3, { passedOver: 3 }), party('one', 1)];
    const { offered, held } = policy.turn(list, free(2));
    expect([offered, held[0]?.places]).toEqual([[], free(2)]);
    expect(ids(policy.turn(list, free(4)).offered)).toEqual(['three', 'one']);
    const waiting = [party('three', 3, { passedOver: 3, held: free(2) }), party('one', 1)];
    expect(ids(policy.turn(waiting, free(2)).offered)).toEqual(['three', 'one']);
  });
});

describe('places of pools', () => {
  it('go to those whom they are for, before free ones do', () => {
    const [portion] = policy.turn([party('s', 3, { rules: small })], free(2, { small: 2 })).offered;
    expect(portion?.places).toEqual(free(1, { small: 2 }));
  });

  it('pass nobody over who could not have had them', () => {
    const list = [party('large', 2), party('s', 1, { rules: small })];
    const { offered, passedOver } = policy.turn(list, free(1, { small: 1 }));
    expect([ids(offered), passedOver]).toEqual([['s'], []]);
  });

  it('are not held for a party that could never use them', () => {
    const list = [party('large', 3, { passedOver: 3 }), party('s', 1, { rules: small })];
    const { offered, held } = policy.turn(list, free(1, { small: 1 }));
    expect([ids(offered), held[0]?.places]).toEqual([['s'], free(1)]);
  });
});

describe('priority', () => {
  it('goes by the first rule of the session that an organisation meets; who meets none comes last', () => {
    const order = ['first-time-bidder', 'small'];
    expect(rankOf(order, ['small', 'first-time-bidder'])).toBe(0);
    expect(rankOf(order, ['small'])).toBe(1);
    expect(rankOf(order, ['equality-focused'])).toBe(2);
    expect(rankOf([], ['small'])).toBe(0);
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

  it('stands half of the time that is left near the session, so that the next party has its turn', () => {
    const tomorrow = Date.parse('2026-11-03T10:00:00Z');
    expect(ends('2026-11-02T10:00:00Z', tomorrow)).toBe('2026-11-02T22:00:00.000Z');
  });

  it('stands half an hour at least, and never outlasts the start of the session', () => {
    const soon = Date.parse('2026-11-02T10:40:00Z');
    expect(ends('2026-11-02T10:00:00Z', soon)).toBe('2026-11-02T10:30:00.000Z');
    expect(ends('2026-11-02T10:20:00Z', soon)).toBe('2026-11-02T10:40:00.000Z');
  });
});
