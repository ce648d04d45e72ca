-- Figures that people argued from stay what they were: a mistake is mended by a new version.
CREATE FUNCTION refuse_change_of_needs_data() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'needs data is never changed: publish a new version';
END $$;

CREATE TRIGGER needs_version_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON needs_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_needs_data();
CREATE TRIGGER needs_figure_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON needs_figure
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_needs_data();

ALTER TABLE needs_figure ADD CONSTRAINT count_within_denominator
  CHECK (CASE WHEN measure = 'deprivation-score' THEN denominator IS NULL ELSE value <= denominator END);
