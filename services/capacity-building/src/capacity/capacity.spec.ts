import { type Holder, mustBePlanned, shortOf, suggestedPlan } from './capacity';

const holder = (id: string, state: string, places: number, day: number): Holder => ({
  ...{ id, state, places },
  bookedAt: new Date(Date.UTC(2026, 10, day)),
});
const holders = [
  holder('first', 'booked', 2, 2),
  holder('second', 'booked', 2, 3),
  holder('offer', 'offered', 1, 1),
];
const ids = (plan: { holder: Holder }[]) => plan.map(({ holder: { id } }) => id);

describe('a smaller capacity', () => {
  it('is short of what is booked, offered and reserved, not of what is free', () => {
    const taken = { booked: 4, offered: 1, reserved: 2 };
    expect([shortOf(7, taken), shortOf(6, taken), shortOf(1, taken)]).toEqual([0, 1, 6]);
  });

  it('is planned with offers first, then with who booked last, and with nobody too many', () => {
    expect(ids(suggestedPlan(holders, 0))).toEqual([]);
    expect(ids(suggestedPlan(holders, 1))).toEqual(['offer']);
    expect(ids(suggestedPlan(holders, 2))).toEqual(['offer', 'second']);
    expect(ids(suggestedPlan(holders, 5))).toEqual(['offer', 'second', 'first']);
  });

  it('never takes what was promised without saying from whom', () => {
    const cancel = (bookingId: string) => ({ bookingId, action: 'cancel' as const });
    expect(() => mustBePlanned(0, [], holders)).toBreak('nothing');
    expect(() => mustBePlanned(2, [cancel('offer')], holders)).toBreak('capacity-below-promised');
    expect(() => mustBePlanned(2, [cancel('second')], holders)).toBreak('nothing');
    expect(() => mustBePlanned(2, [cancel('second'), cancel('second')], holders)).toBreak(
      'plan-names-others',
    );
    expect(() => mustBePlanned(2, [cancel('stranger')], holders)).toBreak('plan-names-others');
  });
});
