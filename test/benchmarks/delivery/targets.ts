import type { Target } from '../booking/targets';
import type { Backlog } from './growth';
import type { Line } from './measure';
import { type Latency, LIMIT_MS } from './whole';

/** Each figure to reach of the stages that ran. */
export function targetsOf(
  lines: readonly Line[],
  latencies: readonly Latency[],
  backlogs: readonly Backlog[],
): Target[] {
  return [
    ...lines.flatMap(({ what, target, ratio, met }) =>
      target !== undefined && ratio && met !== undefined
        ? [
            {
              target: what,
              asked: `at least ${target} of the work by hand`,
              measured: ratio.median,
              held: met,
            },
          ]
        : [],
    ),
    ...latencies.flatMap(({ broker, perSecond, ...measured }) =>
      (['p50', 'p99'] as const).map((quantile) => ({
        target: `${quantile} on ${broker} at ${perSecond} a second`,
        asked: `under ${LIMIT_MS[quantile]} ms`,
        measured: measured[quantile].median,
        held: measured[quantile].median < LIMIT_MS[quantile],
      })),
    ),
    ...backlogs.map(({ waiting, evenness, met }) => ({
      target: `slowest tenth of ${waiting} waiting rows by the median one`,
      asked: 'at least 0.5, by the index of what is unsent',
      measured: evenness,
      held: met,
    })),
  ];
}
