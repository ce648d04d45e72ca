-- Individual scores are evidence: once moderation has opened nobody adds, changes or removes one.
CREATE FUNCTION scores_stay_as_given() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_evaluation uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.evaluation_id ELSE NEW.evaluation_id END;
BEGIN
  IF (SELECT state FROM evaluation WHERE id = of_evaluation) <> 'scoring' THEN
    RAISE EXCEPTION 'Individual scores stay as they were given once moderation has opened.';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER scores_stay_as_given BEFORE INSERT OR UPDATE OR DELETE ON score
  FOR EACH ROW EXECUTE FUNCTION scores_stay_as_given();

-- A price is not even stored before the quality consensus is locked.
CREATE FUNCTION prices_come_after_quality() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.price_pence IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM evaluation WHERE tender_id = NEW.tender_id AND quality_locked_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'The price of a bid came before the quality consensus was locked.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER prices_come_after_quality BEFORE INSERT OR UPDATE ON bid
  FOR EACH ROW EXECUTE FUNCTION prices_come_after_quality();

-- The consensus is final with the lock, a summary with its issue.
CREATE FUNCTION consensus_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_evaluation uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.evaluation_id ELSE NEW.evaluation_id END;
BEGIN
  IF (SELECT state FROM evaluation WHERE id = of_evaluation) <> 'moderating' THEN
    RAISE EXCEPTION 'A consensus is recorded during moderation and final with the lock.';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER consensus_is_final BEFORE INSERT OR UPDATE OR DELETE ON moderation
  FOR EACH ROW EXECUTE FUNCTION consensus_is_final();

CREATE FUNCTION summaries_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An issued assessment summary is not changed.';
END $$;
CREATE TRIGGER summaries_are_final BEFORE UPDATE OR DELETE ON summary
  FOR EACH ROW EXECUTE FUNCTION summaries_are_final();

ALTER TABLE panel_member ADD CONSTRAINT panel_member_role CHECK (role IN ('chair', 'evaluator', 'observer'));
ALTER TABLE panel_member ADD CONSTRAINT panel_member_observers_do_not_score CHECK (role <> 'observer' OR NOT scores);
CREATE UNIQUE INDEX panel_member_one_chair ON panel_member (evaluation_id) WHERE role = 'chair' AND left_at IS NULL;
ALTER TABLE bid ADD CONSTRAINT bid_price_not_negative CHECK (price_pence >= 0);
ALTER TABLE exclusion ADD CONSTRAINT exclusion_needs_a_second_person CHECK (approved_by IS NULL OR NOT changes_winner OR approved_by <> proposed_by);
