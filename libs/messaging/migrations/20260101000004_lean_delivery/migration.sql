-- Text as it was said: nobody asks into it, so it is neither taken apart at writing nor put together at sending.
ALTER TABLE messaging.outbox ALTER COLUMN payload TYPE json USING payload::text::json;
ALTER TABLE messaging.outbox ALTER COLUMN headers TYPE json USING headers::text::json;

-- Times grow with the table, so block ranges are enough to purge by, and cost nothing with each row.
DROP INDEX messaging.outbox_published;
CREATE INDEX outbox_published ON messaging.outbox USING brin (published_at) WITH (pages_per_range = 32, autosummarize = on);
DROP INDEX messaging.inbox_handled;
CREATE INDEX inbox_handled ON messaging.inbox USING brin (handled_at) WITH (pages_per_range = 32, autosummarize = on);

-- The relay asks before which position nothing is parked.
CREATE INDEX outbox_parked_position ON messaging.outbox (position) WHERE parked_at IS NOT NULL;

-- The highest sequence of an aggregate is taken from its rows when they are purged, not written with each event.
-- Rows from before have no aggregate here; theirs is in inbox_position already.
ALTER TABLE messaging.inbox ADD COLUMN aggregatetype text, ADD COLUMN aggregateid text, ADD COLUMN sequence bigint;

CREATE VIEW messaging.inbox_reach AS
  SELECT consumer, aggregatetype, aggregateid, sequence FROM messaging.inbox_position
  UNION ALL
  SELECT consumer, aggregatetype, aggregateid, sequence FROM messaging.inbox WHERE sequence IS NOT NULL;

-- Every row is updated or deleted once: what that leaves behind is cleared away early.
ALTER TABLE messaging.outbox SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 5000);
