import { endOfStandstill } from './standstill';

const notice = { publishedOn: '2027-01-18', standstillEndsOn: '2027-01-27' };
const claim = { kind: 'claim' as const };

describe('the standstill', () => {
  it('runs to the end of its last day', () => {
    expect(endOfStandstill(notice, [], '2027-01-27')).toBeUndefined();
    expect(endOfStandstill(notice, [], '2027-01-28')).toBe('2027-01-27');
  });

  it('is held open by a claim until that is resolved', () => {
    expect(endOfStandstill(notice, [claim], '2027-03-01')).toBeUndefined();
    expect(endOfStandstill(notice, [{ ...claim, resolvedOn: '2027-02-20' }], '2027-03-01')).toBe(
      '2027-02-20',
    );
    expect(endOfStandstill(notice, [{ ...claim, resolvedOn: '2027-01-20' }], '2027-01-28')).toBe(
      '2027-01-27',
    );
  });

  it('is not held open by a complaint, which no law makes it', () => {
    expect(endOfStandstill(notice, [{ kind: 'complaint' }], '2027-01-28')).toBe('2027-01-27');
  });

  it('is over with the notice where the regime asks for none', () => {
    expect(endOfStandstill({ publishedOn: '2027-01-18' }, [], '2027-01-18')).toBe('2027-01-18');
  });
});
