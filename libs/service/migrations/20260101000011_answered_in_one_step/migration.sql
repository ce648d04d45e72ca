-- Takes the key and looks for its first answer in one call. Each statement of a volatile function sees what was
-- committed before it, so the answer is looked up behind the lock. Not held: the first request is still running.
CREATE FUNCTION service.take_key(of_caller text, of_key text)
  RETURNS TABLE (held boolean, route text, body_hash text, answer jsonb) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended(of_caller || '/' || of_key, 12)) THEN
    RETURN QUERY SELECT false, NULL::text, NULL::text, NULL::jsonb;
    RETURN;
  END IF;
  RETURN QUERY SELECT true, a.route, a.body_hash, a.answer FROM service.answered_request a
    WHERE a.caller = of_caller AND a.key = of_key;
  IF NOT FOUND THEN
    RETURN QUERY SELECT true, NULL::text, NULL::text, NULL::jsonb;
  END IF;
END $$;
