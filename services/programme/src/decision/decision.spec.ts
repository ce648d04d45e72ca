import { mustBeChecked } from './award-decision';
import {
  callInEnds,
  mustBeCalledIn,
  mustBeComplete,
  mustBeOpenToCallIn,
  mustHaveNotice,
  standingOf,
} from './decision';

const notice = { id: 'n', key: true, keyReason: 'Two or more wards', noticeOn: '2018-02-14' };
const key = { key: true };

describe('a key decision', () => {
  it('of 20 March 2018 was taken 33 clear days after its notice of 14 February', () => {
    expect(mustHaveNotice(key, notice, '2018-03-20')).toMatchObject({ clearDays: 33, route: 'notice' });
  });

  it('waits for 28 clear days: the 28th is too early, the day after is not', () => {
    expect(() => mustHaveNotice(key, notice, '2018-03-14')).toBreak('key-decision-too-early');
    expect(mustHaveNotice(key, notice, '2018-03-15')).toMatchObject({ clearDays: 28 });
  });

  it('without notice is refused', () => {
    expect(() => mustHaveNotice(key, undefined, '2018-03-20')).toBreak('key-decision-needs-notice');
    expect(() => mustHaveNotice(key, { ...notice, key: false }, '2018-03-20')).toBreak(
      'key-decision-needs-notice',
    );
  });

  it('is earlier by the general exception only with five clear days and a reason', () => {
    const exception = { kind: 'general' as const, reason: 'The grant offer ends on 28 February.' };
    expect(mustHaveNotice({ key: true, exception }, notice, '2018-02-20')).toMatchObject({
      clearDays: 5,
      route: 'general-exception',
    });
    expect(() => mustHaveNotice({ key: true, exception }, notice, '2018-02-19')).toBreak(
      'key-decision-too-early',
    );
  });

  it('is taken with special urgency only when the chair of scrutiny agreed', () => {
    const exception = { kind: 'special' as const, reason: 'The shelter closes tonight.' };
    expect(() => mustHaveNotice({ key: true, exception }, notice, '2018-02-15')).toBreak(
      'key-decision-too-early',
    );
    const agreed = { ...exception, agreedBy: 'Chair of Overview and Scrutiny' };
    expect(mustHaveNotice({ key: true, exception: agreed }, notice, '2018-02-15')).toMatchObject({
      route: 'special-urgency',
    });
  });

  it('does not become an ordinary one at the table', () => {
    expect(() => mustHaveNotice({ key: false }, notice, '2018-02-15')).toBreak('decision-was-planned-as-key');
  });

  it('shows the options that were not taken', () => {
    const draft = { subject: 'theme' as const, dueRegard: 'I weighed the screening carefully.', key: true };
    expect(() => mustBeComplete(draft)).toBreak('key-decision-needs-alternatives');
    expect(() =>
      mustBeComplete({ ...draft, alternatives: [{ option: 'No scheme', whyNot: 'x' }] }),
    ).not.toThrow();
  });
});

describe('call-in', () => {
  it('is open for five working days of England, Easter left out', () => {
    expect(callInEnds('2018-03-28', 5)).toBe('2018-04-06');
  });

  it('is refused the day after its window, and a second time', () => {
    const decision = { callInEndsOn: '2018-04-06' };
    expect(() => mustBeOpenToCallIn(decision, '2018-04-06')).not.toThrow();
    expect(() => mustBeOpenToCallIn(decision, '2018-04-07')).toBreak('call-in-window-over');
    const callIn = { calledInBy: 'Scrutiny', reason: 'x', calledInAt: '2018-04-03T10:00:00Z' };
    expect(() => mustBeOpenToCallIn({ ...decision, callIn }, '2018-04-04')).toBreak(
      'decision-called-in-before',
    );
    expect(standingOf({ ...decision, callIn }, '2018-05-01')).toBe('called-in');
    expect(() => mustBeCalledIn({ ...decision, callIn: { ...callIn, outcome: 'confirmed' } })).toBreak(
      'call-in-is-over',
    );
    expect(() => mustBeCalledIn(decision)).toBreak('decision-not-called-in');
  });

  it('leaves a decision open until the window ends though nobody calls it in', () => {
    expect(standingOf({ callInEndsOn: '2018-04-06' }, '2018-04-06')).toBe('call-in-open');
    expect(standingOf({ callInEndsOn: '2018-04-06' }, '2018-04-07')).toBe('confirmed');
  });
});

describe('an award decision', () => {
  const recommended = { setHash: 'a', since: 4n };
  const people = { preparedBy: 'kemi', approvedBy: 'maya' };
  const check = { id: 'first', setHash: 'a', recommendationSequence: 4n, ...people };
  const decided = { setHash: 'a', decidedBy: 'marcus' };

  it('is taken on a checked set by somebody else', () => {
    expect(mustBeChecked(decided, recommended, [check])).toBe(check);
  });

  it('is taken on the newest check of the set', () => {
    const newer = { ...check, id: 'second', recommendationSequence: 6n };
    expect(mustBeChecked(decided, recommended, [check, newer])).toBe(newer);
  });

  it('is refused on a check that does not say which recommendation it is about', () => {
    const silent = { ...check, recommendationSequence: 0n };
    expect(() => mustBeChecked(decided, recommended, [silent])).toBreak('decision-set-changed');
  });

  it('is refused without an equality check', () => {
    expect(() => mustBeChecked(decided, recommended, [])).toBreak('decision-needs-equality-check');
    expect(() => mustBeChecked(decided, undefined, [check])).toBreak('decision-needs-equality-check');
  });

  it('is refused when the set changed after the check, whichever of the two is decided', () => {
    const changed = { setHash: 'b', since: 5n };
    expect(() => mustBeChecked(decided, changed, [check])).toBreak('decision-set-changed');
    expect(() => mustBeChecked({ ...decided, setHash: 'b' }, changed, [check])).toBreak(
      'decision-set-changed',
    );
  });

  it('is refused when the set changed and changed back: the check is void', () => {
    const back = { setHash: 'a', since: 6n };
    expect(() => mustBeChecked(decided, back, [check])).toBreak('decision-set-changed');
    const again = { ...check, id: 'second', recommendationSequence: 6n };
    expect(mustBeChecked(decided, back, [check, again])).toBe(again);
  });

  it.each(['kemi', 'maya'])('is not taken by %s, who made the check', (decidedBy) => {
    expect(() => mustBeChecked({ ...decided, decidedBy }, recommended, [check])).toBreak(
      'decider-made-the-check',
    );
  });
});
