import type { equalityAnalysisApi } from '@commissioning/schemas';
import { advise, approve, type AwardCheck, type Officer, sendBack, submit } from './award-check';

const open: AwardCheck = { title: 'Money advice', state: 'open', mitigations: [] };
const officer = (id: string, more: Partial<Officer> = {}): Officer => ({
  ...{ id, onThePanel: false, actsForABidder: false, ...more },
});
const [kemi, maya] = [officer('kemi'), officer('maya')];
const advice = 'The set leaves two wards out; disabled people are reached about as often as others.';
const mitigation = {
  action: 'Outreach',
  owner: 'Inclusion',
  dueOn: '2027-06-01',
  expectedEffect: 'Half the gap',
};
const written = { advice, mitigations: [mitigation] };
const gaps = { verdict: 'gaps-found' } as equalityAnalysisApi.AwardFindings;
const submitted = () => submit(advise(open, written, kemi), gaps, kemi);

describe('an award check', () => {
  it('waits while the figures are not there: that is no pass', () => {
    expect(() => submit(advise(open, written, kemi), undefined, kemi)).toBreak('needs-data-is-not-there');
  });

  it('is not submitted without words, or by somebody other than its author', () => {
    expect(() => submit(advise(open, { advice: 'Fine.', mitigations: [] }, kemi), gaps, kemi)).toBreak(
      'award-check-needs-advice',
    );
    expect(() => submit(advise(open, written, kemi), gaps, maya)).toBreak('only-the-author-submits');
  });

  it('answers the gaps that were found, or says why nothing can be done', () => {
    const bare = { advice, mitigations: [] };
    expect(() => submit(advise(open, bare, kemi), gaps, kemi)).toBreak('gaps-need-mitigations');
    const because = { ...bare, noMitigationBecause: 'Neither bidder has premises there before 2028.' };
    expect(submit(advise(open, because, kemi), gaps, kemi).state).toBe('submitted');
  });

  it('is not approved by its own author', () => {
    expect(() => approve(submitted(), kemi)).toBreak('own-approval');
    expect(approve(submitted(), maya)).toMatchObject({ state: 'completed', approvedBy: 'maya' });
  });

  it.each([
    ['the panel', { onThePanel: true }, 'panel-member-has-an-interest'],
    ['a bidder', { actsForABidder: true }, 'interest-in-the-award'],
  ])('is neither written nor approved by somebody of %s', (_, interest, code) => {
    expect(() => advise(open, written, officer('ines', interest))).toBreak(code);
    expect(() => submit(advise(open, written, kemi), gaps, { ...kemi, ...interest })).toBreak(code);
    expect(() => approve(submitted(), officer('ines', interest))).toBreak(code);
  });

  it('goes back with a reason and is open again', () => {
    expect(() => sendBack(submitted(), maya, 'No.')).toBreak('return-needs-a-reason');
    expect(() => sendBack(submitted(), kemi, 'I would like to look at this again.')).toBreak('own-approval');
    const back = sendBack(submitted(), maya, 'The advice does not mention the two wards.');
    expect(advise(back, written, kemi).state).toBe('open');
  });

  it('is dead when the set has changed, at whatever step it was', () => {
    for (const check of [advise(open, written, kemi), submitted()]) {
      const dead = { ...check, state: 'superseded' as const };
      expect(() => advise(dead, written, kemi)).toBreak('set-has-changed');
      expect(() => submit(dead, gaps, kemi)).toBreak('set-has-changed');
      expect(() => approve(dead, maya)).toBreak('set-has-changed');
    }
  });

  it('is approved once', () => {
    expect(() => approve(approve(submitted(), maya), officer('leah'))).toBreak(
      'award-check-is-not-submitted',
    );
  });
});
