import { type EventDefinition, type FactOf, themeApproved } from '@commissioning/schemas';
import { type IncomingRecord, type OutboxRow, type OutgoingRecord, toRecord } from '@commissioning/messaging';
import type { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';

export type Approval = FactOf<typeof themeApproved>;

/** Aggregates that the events are about, drawn in turn. */
export const THEMES = 2_000;
const VALUE_BYTES = 1_024;
const NOW = '2026-11-02T10:00:00Z';

const golden = themeApproved.examples.golden;
const summary = 'a'.repeat(VALUE_BYTES - JSON.stringify({ ...golden, summary: '' }).length);

/** The id of the aggregate of the event number `index`. */
export const themeOf = (index: number): string =>
  `01920000-0000-7000-8000-${String(index % THEMES).padStart(12, '0')}`;

/** A fact whose JSON has 1,024 bytes. */
export const approval = (index: number): Approval => ({ ...golden, themeId: themeOf(index), summary });

/** The product's event under a name of its own, so that a stage has a topic of its own. */
export function approvedIn(service: string): EventDefinition<Approval> {
  const type = `${service}.theme.approved.v1`;
  return { ...themeApproved, type, service, topic: `${service}.theme`, listeners: ['bench'] };
}

/** The outbox row of event number `index`, as the relay reads it. */
export function outboxRow(event: EventDefinition<Approval>, index: number): OutboxRow {
  return {
    position: String(index + 1),
    id: uuidv7(),
    aggregatetype: event.topic,
    aggregateid: themeOf(index),
    type: event.type,
    payload: JSON.stringify(approval(index)),
    headers: { ce_time: NOW, ce_dataclassification: event.classification },
    sequence: String(Math.floor(index / THEMES) + 1),
    attempts: 0,
  };
}

/** The record of event number `index`, as the relay would publish it. */
export const recordOf = (event: EventDefinition<Approval>, index: number): OutgoingRecord =>
  toRecord(outboxRow(event, index));

/** The first `count` records. */
export const recordsOf = (event: EventDefinition<Approval>, count: number): OutgoingRecord[] =>
  Array.from({ length: count }, (_, index) => recordOf(event, index));

/** The same as they come back from a broker, in one partition. */
export const arrivedOf = (event: EventDefinition<Approval>, count: number): IncomingRecord[] =>
  recordsOf(event, count).map((record, index) => ({
    ...record,
    partition: 0,
    offset: BigInt(index),
    timestamp: new Date(),
  }));

/** Fills the outbox with `count` waiting rows, as many writers would have left them. */
export async function fillOutbox(
  client: Client,
  event: EventDefinition<Approval>,
  count: number,
): Promise<void> {
  const row = outboxRow(event, 0);
  await client.query(
    `INSERT INTO messaging.outbox (id, aggregatetype, aggregateid, type, payload, headers, sequence)
     SELECT uuidv7(), $2, theme, $3, replace($4, $5, theme)::json, $6::json, n / $7 + 1
     FROM (SELECT n, '01920000-0000-7000-8000-' || lpad((n % $7)::text, 12, '0') AS theme
           FROM generate_series(0, $1 - 1) AS n) AS waiting ORDER BY n`,
    [count, row.aggregatetype, row.type, row.payload, row.aggregateid, JSON.stringify(row.headers), THEMES],
  );
}
