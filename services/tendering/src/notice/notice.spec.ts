import { Temporal } from '@commissioning/calendar';
import { mustBeAnnounceable, standstillFrom } from './notice';

const on = (iso: string) => Temporal.PlainDate.from(iso);

describe('an award notice', () => {
  const known = { isAwarded: true, bidders: ['a', 'b'], summaries: ['b', 'a'] };

  it('comes after the award', () => {
    expect(() => mustBeAnnounceable({ ...known, isAwarded: false })).toBreak('tender-is-not-awarded');
  });

  it('comes after every bidder has its assessment summary', () => {
    expect(() => mustBeAnnounceable({ ...known, summaries: ['a'] })).toBreak('summaries-are-missing');
    expect(() => mustBeAnnounceable(known)).not.toThrow();
  });

  it('begins 8 working days where the law asks, its own day the first of them: 18 to 27 January 2027', () => {
    expect(standstillFrom(on('2027-01-18'), { regime: 'full', standstillWorkingDays: 8 })).toMatchObject({
      ...{ workingDays: 8, endsOn: '2027-01-27' },
    });
  });

  it('counts from the next working day when it is published on a Saturday', () => {
    expect(standstillFrom(on('2027-01-16'), { regime: 'full', standstillWorkingDays: 8 }).endsOn).toBe(
      '2027-01-27',
    );
  });

  it('runs as long as a light-touch tender promised', () => {
    expect(
      standstillFrom(on('2027-01-18'), { regime: 'light-touch', standstillWorkingDays: 10 }).endsOn,
    ).toBe('2027-01-29');
  });

  it('has none where none is due', () => {
    const none = standstillFrom(on('2027-01-18'), { regime: 'below-threshold', standstillWorkingDays: 0 });
    expect(none.endsOn).toBeUndefined();
  });
});
