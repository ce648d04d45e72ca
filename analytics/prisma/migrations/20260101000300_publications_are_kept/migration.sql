-- What was public once is public for ever: the record of it is what the next publication is protected with.
CREATE FUNCTION refuse_change_of_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a publication is never changed: make another one';
END $$;

CREATE TRIGGER publication_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON publication
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_publication();
CREATE TRIGGER published_report_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON published_report
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_publication();
CREATE TRIGGER public_release_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON public_release
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_publication();
