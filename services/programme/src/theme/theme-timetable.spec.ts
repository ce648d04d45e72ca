import { programmeApi } from '@commissioning/schemas';
import { timetableOf } from './theme-timetable';

const usual = programmeApi.TimetableQuery.parse({});

describe('the timetable of a theme', () => {
  it('ends every step before the next begins, and the last before services start', () => {
    const { steps, publishOn } = timetableOf('2027-04-01', usual, '2026-06-01');
    const chain = steps.filter(({ step }) => step !== 'key-decision-notice');
    expect(chain.map(({ step }) => step)).toEqual([
      ...['tender-period', 'evaluation', 'equality-check', 'report', 'decision'],
      ...['call-in', 'standstill', 'mobilisation'],
    ]);
    const overlapping = chain.filter(({ startsOn }, at) => startsOn <= (chain[at - 1]?.endsOn ?? ''));
    expect(overlapping).toEqual([]);
    expect(chain[0]?.startsOn).toBe(publishOn);
    expect((chain.at(-1)?.endsOn ?? '') < '2027-04-01').toBe(true);
  });

  it('has a float that is 0 on the latest safe day and warns the day after', () => {
    const { publishOn } = timetableOf('2027-04-01', usual, '2026-06-01');
    expect(timetableOf('2027-04-01', { ...usual, publishOn }, '2026-06-01').floatWorkingDays).toBe(0);
    const late = { ...usual, publishOn: '2026-12-24', currentProvisionEndsOn: '2027-03-31' };
    const { warnings, gapDays } = timetableOf('2027-04-01', late, '2026-06-01');
    expect(warnings.map(({ code }) => code)).toEqual(['publication-too-late', 'gap-in-provision-likely']);
    expect(gapDays).toBeGreaterThan(0);
  });

  it('is refused beyond the table of bank holidays instead of guessed', () => {
    expect(() => timetableOf('2040-04-01', usual, '2026-06-01')).toBreak('outside-bank-holiday-table');
  });
});
