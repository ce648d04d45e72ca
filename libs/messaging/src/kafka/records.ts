import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { IncomingRecord } from '../broker';

/** A message of kafkajs as the product sees it; a missing key or value is empty. */
export function recordOf(topic: string, partition: number, message: KafkaMessage): IncomingRecord {
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    key: message.key?.toString() ?? '',
    value: message.value ?? Buffer.alloc(0),
    headers: headersOf(message.headers),
    timestamp: new Date(Number(message.timestamp)),
  };
}

/** Kafka allows a header twice; the last one counts. */
function headersOf(headers: IHeaders = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return last === undefined ? [] : [[name, last.toString()]];
    }),
  );
}
