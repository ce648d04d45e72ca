import { must } from '@commissioning/service';

/** A contract as the caseload counts it. Months are `YYYY-MM`, days `YYYY-MM-DD`. */
export interface CarriedContract {
  readonly points: number;
  readonly endsOn: string;
  readonly startsOn: string;
  readonly managerId?: string;
}

/** A month of the forecast. */
export interface ForecastMonth {
  readonly month: string;
  readonly points: number;
  readonly unassigned: number;
  readonly contracts: number;
  readonly fits: boolean;
}

/** A contract weighs on its manager from the day it is assigned until its last day. */
export const carriedOn = (contracts: readonly CarriedContract[], today: string): number =>
  contracts.filter(({ endsOn }) => endsOn >= today).reduce((sum, { points }) => sum + points, 0);

/** The gate: nobody carries more than they can (report 9.2: the risk is in the management of contracts). */
export function mustCarry(
  manager: { readonly name: string; readonly capacity: number },
  carriedPoints: number,
  morePoints: number,
): void {
  must(
    carriedPoints + morePoints <= manager.capacity,
    'caseload-exceeded',
    `${manager.name} carries ${carriedPoints} of ${manager.capacity} points; this contract needs ${morePoints}. Assign it to somebody with room.`,
    { carriedPoints, capacity: manager.capacity, morePoints },
  );
}

/**
 * What all contracts will ask for in each of the coming months, beginning with that of `today`. A contract counts in
 * every month of its term that it touches; one that has not started counts from its first month.
 */
export function forecast(
  contracts: readonly CarriedContract[],
  capacity: number,
  today: string,
  months: number,
): ForecastMonth[] {
  return Array.from({ length: months }, (_, ahead) => monthAfter(today, ahead)).map((month) => {
    const running = contracts.filter(
      ({ startsOn, endsOn }) => startsOn.slice(0, 7) <= month && endsOn.slice(0, 7) >= month,
    );
    const sum = (some: readonly CarriedContract[]) => some.reduce((total, { points }) => total + points, 0);
    const points = sum(running);
    return {
      month,
      points,
      unassigned: sum(running.filter(({ managerId }) => managerId === undefined)),
      contracts: running.length,
      fits: points <= capacity,
    };
  });
}

function monthAfter(day: string, ahead: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + ahead;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
