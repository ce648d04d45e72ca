-- What publication freezes, what opening releases and what is written once, held by the database itself.

CREATE FUNCTION tender_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (NEW.title, NEW.value_pence, NEW.closes_at, NEW.terms, NEW.indicators, NEW.findings)
      IS DISTINCT FROM (OLD.title, OLD.value_pence, OLD.closes_at, OLD.terms, OLD.indicators, OLD.findings) THEN
    RAISE EXCEPTION 'What was advertised does not change.';
  END IF;
  IF OLD.state <> 'draft' AND NEW.state = 'draft' THEN
    RAISE EXCEPTION 'A published tender is never a draft again.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_is_frozen BEFORE UPDATE ON tender FOR EACH ROW EXECUTE FUNCTION tender_is_frozen();

ALTER TABLE opening ADD CONSTRAINT opening_by_two_officers CHECK (confirmed_by IS DISTINCT FROM proposed_by);
ALTER TABLE opening ADD CONSTRAINT opening_is_whole
  CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL) AND (record IS NULL OR confirmed_at IS NOT NULL));

CREATE FUNCTION opening_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.record IS NOT NULL OR OLD.proposed_by <> NEW.proposed_by
      OR (OLD.confirmed_by IS NOT NULL AND NEW.confirmed_by IS DISTINCT FROM OLD.confirmed_by) THEN
    RAISE EXCEPTION 'An opening is irreversible.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER opening_is_final BEFORE UPDATE OR DELETE ON opening FOR EACH ROW EXECUTE FUNCTION opening_is_final();

ALTER TABLE tender_key ADD CONSTRAINT tender_key_envelope CHECK (envelope IN ('content', 'price'));

CREATE FUNCTION tender_key_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.released_at IS NOT NULL THEN
    RAISE EXCEPTION 'A released key stays released.';
  END IF;
  IF NEW.released_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM opening WHERE tender_id = NEW.tender_id AND confirmed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'A key is released by the opening alone.';
  END IF;
  IF NEW.released_at IS NOT NULL AND NEW.envelope = 'price' AND NOT EXISTS (
      SELECT 1 FROM outcome WHERE tender_id = NEW.tender_id AND quality_locked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'Prices wait until the quality consensus is locked.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER tender_key_waits BEFORE UPDATE ON tender_key FOR EACH ROW EXECUTE FUNCTION tender_key_waits();

CREATE UNIQUE INDEX submission_that_stands ON submission (bid_id) WHERE ended_at IS NULL;
ALTER TABLE submission ADD CONSTRAINT submission_end
  CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_by IS NULL OR ended_by IN ('withdrawn', 'replaced')));

CREATE FUNCTION submission_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL
      OR (NEW.content, NEW.content_key, NEW.price, NEW.price_key, NEW.sha256, NEW.submitted_at, NEW.bid_id, NEW.tender_id)
        IS DISTINCT FROM (OLD.content, OLD.content_key, OLD.price, OLD.price_key, OLD.sha256, OLD.submitted_at, OLD.bid_id, OLD.tender_id) THEN
    RAISE EXCEPTION 'A submission is replaced or withdrawn, never changed.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_is_final BEFORE UPDATE OR DELETE ON submission
  FOR EACH ROW EXECUTE FUNCTION submission_is_final();

CREATE FUNCTION submission_comes_before_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM opening WHERE tender_id = NEW.tender_id AND confirmed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'The bids are open; nothing more is submitted.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_comes_before_opening BEFORE INSERT ON submission
  FOR EACH ROW EXECUTE FUNCTION submission_comes_before_opening();
