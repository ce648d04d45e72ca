-- Events of an aggregate that wait, for an ordered handler, behind one that went to the dead letters.
CREATE TABLE messaging.hold (
  consumer text NOT NULL,
  aggregatetype text NOT NULL,
  aggregateid text NOT NULL,
  -- The event that must be handled next: a dead letter, or one of held_event once that was replayed.
  event_id uuid NOT NULL,
  held_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, aggregatetype, aggregateid)
);

CREATE TABLE messaging.held_event (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  aggregatetype text NOT NULL,
  aggregateid text NOT NULL,
  sequence bigint NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  "offset" bigint NOT NULL,
  key text NOT NULL,
  value bytea NOT NULL,
  headers jsonb NOT NULL,
  arrived_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);
CREATE INDEX held_event_turn ON messaging.held_event (consumer, aggregatetype, aggregateid, sequence);

-- 'held' rows, like 'dead' ones, are kept until their event was handled, however late that is.
ALTER TABLE messaging.inbox DROP CONSTRAINT inbox_state_check;
ALTER TABLE messaging.inbox ADD CONSTRAINT inbox_state_check CHECK (state IN ('done', 'dead', 'held'));
