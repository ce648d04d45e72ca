import type { equalityAnalysisApi } from '@commissioning/schemas';
import { adviceOf, formOf } from './advice-form';

const advice = 'The set reaches the west and leaves the east out.';
const filled = {
  ...{ advice, action1: 'Outreach', owner1: 'Inclusion', effect1: 'Half the gap' },
  ...{ 'due1-day': '1', 'due1-month': '9', 'due1-year': '2027' },
};
const mitigations = [
  { action: 'Outreach', owner: 'Inclusion', dueOn: '2027-09-01', expectedEffect: 'Half the gap' },
];

describe('the advice form', () => {
  it('takes mitigations that were begun and leaves empty rows out', () => {
    expect(adviceOf(filled)).toEqual({ advice: { advice, mitigations } });
    expect(adviceOf({ advice, noMitigationBecause: ' No premises. ' })).toEqual({
      advice: { advice, mitigations: [], noMitigationBecause: 'No premises.' },
    });
  });

  it('names what a begun mitigation lacks, and asks for the advice itself', () => {
    const half = adviceOf({ action2: 'Outreach', 'due2-day': '31', 'due2-month': '2', 'due2-year': '2027' });
    expect(half).toMatchObject({
      errors: {
        list: [{ href: '#advice' }, { href: '#owner2' }, { href: '#due2-day' }, { href: '#effect2' }],
      },
    });
  });

  it('shows what was saved', () => {
    const saved = { advice, mitigations } as equalityAnalysisApi.AwardCheck;
    expect(adviceOf(formOf(saved))).toEqual({ advice: { advice, mitigations } });
  });
});
