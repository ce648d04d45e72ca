import { disagreementsOf, stateTold, type Told } from './reconciliation';

const fact = (name: string) => `capacity-building.booking.${name}.v1`;
const told: Told = {
  ...{ id: 'b1', state: 'booked', places: 2, placesTold: 2 },
  facts: ['waitlisted', 'passed-over', 'offered', 'confirmed'].map(fact),
  ...{ numbered: 4, kept: [1, 2, 3, 4] },
};

describe('what was told of a booking', () => {
  it('leaves whoever listens with the state of its row', () => {
    expect(disagreementsOf(told)).toEqual([]);
  });

  it.each([
    [['confirmed'], 'booked'],
    [['waitlisted', 'held'], 'waiting'],
    [['confirmed', 'returned-to-list'], 'waiting'],
    [['waitlisted', 'offered'], 'offered'],
    [['waitlisted', 'offered', 'offer-expired'], 'expired'],
    [['confirmed', 'reduced', 'people-named', 'cancelled', 'moved'], 'cancelled'],
    [['confirmed', 'attended', 'not-attended'], 'booked'],
  ])('of %s is that it is %s', (facts, state) => {
    expect(stateTold(facts.map(fact))).toBe(state);
  });

  it.each([
    ['another state', { state: 'cancelled' }, 'Booking b1 is cancelled; its events say booked.'],
    ['another number of places', { places: 3 }, 'Booking b1 is for 3; its last event says 2.'],
    ['nothing at all', { facts: [], numbered: 0, kept: [] }, 'Booking b1 is booked; its events say nothing.'],
    [
      'an event that nobody audited',
      { numbered: 5, kept: [1, 2, 3, 4, 5] },
      'Booking b1 has 5 numbered events and 4 in the audit trail.',
    ],
    ['events with a gap', { kept: [1, 2, 4] }, 'Booking b1 has events 1, 2, 4 in the outbox of 4.'],
    ['events without the last', { kept: [2, 3] }, 'Booking b1 has events 2, 3 in the outbox of 4.'],
  ])('is found to be wrong where there is %s', (_, difference, sentence) => {
    expect(disagreementsOf({ ...told, ...difference })).toEqual([sentence]);
  });

  it('may have left the outbox long ago', () => {
    const { placesTold: _, ...old } = told;
    expect(disagreementsOf({ ...old, kept: [] })).toEqual([]);
    expect(disagreementsOf({ ...told, kept: [3, 4] })).toEqual([]);
  });
});
