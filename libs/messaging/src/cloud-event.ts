import type { IncomingRecord, OutgoingRecord } from './broker';

/** The attributes of a CloudEvent 1.0 in binary mode, as they stand in a record's headers. */
export interface Envelope {
  /** UUIDv7 of the event: the same at every delivery. */
  readonly id: string;
  readonly type: string;
  /** `/services/<service>` */
  readonly source: string;
  /** Id of the aggregate. */
  readonly subject: string;
  /** Business time of the change, ISO 8601 UTC. */
  readonly time: string;
  /** Gapless count of the aggregate's events, from 1. */
  readonly sequence: bigint;
  readonly classification: string;
  readonly traceparent?: string;
  readonly correlationId?: string;
}

/** A row of the outbox as the relay reads it. */
export interface OutboxRow {
  readonly position: string;
  readonly id: string;
  readonly aggregatetype: string;
  readonly aggregateid: string;
  readonly type: string;
  /** JSON text. */
  readonly payload: string;
  readonly headers: Record<string, string>;
  readonly sequence: string;
  readonly attempts: number;
}

/** The record that the relay publishes for an outbox row. */
export function toRecord(row: OutboxRow): OutgoingRecord {
  const [service] = row.type.split('.');
  return {
    topic: row.aggregatetype,
    key: row.aggregateid,
    value: Buffer.from(row.payload),
    headers: {
      ...row.headers,
      ce_specversion: '1.0',
      ce_id: row.id,
      ce_type: row.type,
      ce_source: `/services/${service}`,
      ce_subject: row.aggregateid,
      ce_sequence: row.sequence,
      'content-type': 'application/json',
    },
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Reads the envelope; undefined when a required attribute is missing or the id is no UUID, which makes the record
 * poison.
 */
export function envelopeOf(record: IncomingRecord): Envelope | undefined {
  const {
    ce_id,
    ce_type,
    ce_source,
    ce_subject,
    ce_time,
    ce_sequence,
    ce_dataclassification,
    traceparent,
    correlationid,
  } = record.headers;
  if (
    !ce_id ||
    !UUID.test(ce_id) ||
    !ce_type ||
    !ce_source ||
    !ce_subject ||
    !ce_time ||
    !/^\d+$/.test(ce_sequence ?? '')
  )
    return undefined;
  return {
    id: ce_id,
    type: ce_type,
    source: ce_source,
    subject: ce_subject,
    time: ce_time,
    sequence: BigInt(ce_sequence as string),
    classification: ce_dataclassification ?? 'internal',
    traceparent,
    correlationId: correlationid,
  };
}
