import { decisionOf, noticeInWords, noticeOf } from './decision-form';

const award = { subject: 'award' as const, subjectId: 'e1', setHash: 'a'.repeat(64) };
const words = {
  outcome: 'approved',
  reasons: 'They rank best.',
  dueRegard: 'I have weighed who is not reached.',
};

describe('the form of a decision', () => {
  it('about an award carries the set that the page showed', () => {
    expect(decisionOf({ ...words, key: 'no' }, award)).toEqual({
      decision: { ...award, ...words, key: false },
    });
  });

  it('asks for what is missing in words, field by field', () => {
    const draft = decisionOf({ option: 'Extend the grants' }, award);
    expect('errors' in draft && Object.keys(draft.errors.of).sort()).toEqual([
      'dueRegard',
      'outcome',
      'reasons',
      'whyNot',
    ]);
  });

  it('of a key decision takes the reason why it cannot wait', () => {
    expect(decisionOf({ ...words, key: 'yes', exception: 'general' }, award)).toMatchObject({
      errors: { of: { exceptionReason: expect.anything() } },
    });
    expect(
      decisionOf(
        { ...words, key: 'yes', exception: 'general', exceptionReason: 'A gap in provision.' },
        award,
      ),
    ).toMatchObject({
      decision: { key: true, exception: { kind: 'general', reason: 'A gap in provision.' } },
    });
  });
});

describe('notice in the forward plan', () => {
  const form = {
    title: 'Award',
    key: 'no',
    'planned-day': '8',
    'planned-month': '12',
    'planned-year': '2026',
  };

  it('is given of a recommended set of awards as of a theme', () => {
    expect(noticeOf({ ...form, awardId: 'e1' })).toMatchObject({
      notice: { subject: 'award', subjectId: 'e1' },
    });
    expect(noticeOf({ ...form, themeId: 't1' })).toMatchObject({
      notice: { subject: 'theme', subjectId: 't1' },
    });
  });

  it('says from when a key decision can be taken', () => {
    const line = { key: true, noticeOn: '2026-11-02', earliestOn: '2026-12-01' } as never;
    expect(noticeInWords(line)).toBe('Notice given on 2 November 2026, key: not before 1 December 2026');
    expect(noticeInWords(undefined)).toContain('only a decision that is not key');
  });
});
