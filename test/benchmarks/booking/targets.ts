import type { Comparison } from './comparison';
import type { Wrongs } from './counts';
import type { Freed } from './freed';
import type { Growth } from './growth';

/** A figure to reach, and whether it was reached. */
export interface Target {
  readonly target: string;
  readonly asked: string;
  readonly measured: number;
  readonly held: boolean;
}

export interface Measured {
  readonly bookings: Comparison;
  readonly waits: Comparison;
  readonly freed: Freed;
  readonly wrongs: Wrongs & { readonly keysAnsweredTwice: number; readonly disagreements: number };
  readonly growth: readonly Growth[];
}

export function targetsOf({ bookings, waits, freed, wrongs, growth }: Measured): Target[] {
  const atLeast = (target: string, asked: number, measured: number): Target => ({
    ...{ target, asked: `at least ${asked}`, measured, held: measured >= asked },
  });
  const atMost = (target: string, asked: number, measured: number): Target => ({
    ...{ target, asked: `at most ${asked}`, measured, held: measured <= asked },
  });
  return [
    atLeast('bookings a second', 50, bookings.newPerSecond.median),
    atLeast('bookings by the bare handler', 0.6, bookings.ratio.median),
    atLeast('waits by the bare handler', 0.6, waits.ratio.median),
    atMost('seconds until cancelled places were offered', 60, freed.cancelledS),
    atMost('seconds until places of offers that ran out were offered', 60, freed.ranOutS),
    ...Object.entries(wrongs).map(([what, count]) => atMost(what, 0, count)),
    ...growth.map(({ what, times }) => atMost(`growth of ${what}`, 1.5, times)),
  ];
}
