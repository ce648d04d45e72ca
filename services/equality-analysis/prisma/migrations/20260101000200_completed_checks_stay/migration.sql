-- What was approved is evidence of the duty: afterwards only that the set has changed may be noted on it.
CREATE FUNCTION completed_checks_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.completed_at IS NOT NULL
      AND (to_jsonb(NEW) - '{state,version}'::text[]) <> (to_jsonb(OLD) - '{state,version}'::text[])) THEN
    RAISE EXCEPTION 'A completed equality check stays as it was approved.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER completed_checks_stay BEFORE UPDATE OR DELETE ON award_check
  FOR EACH ROW EXECUTE FUNCTION completed_checks_stay();

ALTER TABLE award_check ADD CONSTRAINT award_check_needs_a_second_person
  CHECK (approved_by IS NULL OR approved_by <> prepared_by);
-- One check of an evaluation is in force; the others belong to sets that have changed.
CREATE UNIQUE INDEX award_check_one_in_force ON award_check (evaluation_id) WHERE state <> 'superseded';

-- A completed screening is not reopened or rewritten.
CREATE FUNCTION completed_screenings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.state = 'completed' AND (NEW.state, NEW.answers, NEW.outcome, NEW.reason)
      IS DISTINCT FROM (OLD.state, OLD.answers, OLD.outcome, OLD.reason)) THEN
    RAISE EXCEPTION 'A completed screening stays as it was.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER completed_screenings_stay BEFORE UPDATE OR DELETE ON screening
  FOR EACH ROW EXECUTE FUNCTION completed_screenings_stay();
