import { obstacles, type Procurement, sign, type Unsigned } from './contract';
import { monitoringPlan } from './monitoring-plan';

const draft: Unsigned = {
  title: 'Money advice',
  organisationName: 'Limehouse Kitchen Table',
  state: 'draft',
  standstillWorkingDays: 8,
  managerId: 'nadia',
  hasKnownSet: true,
};
const cleared: Procurement = {
  regime: 'light-touch',
  awardNoticeOn: '2027-01-18',
  standstillEndsOn: '2027-01-27',
  standstillEndedOn: '2027-01-28',
  openClaims: 0,
  openComplaints: 0,
  decision: { outcome: 'approved', callInEndsOn: '2027-01-19' },
};
const today = '2027-01-28';

describe('a signature', () => {
  it('is given when notice, standstill, challenges and manager are in order', () => {
    expect(obstacles(draft, cleared, today, true)).toEqual([]);
    expect(sign(draft, cleared, today, true)).toMatchObject({ state: 'signed', signedOn: today });
  });

  it.each([
    ['on the last day of the standstill', { standstillEndsOn: today }, 'standstill-is-running'],
    [
      'while evaluation has not closed the standstill',
      { standstillEndedOn: undefined },
      'standstill-is-running',
    ],
    ['before the award notice', { awardNoticeOn: undefined }, 'award-notice-missing'],
    ['while a claim is open', { openClaims: 1 }, 'claim-suspends-signature'],
    ['while a complaint is open', { openComplaints: 1 }, 'complaint-pauses-signature'],
  ])('is refused %s', (_, more, code) => {
    expect(() => sign(draft, { ...cleared, ...more }, today, true)).toBreak(code);
  });

  it('waits for the decision, except of a draft from before decisions were noted', () => {
    const calledIn = { ...cleared, decision: { outcome: 'approved', callIn: 'called-in' } };
    expect(() => sign(draft, calledIn, today, true)).toBreak('decision-is-called-in');
    expect(obstacles({ ...draft, hasKnownSet: false }, calledIn, today, true)).toEqual([]);
  });

  it('does not wait for a complaint where the council has chosen not to', () => {
    expect(obstacles(draft, { ...cleared, openComplaints: 1 }, today, false)).toEqual([]);
  });

  it('needs somebody who carries the contract', () => {
    const unassigned = { ...draft, managerId: undefined };
    expect(() => sign(unassigned, cleared, today, true)).toBreak('contract-needs-a-manager');
  });

  it('is given once', () => {
    expect(() => sign({ ...draft, state: 'signed' }, cleared, today, true)).toBreak(
      'contract-already-signed',
    );
  });

  it('waits for the award notice of a light-touch contract without a standstill, not for one below the threshold', () => {
    const direct = { ...draft, standstillWorkingDays: 0 };
    const nothing = { openClaims: 0, openComplaints: 0, decision: cleared.decision };
    expect(() => sign(direct, { ...nothing, regime: 'light-touch' }, today, true)).toBreak(
      'award-notice-missing',
    );
    expect(obstacles(direct, { ...nothing, regime: 'below-threshold' }, today, true)).toEqual([]);
  });
});

describe('the monitoring plan', () => {
  const fourYears = { startsOn: '2027-04-01', endsOn: '2031-03-31' };

  it('asks once a year of the smallest and four times of the largest', () => {
    expect(monitoringPlan(fourYears, 1, 30)).toHaveLength(4);
    expect(monitoringPlan(fourYears, 4, 30)).toHaveLength(16);
  });

  it('covers every day of the term once', () => {
    const plan = monitoringPlan({ startsOn: '2027-01-31', endsOn: '2028-03-15' }, 4, 30);
    expect(plan.map(({ periodFrom, periodTo }) => [periodFrom, periodTo])).toEqual([
      ['2027-01-31', '2027-04-29'],
      ['2027-04-30', '2027-07-30'],
      ['2027-07-31', '2027-10-30'],
      ['2027-10-31', '2028-01-30'],
      ['2028-01-31', '2028-03-15'],
    ]);
    expect(plan.at(-1)?.dueOn).toBe('2028-04-14');
  });
});
