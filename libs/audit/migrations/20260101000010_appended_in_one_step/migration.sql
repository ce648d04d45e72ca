-- Lock, look at the last entry and append, in one call: inside a change every step more keeps others waiting. Each
-- statement of a volatile function sees what was committed before it, so the last entry is looked up behind the lock.
-- The hash is over '["<previous hash>"' || head || place || tail, the JSON array that the verification builds.
-- Answers the entry's place.
CREATE FUNCTION audit.append(
  of_aggregate text, of_id text, action text, actor_id text, actor_name text, reason text, detail jsonb,
  correlation_id text, occurred_at text, head text, tail text
) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  next_place integer := 1;
  last_hash text := repeat('0', 64);
  last audit.entry;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(of_aggregate || '/' || of_id, 11));
  SELECT * INTO last FROM audit.entry e
    WHERE e.aggregate = of_aggregate AND e.aggregate_id = of_id ORDER BY e.place DESC LIMIT 1;
  IF FOUND THEN
    next_place := last.place + 1;
    last_hash := last.hash;
  END IF;
  INSERT INTO audit.entry (aggregate, aggregate_id, place, action, actor_id, actor_name, reason, detail,
      correlation_id, occurred_at, previous_hash, hash)
    VALUES (of_aggregate, of_id, next_place, action, actor_id, actor_name, reason, detail, correlation_id, occurred_at,
      last_hash, encode(sha256(convert_to('["' || last_hash || '"' || head || next_place || tail, 'UTF8')), 'hex'));
  RETURN next_place;
END $$;
