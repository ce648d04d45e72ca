-- Who did what, when and why. Rows are chained by hash per aggregate and can be neither changed nor removed.
CREATE SCHEMA audit;

CREATE TABLE audit.entry (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  aggregate text NOT NULL,
  aggregate_id text NOT NULL,
  place integer NOT NULL,
  action text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  reason text,
  detail jsonb NOT NULL DEFAULT '{}',
  correlation_id text,
  occurred_at text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  previous_hash text NOT NULL,
  hash text NOT NULL,
  UNIQUE (aggregate, aggregate_id, place)
);

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit trail is append-only.';
END $$;
CREATE TRIGGER entry_is_final BEFORE UPDATE OR DELETE ON audit.entry
  FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER entry_is_never_emptied BEFORE TRUNCATE ON audit.entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
