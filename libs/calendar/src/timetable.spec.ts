import fc from 'fast-check';
import {
  backPlan,
  daysBetween,
  forwardPlan,
  isWorkingDay,
  Temporal,
  timetable,
  workingDayFrom,
  type Durations,
  type Plan,
} from './index';

const durations: Durations = {
  tenderDays: 30,
  evaluationWorkingDays: 20,
  equalityCheckWorkingDays: 5,
  keyDecision: true,
  callInWorkingDays: 5,
  standstill: 'pcr-2015',
  mobilisationWorkingDays: 40,
};

const dates = (plan: Plan) =>
  Object.fromEntries(plan.steps.map(({ step, startsOn, endsOn }) => [step, `${startsOn} ${endsOn}`]));

describe('planning back from services that start on 1 April 2019', () => {
  it('leads by hand-counted steps to 29 October 2018', () => {
    const plan = backPlan('2019-04-01', durations);
    expect(dates(plan)).toEqual({
      'tender-period': '2018-10-29 2018-11-28',
      evaluation: '2018-11-29 2018-12-28',
      'key-decision-notice': '2018-12-16 2018-12-16',
      'equality-check': '2018-12-31 2019-01-07',
      report: '2019-01-08 2019-01-08',
      decision: '2019-01-14 2019-01-14',
      'call-in': '2019-01-15 2019-01-21',
      standstill: '2019-01-22 2019-02-01',
      mobilisation: '2019-02-04 2019-03-29',
    });
    expect(String(plan.publishOn)).toBe('2018-10-29');
  });

  it('takes the last meeting that is early enough', () => {
    const plan = backPlan('2019-04-01', {
      ...durations,
      meetings: ['2019-02-20', '2018-12-19', '2019-01-09'],
    });
    expect(dates(plan).decision).toBe('2019-01-09 2019-01-09');
    expect(dates(plan)['key-decision-notice']).toBe('2018-12-11 2018-12-11');
  });

  it('says so when every meeting is too late', () => {
    expect(() => backPlan('2019-04-01', { ...durations, meetings: ['2019-02-20'] })).toThrow(
      expect.objectContaining({ code: 'no-meeting-early-enough' }),
    );
  });

  it('leaves out what takes no time or is not due', () => {
    const none = {
      ...durations,
      keyDecision: false,
      callInWorkingDays: 0,
      standstill: null,
      equalityCheckWorkingDays: 0,
    };
    expect(backPlan('2019-04-01', none).steps.map(({ step }) => step)).toEqual([
      'tender-period',
      'evaluation',
      'report',
      'decision',
      'mobilisation',
    ]);
  });

  it('refuses to count beyond the table of bank holidays', () => {
    expect(() => backPlan('2018-03-01', durations)).toThrow(
      expect.objectContaining({ code: 'outside-bank-holiday-table' }),
    );
  });
});

describe('a timetable', () => {
  const outlook = { publishOn: '2018-10-15', currentProvisionEndsOn: '2019-03-31' };

  it('has 10 working days of float on 15 October, no gap and nothing to warn of', () => {
    const seen = timetable('2019-04-01', durations, outlook);
    expect(seen).toMatchObject({ floatWorkingDays: 10, gapDays: 0, warnings: [] });
  });

  it('is tight with 9, and on the last safe day has none left', () => {
    const tight = timetable('2019-04-01', durations, { ...outlook, publishOn: '2018-10-16' });
    expect(tight.warnings.map(({ code }) => code)).toEqual(['float-tight']);
    expect(timetable('2019-04-01', durations, { ...outlook, publishOn: '2018-10-29' }).floatWorkingDays).toBe(
      0,
    );
  });

  it('warns of a gap in provision, in days, when publication is late', () => {
    const late = timetable('2019-04-01', durations, { ...outlook, publishOn: '2018-11-12' });
    expect(late.floatWorkingDays).toBe(-10);
    expect(late.warnings.map(({ code }) => code)).toEqual([
      'publication-too-late',
      'gap-in-provision-likely',
    ]);
    expect(late.gapDays).toBe(daysBetween('2019-03-31', late.earliestServiceStart) - 1);
    expect(late.gapDays).toBeGreaterThan(0);
  });

  it('sees the gap that the plan itself leaves', () => {
    const seen = timetable('2019-04-01', durations, { ...outlook, currentProvisionEndsOn: '2019-03-01' });
    expect(seen.gapDays).toBe(30);
    expect(timetable('2019-04-01', durations, { ...outlook, currentProvisionEndsOn: null }).gapDays).toBe(0);
  });

  it('gives each step its own float', () => {
    const seen = timetable('2019-04-01', durations, {
      ...outlook,
      endsOn: { evaluation: '2018-12-21', decision: '2019-01-16' },
    });
    expect(seen.floatByStep).toEqual({ evaluation: 3, decision: -2 });
    expect(seen.warnings.map(({ code }) => code)).toEqual(['step-late']);
  });
});

describe('back and forward', () => {
  const anyDurations: fc.Arbitrary<Durations> = fc.record({
    tenderDays: fc.integer({ min: 0, max: 60 }),
    evaluationWorkingDays: fc.integer({ min: 0, max: 30 }),
    equalityCheckWorkingDays: fc.integer({ min: 0, max: 15 }),
    reportClearDays: fc.integer({ min: 0, max: 10 }),
    keyDecision: fc.boolean(),
    callInWorkingDays: fc.integer({ min: 0, max: 7 }),
    standstill: fc.constantFrom('procurement-act' as const, 'pcr-2015' as const, null),
    mobilisationWorkingDays: fc.integer({ min: 0, max: 60 }),
  });
  const starts = fc
    .integer({ min: 0, max: 2900 })
    .map((days) => Temporal.PlainDate.from('2019-06-01').add({ days }));

  it('agree: the latest safe publication is in time, and one working day later is not', () => {
    fc.assert(
      fc.property(starts, anyDurations, (start, lengths) => {
        const { publishOn } = backPlan(start, lengths);
        const later = workingDayFrom(publishOn.add({ days: 1 }), 'england');
        expect(daysBetween(forwardPlan(publishOn, lengths).serviceStartsOn, start)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(forwardPlan(later, lengths).serviceStartsOn, start)).toBeLessThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it('no two steps share a day, and the tender period is never shorter than asked', () => {
    fc.assert(
      fc.property(starts, anyDurations, (start, lengths) => {
        const { steps } = backPlan(start, lengths);
        const chain = steps.filter(({ step }) => step !== 'key-decision-notice');
        chain.slice(1).forEach((next, index) => {
          expect(daysBetween(chain[index]!.endsOn, next.startsOn)).toBeGreaterThan(0);
        });
        const tender = chain[0]!;
        expect(daysBetween(tender.startsOn, tender.endsOn)).toBeGreaterThanOrEqual(lengths.tenderDays);
        expect(isWorkingDay(tender.startsOn, 'england') && isWorkingDay(tender.endsOn, 'england')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
