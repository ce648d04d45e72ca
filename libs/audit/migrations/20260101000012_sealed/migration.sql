-- A chain shows what was changed in it, but not that its newest entries, or all of them, were cut off. A seal notes
-- where chains stood: `heads` is a list of [aggregate, id, place, hash]. Seals are chained themselves.
CREATE TABLE audit.seal (
  number bigint PRIMARY KEY,
  made_at timestamptz(3) NOT NULL,
  up_to bigint NOT NULL,
  heads jsonb NOT NULL,
  previous_hash text NOT NULL,
  hash text NOT NULL
);

CREATE TRIGGER seal_is_final BEFORE UPDATE OR DELETE ON audit.seal
  FOR EACH ROW EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER seal_is_never_emptied BEFORE TRUNCATE ON audit.seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
