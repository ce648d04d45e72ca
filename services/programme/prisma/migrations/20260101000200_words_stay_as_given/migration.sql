-- What was said, written, published or answered stays as it was given: corrections are new rows.
CREATE FUNCTION stays_as_given() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never changed or removed: write a new one.', TG_ARGV[0];
END $$;

CREATE TRIGGER definition_stays_as_given BEFORE UPDATE OR DELETE ON area_definition
  FOR EACH ROW EXECUTE FUNCTION stays_as_given('The wording of a definition');
CREATE TRIGGER framework_change_stays_as_given BEFORE UPDATE OR DELETE ON framework_change
  FOR EACH ROW EXECUTE FUNCTION stays_as_given('A recorded change of the framework');
CREATE TRIGGER edition_stays_as_given BEFORE UPDATE OR DELETE ON framework_edition
  FOR EACH ROW EXECUTE FUNCTION stays_as_given('A published edition of the framework');
CREATE TRIGGER answer_stays_as_given BEFORE UPDATE OR DELETE ON contribution_answer
  FOR EACH ROW EXECUTE FUNCTION stays_as_given('An answer');
CREATE TRIGGER area_is_never_removed BEFORE DELETE ON outcome_area
  FOR EACH ROW EXECUTE FUNCTION stays_as_given('An outcome area');
CREATE TRIGGER contribution_is_never_removed BEFORE DELETE ON contribution
  FOR EACH ROW EXECUTE FUNCTION stays_as_given('A contribution');
CREATE TRIGGER contribution_stays_as_given BEFORE UPDATE OF text, question, workshop_id, recorded_by, recorded_at ON contribution
  FOR EACH ROW EXECUTE FUNCTION stays_as_given('A contribution');

-- Of a decision only the call-in and what follows from it may change.
CREATE TRIGGER decision_is_never_removed BEFORE DELETE ON decision
  FOR EACH ROW EXECUTE FUNCTION stays_as_given('A decision');
CREATE TRIGGER decision_stays_as_given
  BEFORE UPDATE OF subject, subject_id, set_hash, outcome, key, due_regard, reasons, alternatives, exception, notice, decided_by, decided_at
  ON decision FOR EACH ROW EXECUTE FUNCTION stays_as_given('A decision');
-- Notice that was given cannot be dated back.
CREATE TRIGGER notice_stays_as_given BEFORE UPDATE OF subject, subject_id, key, notice_on ON planned_decision
  FOR EACH ROW EXECUTE FUNCTION stays_as_given('A notice');

ALTER TABLE outcome_area ADD CONSTRAINT outcome_area_kind CHECK (kind IN ('outcome', 'approach'));
ALTER TABLE outcome_area ADD CONSTRAINT outcome_area_standing CHECK (standing IN ('listed', 'priority'));
ALTER TABLE outcome_area ADD CONSTRAINT outcome_area_state CHECK (state IN ('live', 'merged', 'split', 'dropped'));
ALTER TABLE contribution_answer ADD CONSTRAINT answer_response CHECK (response IN ('did', 'doing', 'will-not', 'already', 'referred'));
ALTER TABLE planned_decision ADD CONSTRAINT planned_decision_key_needs_a_reason CHECK (NOT key OR key_reason IS NOT NULL);
CREATE UNIQUE INDEX planned_decision_one_open ON planned_decision (subject, subject_id) WHERE state = 'planned';
