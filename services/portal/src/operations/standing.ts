import type { operationsApi } from '@commissioning/schemas';

/** Sooner than this a row on its way out is no news. */
const LATE_SECONDS = 60;
/** A consumer may be this many records behind while it works. */
const FAR_BEHIND = 1_000n;

/** Entries are sealed every minute; a restart may come in between. */
const UNSEALED_SECONDS = 600;

/** One service on the operations pages: its figures and, in words, what an operator should look at. */
export interface Standing {
  readonly service: string;
  readonly answers: boolean;
  readonly report?: operationsApi.OperationsReport;
  /** Empty when all is well. */
  readonly troubles: readonly string[];
}

/** Reads a report as an operator would; without one the service did not answer. */
export function standingOf(service: string, report: operationsApi.OperationsReport | undefined): Standing {
  if (!report) return { service, answers: false, troubles: ['It does not answer'] };
  const { outbox, consumer, audit, failedJobs } = report;
  const late = outbox.oldestUnsentSeconds ?? 0;
  const unsealed = audit.oldestUnsealedSeconds ?? 0;
  const troubles = [
    ...(outbox.parked > 0 ? [`${counted(outbox.parked, 'event')} parked`] : []),
    ...(late > LATE_SECONDS ? [`An event has waited ${Math.round(late / 60)} min to be sent`] : []),
    ...(consumer.dead > 0 ? [counted(consumer.dead, 'dead letter')] : []),
    ...(BigInt(consumer.lag) > FAR_BEHIND ? [`${consumer.lag} records behind`] : []),
    ...(failedJobs > 0 ? [counted(failedJobs, 'failed job')] : []),
    ...(unsealed > UNSEALED_SECONDS
      ? [`Audit entries of ${Math.round(unsealed / 60)} min are not sealed`]
      : []),
  ];
  return { service, answers: true, report, troubles };
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
