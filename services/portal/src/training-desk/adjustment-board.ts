import type { capacityBuildingApi } from '@commissioning/schemas';
import { NEEDS } from '../bookings/needs-form';
import { formatDay } from '../pages/format';

type Adjustment = capacityBuildingApi.Adjustment;
type State = Adjustment['state'];

const COLUMNS: readonly (readonly [state: State, heading: string, empty: string])[] = [
  ['requested', 'Asked for', 'Nothing new.'],
  ['sourced', 'Found, not yet certain', 'Nothing to confirm.'],
  ['confirmed', 'Arranged', 'Nothing arranged yet.'],
  ['cannot-meet', 'Cannot be met', 'Nothing.'],
];

/** What is to be arranged, column by column; what has least time left stands first. */
export const boardOf = (adjustments: readonly Adjustment[]) =>
  COLUMNS.map(([state, heading, empty]) => {
    const own = adjustments
      .filter((one) => one.state === state)
      .toSorted((a, b) => a.workingDaysLeft - b.workingDaysLeft || a.startsAt.localeCompare(b.startsAt));
    return { ...{ state, heading, empty }, cards: own.map(cardOf) };
  });

const cardOf = (one: Adjustment) => ({
  ...one,
  what: NEEDS[one.kind].text,
  whose: one.place
    ? `Person ${one.place} of ${one.organisationName ?? 'an organisation not known here yet'}`
    : (one.organisationName ?? 'An organisation not known here yet'),
  left: one.state === 'requested' || one.state === 'sourced' ? leftInWords(one) : undefined,
  isLate: one.workingDaysLeft < 0 && (one.state === 'requested' || one.state === 'sourced'),
});

/** How much of the time that suppliers usually need is left. */
export function leftInWords({ workingDaysLeft: days, leadWorkingDays, arrangeBy }: Adjustment): string {
  const count = (n: number) => `${n} working day${n === 1 ? '' : 's'}`;
  if (days < 0)
    return `${count(-days)} too late for the ${count(leadWorkingDays)} that suppliers usually need`;
  return days === 0
    ? 'Arrange it today: suppliers usually need all the time that is left'
    : `${count(days)} left: arrange it by ${formatDay(arrangeBy)}`;
}
