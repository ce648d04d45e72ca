import type { capacityBuildingApi } from '@commissioning/schemas';
import { boardOf, leftInWords } from './adjustment-board';

type Adjustment = capacityBuildingApi.Adjustment;
const anAdjustment = (change: Partial<Adjustment>): Adjustment =>
  ({
    ...{ id: 'a', kind: 'bsl', state: 'requested', startsAt: '2026-12-10T10:00:00Z', late: false },
    ...{ leadWorkingDays: 10, workingDaysLeft: 3, arrangeBy: '2026-11-26' },
    ...change,
  }) as Adjustment;

describe('the board of adjustments', () => {
  it('has a column for each step, and puts first what has least time left', () => {
    const board = boardOf([
      anAdjustment({ id: 'later', workingDaysLeft: 8 }),
      anAdjustment({ id: 'first', workingDaysLeft: -1 }),
      anAdjustment({ id: 'done', state: 'confirmed' }),
      anAdjustment({ id: 'gone', state: 'withdrawn' }),
    ]);
    expect(board.map(({ state, cards }) => [state, cards.map(({ id }) => id)])).toEqual([
      ['requested', ['first', 'later']],
      ['sourced', []],
      ['confirmed', ['done']],
      ['cannot-meet', []],
    ]);
    expect(board[0]?.cards.map(({ isLate }) => isLate)).toEqual([true, false]);
  });

  it.each([
    [3, '3 working days left: arrange it by 26 November 2026'],
    [1, '1 working day left: arrange it by 26 November 2026'],
    [0, 'Arrange it today: suppliers usually need all the time that is left'],
    [-2, '2 working days too late for the 10 working days that suppliers usually need'],
  ])('says how much time is left: %s', (workingDaysLeft, words) => {
    expect(leftInWords(anAdjustment({ workingDaysLeft }))).toBe(words);
  });
});
