import { nextDue, rating } from './rating';

const unwritten = { id: 'r1', number: 1, dueOn: '2027-07-30', state: 'draft' };
const payment = { id: 'p1', number: 1, dueOn: '2027-04-01', state: 'scheduled' };
const approved = { ...payment, state: 'approved' };

describe('the rating', () => {
  it.each([
    ['green on the day it is due', '2027-07-30', 'green'],
    ['amber a day later', '2027-07-31', 'amber'],
    ['amber 28 days later', '2027-08-27', 'amber'],
    ['red 29 days later', '2027-08-28', 'red'],
  ])('of a contract whose return is missing is %s', (_, today, colour) => {
    expect(rating([unwritten], [approved], today).colour).toBe(colour);
  });

  it('does not punish a return that came back for a question', () => {
    expect(rating([{ ...unwritten, state: 'returned' }], [approved], '2027-12-01').colour).toBe('green');
  });

  it('says that money is behind its profile', () => {
    expect(rating([], [payment], '2027-05-02')).toEqual({
      colour: 'amber',
      reasons: [expect.objectContaining({ code: 'payment-behind-profile' })],
    });
    expect(rating([], [payment], '2027-05-01').colour).toBe('green');
  });
});

describe('what is due next', () => {
  it('is the earliest of returns, reviews and payments', () => {
    expect(nextDue([unwritten], [payment])).toEqual({ what: 'payment', on: '2027-04-01', paymentId: 'p1' });
    expect(nextDue([{ ...unwritten, state: 'submitted' }], [approved])?.what).toBe('review');
    expect(nextDue([{ ...unwritten, state: 'accepted' }], [approved])).toBeUndefined();
  });
});
