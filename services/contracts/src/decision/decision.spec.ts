import { decisionObstacle } from './decision';

const approved = { outcome: 'approved', callInEndsOn: '2027-01-19' };
const codeOf = (...asked: Parameters<typeof decisionObstacle>) => decisionObstacle(...asked)?.code;

describe('the decision behind a contract', () => {
  it('lets it be signed from the day after scrutiny could call it in', () => {
    expect(codeOf(approved, '2027-01-19')).toBe('call-in-window-is-open');
    expect(decisionObstacle(approved, '2027-01-20')).toBeUndefined();
  });

  it('lets it be signed at once when scrutiny has looked at it and it stands', () => {
    expect(decisionObstacle({ ...approved, callIn: 'confirmed' }, '2027-01-15')).toBeUndefined();
  });

  it.each([
    ['while it is called in, however long that takes', { callIn: 'called-in' }, 'decision-is-called-in'],
    ['when it was referred back', { callIn: 'referred-back' }, 'decision-was-referred-back'],
    ['when it was decided against', { outcome: 'rejected' }, 'decision-rejects-the-award'],
  ])('keeps it unsigned %s', (_, more, code) => {
    expect(codeOf({ ...approved, ...more }, '2027-06-01')).toBe(code);
  });

  it('keeps it unsigned while nobody has told of it', () => {
    expect(codeOf(undefined, '2027-06-01')).toBe('decision-not-known-yet');
  });

  it('from a register that names no day of call-in is held up only by a call-in', () => {
    expect(decisionObstacle({ outcome: 'approved' }, '2027-01-15')).toBeUndefined();
  });
});
