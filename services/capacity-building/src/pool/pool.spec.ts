import { mustBeKept, mustBeSoundPools, mustFit, rulesOf } from './pool';

const pool = (rule: 'small' | 'equality-focused', places: number, releaseAt = 5) => ({
  rule,
  places,
  releaseAt,
});

describe('reserved pools', () => {
  it('are for whoever meets the rule, as the register and the bids say', () => {
    expect(rulesOf({ small: true, equalityFocused: false, hasBid: true })).toEqual(['small']);
    expect(rulesOf({ small: false, equalityFocused: true, hasBid: false })).toEqual([
      'first-time-bidder',
      'equality-focused',
    ]);
  });

  it('fit in the session, one a rule, and end before it starts', () => {
    expect(() => mustBeSoundPools([pool('small', 2), pool('equality-focused', 2)], 4, 5)).toBreak('nothing');
    expect(() => mustBeSoundPools([pool('small', 2), pool('equality-focused', 3)], 4, 5)).toBreak(
      'pools-over-capacity',
    );
    expect(() => mustBeSoundPools([pool('small', 1), pool('small', 1)], 4, 5)).toBreak('pool-twice');
    expect(() => mustBeSoundPools([pool('small', 1, 6)], 4, 5)).toBreak('pool-released-after-start');
  });

  it('keep what was taken out of them, and grow only by places that nobody has', () => {
    const small = { rule: 'small', places: 3, taken: 2, releasedAt: null };
    const keep = (places: number) => [{ rule: 'small', places }];
    expect(() => mustFit([small], keep(2), 0)).toBreak('nothing');
    expect(() => mustFit([small], keep(1), 0)).toBreak('pool-below-taken');
    expect(() => mustFit([small], [], 0)).toBreak('pool-below-taken');
    expect(() => mustFit([small], keep(4), 1)).toBreak('nothing');
    expect(() => mustFit([small], keep(5), 1)).toBreak('pools-need-free-places');
    const equality = { rule: 'equality-focused', places: 1 };
    expect(() => mustFit([small], [...keep(2), equality], 0)).toBreak('nothing');
    expect(() => mustFit([small], [...keep(3), equality], 0)).toBreak('pools-need-free-places');
    const released = { ...small, releasedAt: new Date() };
    expect(() => mustFit([released], [], 0)).toBreak('nothing');
    expect(() => mustFit([released], keep(4), 9)).toBreak('pool-released');
  });

  it('are released once', () => {
    expect(() => mustBeKept({ releasedAt: null })).toBreak('nothing');
    expect(() => mustBeKept({ releasedAt: new Date() })).toBreak('pool-released');
    expect(() => mustBeKept(undefined)).toBreak('no-such-pool');
  });
});
