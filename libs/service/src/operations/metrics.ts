import type { operationsApi } from '@commissioning/schemas';

type Sample = readonly [labels: Readonly<Record<string, string | number>>, value: number | string];

/** What a process says of itself beside its report: resident memory in bytes, and seconds since it started. */
export interface ProcessFigures {
  readonly residentBytes: number;
  readonly uptimeSeconds: number;
}

/**
 * The report of a service in the text format of Prometheus (version 0.0.4), every sample labelled with the service.
 * All are gauges: what they count of goes down again.
 */
export function metricsText(report: operationsApi.OperationsReport, own: ProcessFigures): string {
  const { service, outbox, consumer, audit, failedJobs } = report;
  const one = (value: number): Sample[] => [[{}, value]];
  const gauges: readonly [name: string, help: string, samples: readonly Sample[]][] = [
    ['outbox_unsent', 'Events that are not published yet, parked ones among them', one(outbox.unsent)],
    [
      'outbox_oldest_unsent_seconds',
      'Age of the oldest event that is not published yet; 0 when none waits',
      one(outbox.oldestUnsentSeconds ?? 0),
    ],
    [
      'outbox_most_attempts',
      'Most attempts behind an event that is not published yet',
      one(outbox.mostAttempts),
    ],
    ['outbox_parked', 'Events that the broker refused and that wait for an operator', one(outbox.parked)],
    ['outbox_published_kept', 'Published events that were not purged yet', one(outbox.published)],
    [
      'consumer_lag',
      'Records of a partition that the group has not read yet',
      consumer.partitions.map(({ topic, partition, lag }): Sample => [
        { group: consumer.group, topic, partition },
        lag,
      ]),
    ],
    [
      'inbox_handled_last_hour',
      'Events handled in the last hour, or given up',
      one(consumer.handledLastHour),
    ],
    ['inbox_dead', 'Dead letters with an id that wait for an operator', one(consumer.dead)],
    ['inbox_held', 'Events put aside behind a dead letter of their aggregate', one(consumer.held)],
    [
      'audit_oldest_unsealed_seconds',
      'Age of the oldest audit entry that no seal covers yet; 0 when all are sealed',
      one(audit.oldestUnsealedSeconds ?? 0),
    ],
    ['jobs_failed', 'Jobs in the list of failed ones, which keeps them for 30 days', one(failedJobs)],
    ['process_resident_memory_bytes', 'Resident memory of the process', one(own.residentBytes)],
    ['process_uptime_seconds', 'Seconds since the process started', one(own.uptimeSeconds)],
  ];
  return gauges
    .map(([name, help, samples]) =>
      [
        `# HELP commissioning_${name} ${help}`,
        `# TYPE commissioning_${name} gauge`,
        ...samples.map(
          ([labels, value]) => `commissioning_${name}{${labelsOf({ service, ...labels })}} ${value}`,
        ),
      ].join('\n'),
    )
    .join('\n')
    .concat('\n');
}

const labelsOf = (labels: Readonly<Record<string, string | number>>): string =>
  Object.entries(labels)
    .map(
      ([name, value]) =>
        `${name}="${String(value).replaceAll(/["\\\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}"`,
    )
    .join(',');
