import { aBooking } from '../../test/training-samples';
import { bookingView } from './booking-view';

const AHEAD = '2026-01-01T00:00:00Z';
const AFTER = '2030-01-01T00:00:00Z';
const tagOf = (change: object, now = AFTER) => bookingView(aBooking(change), now).tag.text;
const people = (...attendance: (string | undefined)[]) =>
  attendance.map((one, index) => ({ place: index + 1, ...(one && { attendance: one }) }));

describe('a booking, in a word', () => {
  it('is as it stands before its session', () => {
    expect(tagOf({ state: 'booked', people: people(undefined) }, AHEAD)).toBe('Booked');
    expect(tagOf({ state: 'waiting' }, AHEAD)).toBe('Waiting');
  });

  it('says after its session who came, as far as the register does', () => {
    expect(tagOf({ state: 'booked', people: people('attended', 'partly', 'not') })).toBe('2 of 3 came');
    expect(tagOf({ state: 'booked', people: people(undefined, undefined) })).toBe('Over');
  });

  it('does not say that somebody still waits for what is over', () => {
    expect(tagOf({ state: 'waiting' })).toBe('No place became free');
  });

  it('that was ended keeps how it ended', () => {
    expect(tagOf({ state: 'cancelled', because: 'given-back' })).toBe('Cancelled');
    expect(tagOf({ state: 'expired' })).toBe('Offer ran out');
  });
});
