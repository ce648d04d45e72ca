import { clearance, declare, type Declared, resolve } from './conflict';

const bids = ['a', 'b'];
const none = (bidId: string): Declared => ({ bidId, interest: 'none' });
const personal: Declared = {
  bidId: 'a',
  interest: 'personal',
  degree: 'perceived',
  detail: 'We were at school.',
};
const decision = { outcome: 'may-continue' as const, reason: 'Twenty years ago, and no contact since then.' };

describe('declarations of interest', () => {
  it('are about every bidder, once', () => {
    expect(() => declare(bids, [], [none('a')])).toBreak('declare-for-every-bidder');
    expect(() => declare(bids, [], [none('a'), none('a')])).toBreak('declare-for-every-bidder');
    expect(declare(bids, [], bids.map(none))).toHaveLength(2);
  });

  it('say of an interest what it is', () => {
    expect(() => declare(bids, [], [{ bidId: 'a', interest: 'financial' }, none('b')])).toBreak(
      'interest-needs-its-detail',
    );
  });

  it('cannot take an interest back, and a new one voids an earlier decision', () => {
    const resolved = { ...personal, resolution: 'may-continue' as const };
    expect(() => declare(bids, [resolved, none('b')], bids.map(none))).toBreak(
      'interest-cannot-be-taken-back',
    );
    expect(declare(bids, [resolved, none('b')], [personal, none('b')])[0]).toBe(resolved);
    const [worse] = declare(bids, [resolved, none('b')], [{ ...personal, degree: 'actual' }, none('b')]);
    expect(worse).not.toHaveProperty('resolution');
  });

  it('are decided about by somebody else, once, with a reason', () => {
    expect(() => resolve(personal, 'farida', 'farida', decision)).toBreak('own-conflict');
    expect(() => resolve(none('a'), 'farida', 'anna', decision)).toBreak('nothing-to-resolve');
    expect(() => resolve(personal, 'farida', 'anna', { ...decision, reason: 'Fine.' })).toBreak(
      'resolution-needs-a-reason',
    );
    const resolved = resolve(personal, 'farida', 'anna', decision);
    expect(() => resolve(resolved, 'farida', 'anna', decision)).toBreak('conflict-is-resolved');
  });

  it('open bids only when every one is settled', () => {
    expect(clearance([], [])).toBe('waiting-for-opening');
    expect(clearance(bids, [none('a')])).toBe('not-declared');
    expect(clearance(bids, [personal, none('b')])).toBe('unresolved');
    expect(clearance(bids, [{ ...personal, resolution: 'must-leave' }, none('b')])).toBe('must-leave');
    expect(clearance(bids, [{ ...personal, resolution: 'may-continue' }, none('b')])).toBe('cleared');
    expect(clearance(bids, bids.map(none))).toBe('cleared');
  });
});
