import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker, IncomingRecord } from '../broker';
import { type ShownPayload, shownPayload } from './redaction';

/** An event as it passes by. */
export interface PassingEvent extends ShownPayload {
  readonly topic: string;
  readonly partition: number;
  /** In decimal digits. */
  readonly offset: string;
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly subject: string;
  readonly sequence: string | undefined;
  /** When the broker took it, ISO 8601 UTC, real time. */
  readonly at: string;
}

/** Which events to show, and how. */
export interface TailOptions {
  readonly topics: readonly string[];
  /** Begin so many records before the end of each partition. Default 0: only what comes from now on. */
  readonly last?: number;
  readonly signal: AbortSignal;
  /** Milliseconds between two looks. Default 500. */
  readonly every?: number;
  show(event: PassingEvent): void;
}

const MOST = 200;

/**
 * Shows events of the topics as they come, until the signal. It joins no group: nobody's position moves. Order is
 * kept within a partition. A topic that does not exist yet is looked for again each time.
 */
export async function tail(broker: Broker, options: TailOptions): Promise<void> {
  const { topics, last = 0, signal, every = 500, show } = options;
  const next = new Map<string, bigint>();
  for (let look = 0; !signal.aborted; look += 1) {
    for (const { topic, partition, first, end } of await broker.positions(topics)) {
      const lane = `${topic}/${partition}`;
      // What appears after the first look is new as a whole.
      const begin = look === 0 ? end - BigInt(last) : first;
      let at = next.get(lane) ?? (begin > first ? begin : first);
      while (at < end && !signal.aborted) {
        const records = await broker.read(topic, partition, at, MOST);
        for (const record of records) show(passing(record));
        at = (records.at(-1)?.offset ?? end - 1n) + 1n;
      }
      next.set(lane, at);
    }
    await sleep(every, undefined, { signal }).catch(() => {}); // the signal wakes it
  }
}

function passing(record: IncomingRecord): PassingEvent {
  const { ce_id: id, ce_type: type, ce_sequence: sequence, ce_dataclassification: claimed } = record.headers;
  return {
    topic: record.topic,
    partition: record.partition,
    offset: String(record.offset),
    id,
    type,
    subject: record.key,
    sequence,
    at: record.timestamp.toISOString(),
    ...shownPayload(type, claimed, record.value),
  };
}
