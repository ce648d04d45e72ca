-- Places are counted by the database from the bookings themselves, so that no program, however careless and at
-- whatever isolation level, can sell a place twice or give an organisation more than its share. The counters are rows:
-- whoever takes places locks them, and the checks see the sum of everybody who was faster.

ALTER TABLE "session"
  ADD CONSTRAINT "session_state_known" CHECK ("state" IN ('scheduled', 'cancelled')),
  ADD CONSTRAINT "session_ends_after_it_starts" CHECK ("ends_at" > "starts_at"),
  ADD CONSTRAINT "session_cap_within_capacity" CHECK ("cap_per_organisation" BETWEEN 1 AND "capacity"),
  ADD CONSTRAINT "session_never_oversold" CHECK ("places_taken" BETWEEN 0 AND "capacity");

ALTER TABLE "session_share"
  ADD CONSTRAINT "organisation_keeps_its_cap" CHECK ("taken" BETWEEN 0 AND "cap");

ALTER TABLE "booking"
  ADD CONSTRAINT "booking_state_known" CHECK ("state" IN ('booked', 'waiting', 'offered', 'cancelled', 'expired')),
  ADD CONSTRAINT "booking_has_places" CHECK ("places" > 0),
  ADD CONSTRAINT "offer_has_an_end" CHECK (("state" = 'offered') = ("offered_until" IS NOT NULL));

ALTER TABLE "attendee"
  ADD CONSTRAINT "attendance_known" CHECK ("attendance" IN ('attended', 'partly', 'not'));

ALTER TABLE "self_rating"
  ADD CONSTRAINT "rating_known" CHECK ("rating" IN ('we-do-this', 'with-help', 'not-yet'));

-- Waiting parties in the order in which they came.
CREATE INDEX "booking_waiting" ON "booking" ("session_id", "booked_at", "id") WHERE "state" = 'waiting';

-- An offer holds its places as firmly as a booking.
CREATE FUNCTION places_held(state text, places integer) RETURNS integer
  LANGUAGE sql IMMUTABLE
  AS $$ SELECT CASE WHEN state IN ('booked', 'offered') THEN places ELSE 0 END $$;

CREATE FUNCTION count_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held_before integer := 0;
  held_now integer := 0;
  of_session uuid;
  of_organisation uuid;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    held_before := places_held(OLD.state, OLD.places);
    of_session := OLD.session_id;
    of_organisation := OLD.organisation_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    held_now := places_held(NEW.state, NEW.places);
    IF TG_OP = 'UPDATE' AND (NEW.session_id <> of_session OR NEW.organisation_id <> of_organisation) THEN
      RAISE EXCEPTION 'A booking never moves to another session or organisation.' USING ERRCODE = 'check_violation';
    END IF;
    of_session := NEW.session_id;
    of_organisation := NEW.organisation_id;
  END IF;
  IF held_now = held_before THEN
    RETURN NULL;
  END IF;
  UPDATE session SET places_taken = places_taken + held_now - held_before WHERE id = of_session;
  INSERT INTO session_share (session_id, organisation_id, cap)
    SELECT id, of_organisation, cap_per_organisation FROM session WHERE id = of_session
    ON CONFLICT (session_id, organisation_id) DO NOTHING;
  UPDATE session_share SET taken = taken + held_now - held_before
    WHERE session_id = of_session AND organisation_id = of_organisation;
  RETURN NULL;
END
$$;

CREATE TRIGGER booking_places_counted AFTER INSERT OR UPDATE OR DELETE ON "booking"
  FOR EACH ROW EXECUTE FUNCTION count_places();
