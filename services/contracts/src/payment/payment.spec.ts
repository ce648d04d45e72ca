import fc from 'fast-check';
import { approve, type Payment, paymentProfile, refuse, request } from './payment';

const due: Payment = { number: 1, dueOn: '2027-04-01', state: 'scheduled' };
const asked: Payment = { ...due, state: 'requested', requestedBy: 'nadia' };

describe('the payment profile', () => {
  const year = { valuePence: 10_000_00, startsOn: '2027-04-01', endsOn: '2028-03-31' };

  it('pays a small organisation at the start of each quarter', () => {
    expect(paymentProfile(year, true)).toEqual([
      { number: 1, dueOn: '2027-04-01', amountPence: 2_500_00 },
      { number: 2, dueOn: '2027-07-01', amountPence: 2_500_00 },
      { number: 3, dueOn: '2027-10-01', amountPence: 2_500_00 },
      { number: 4, dueOn: '2028-01-01', amountPence: 2_500_00 },
    ]);
  });

  it('pays others on the day after each quarter', () => {
    expect(paymentProfile(year, false).map(({ dueOn }) => dueOn)).toEqual([
      '2027-07-01',
      '2027-10-01',
      '2028-01-01',
      '2028-04-01',
    ]);
  });

  it('adds up to the value to the penny, whatever the value and the term', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 0, max: 3000 }),
        (valuePence, days) => {
          const endsOn = new Date(Date.UTC(2027, 3, 1 + days)).toISOString().slice(0, 10);
          const parts = paymentProfile({ valuePence, startsOn: '2027-04-01', endsOn }, true);
          expect(parts.reduce((sum, { amountPence }) => sum + amountPence, 0)).toBe(valuePence);
          expect(parts.every(({ amountPence }) => amountPence > 0)).toBe(true);
        },
      ),
    );
  });
});

describe('a payment', () => {
  it('is asked for from thirty days before it falls due', () => {
    expect(() => request(due, 'nadia', '2027-03-01', 30)).toBreak('payment-not-due-yet');
    expect(request(due, 'nadia', '2027-03-02', 30)).toMatchObject(asked);
  });

  it('is asked for once', () => {
    expect(() => request(asked, 'nadia', '2027-04-01', 30)).toBreak('payment-not-scheduled');
  });

  it('is approved by somebody other than who asked', () => {
    expect(() => approve(asked, 'nadia')).toBreak('payment-needs-two-people');
    expect(approve(asked, 'patience')).toMatchObject({ state: 'approved' });
  });

  it('is neither approved nor refused before it was asked for, nor afterwards', () => {
    const approved: Payment = { ...asked, state: 'approved' };
    for (const payment of [due, approved]) {
      expect(() => approve(payment, 'patience')).toBreak('payment-not-requested');
      expect(() => refuse(payment)).toBreak('payment-not-requested');
    }
  });

  it('can be asked for again after a refusal', () => {
    expect(request(refuse(asked), 'nadia', '2027-04-01', 30)).toMatchObject({ state: 'requested' });
  });
});
