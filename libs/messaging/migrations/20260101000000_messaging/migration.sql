-- Events on their way out and records of events that came in. Columns of the outbox as Debezium expects them.
CREATE SCHEMA messaging;

CREATE TABLE messaging.aggregate (
  type text NOT NULL,
  id text NOT NULL,
  last_sequence bigint NOT NULL,
  PRIMARY KEY (type, id)
);

CREATE TABLE messaging.outbox (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  aggregatetype text NOT NULL,
  aggregateid text NOT NULL,
  type text NOT NULL,
  payload jsonb NOT NULL,
  headers jsonb NOT NULL,
  sequence bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  parked_at timestamptz,
  parked_reason text
);
CREATE INDEX outbox_unsent ON messaging.outbox (position) WHERE published_at IS NULL;
CREATE INDEX outbox_parked ON messaging.outbox (aggregatetype, aggregateid) WHERE parked_at IS NOT NULL;
CREATE INDEX outbox_published ON messaging.outbox (published_at) WHERE published_at IS NOT NULL;

-- 'dead' rows are kept for ever: an event that became a dead letter may be replayed at any time.
CREATE TABLE messaging.inbox (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'dead')),
  handled_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);
CREATE INDEX inbox_handled ON messaging.inbox (handled_at) WHERE state = 'done';

CREATE TABLE messaging.inbox_position (
  consumer text NOT NULL,
  aggregatetype text NOT NULL,
  aggregateid text NOT NULL,
  sequence bigint NOT NULL,
  PRIMARY KEY (consumer, aggregatetype, aggregateid)
);
