-- Courses for the council's own officers, booked by teams where organisations stand in the external programme.
ALTER TABLE "course"
  ADD COLUMN "audience" TEXT NOT NULL DEFAULT 'external',
  ADD CONSTRAINT "course_audience_known" CHECK ("audience" IN ('external', 'internal'));

CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "team_name_key" ON "team"("name");

-- What the rules of pools and priorities ask of an organisation.
ALTER TABLE "organisation"
  ADD COLUMN "small" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "equality_focused" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "bidder" (
    "organisation_id" UUID NOT NULL,

    CONSTRAINT "bidder_pkey" PRIMARY KEY ("organisation_id")
);

-- Sessions: where, by whom, on several dates, and their places by what these are doing.
ALTER TABLE "session"
  ADD COLUMN "online" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "joining_link" TEXT,
  ADD COLUMN "delivery_partner" TEXT,
  ADD COLUMN "priority" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "cancelled_because" TEXT,
  ADD COLUMN "over_at" TIMESTAMPTZ(3),
  ADD COLUMN "places_booked" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "places_offered" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "places_held" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "places_reserved" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "parties_waiting" INTEGER NOT NULL DEFAULT 0;

UPDATE "session" SET
  "online" = lower("venue") = 'online',
  "over_at" = "ends_at",
  "places_booked" = (SELECT coalesce(sum("places"), 0) FROM "booking" WHERE "session_id" = "session"."id" AND "state" = 'booked'),
  "places_offered" = (SELECT coalesce(sum("places"), 0) FROM "booking" WHERE "session_id" = "session"."id" AND "state" = 'offered'),
  "parties_waiting" = (SELECT count(*) FROM "booking" WHERE "session_id" = "session"."id" AND "state" = 'waiting');

ALTER TABLE "session"
  ALTER COLUMN "over_at" SET NOT NULL,
  -- The capacity may fall below the cap; then the capacity is what ends.
  DROP CONSTRAINT "session_cap_within_capacity",
  ADD CONSTRAINT "session_has_a_cap" CHECK ("cap_per_organisation" >= 1),
  DROP CONSTRAINT "session_never_oversold",
  DROP COLUMN "places_taken",
  ADD CONSTRAINT "session_never_oversold" CHECK (
    "places_booked" >= 0 AND "places_offered" >= 0 AND "places_held" >= 0 AND "places_reserved" >= 0
    AND "places_booked" + "places_offered" + "places_held" + "places_reserved" <= "capacity"),
  ADD CONSTRAINT "waiting_is_counted" CHECK ("parties_waiting" >= 0);

-- The counters change with every booking; room in the page keeps their old versions out of the indexes.
ALTER TABLE "session" SET (fillfactor = 50);
ALTER TABLE "session_share" SET (fillfactor = 80);

CREATE TABLE "session_date" (
    "session_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_date_pkey" PRIMARY KEY ("session_id","number"),
    CONSTRAINT "date_ends_after_it_starts" CHECK ("ends_at" > "starts_at"),
    CONSTRAINT "session_date_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "session_date_starts_at_idx" ON "session_date"("starts_at");

INSERT INTO "session_date" SELECT "id", 1, "starts_at", "ends_at" FROM "session";

CREATE TABLE "session_pool" (
    "session_id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "places" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "release_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "released_by" TEXT,
    "release_reason" TEXT,

    CONSTRAINT "session_pool_pkey" PRIMARY KEY ("session_id","rule"),
    CONSTRAINT "pool_rule_known" CHECK ("rule" IN ('small', 'equality-focused', 'first-time-bidder')),
    CONSTRAINT "pool_has_places" CHECK ("places" > 0),
    CONSTRAINT "pool_keeps_its_size" CHECK ("taken" BETWEEN 0 AND "places"),
    CONSTRAINT "release_has_a_reason" CHECK (
      ("released_at" IS NULL) = ("release_reason" IS NULL) AND ("released_at" IS NULL) = ("released_by" IS NULL)),
    CONSTRAINT "session_pool_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "session_pool_due" ON "session_pool" ("release_at") WHERE "released_at" IS NULL;

CREATE TABLE "session_change" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "parts" TEXT[] NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,

    CONSTRAINT "session_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "session_change_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "session_change_session_id_idx" ON "session_change"("session_id");

-- Bookings: what is held for a party, which pools its places come from, where it stands, why it ended.
ALTER TABLE "booking"
  ADD COLUMN "held" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "from_small" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "from_equality_focused" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "from_first_time_bidder" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "rank" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "because" TEXT,
  ADD COLUMN "contact_name" TEXT,
  ADD COLUMN "contact_email" TEXT,
  ADD COLUMN "contact_phone" TEXT,
  ADD COLUMN "moved_to" UUID,
  ADD COLUMN "moved_from" UUID,
  ADD COLUMN "kept_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "places_are_held_for_who_waits" CHECK (
    "held" >= 0 AND ("held" = 0 OR ("state" = 'waiting' AND "held" < "places"))),
  ADD CONSTRAINT "pools_give_what_is_taken" CHECK (
    "from_small" >= 0 AND "from_equality_focused" >= 0 AND "from_first_time_bidder" >= 0
    AND "from_small" + "from_equality_focused" + "from_first_time_bidder" <=
      CASE WHEN "state" IN ('booked', 'offered') THEN "places" ELSE "held" END);

UPDATE "booking" SET "because" = 'given-back' WHERE "state" = 'cancelled';
ALTER TABLE "booking"
  ADD CONSTRAINT "cancelled_for_a_reason" CHECK (("state" = 'cancelled') = ("because" IS NOT NULL)),
  ADD CONSTRAINT "because_known" CHECK ("because" IN
    ('given-back', 'declined', 'left-list', 'moved', 'session-cancelled', 'capacity-reduced'));

DROP INDEX "booking_waiting";
CREATE INDEX "booking_waiting" ON "booking" ("session_id", "rank", "booked_at", "id") WHERE "state" = 'waiting';

CREATE TABLE "pass_over" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "passed_at" TIMESTAMPTZ(3) NOT NULL,
    "places_free" INTEGER NOT NULL,

    CONSTRAINT "pass_over_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "pass_over_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "pass_over_booking_id_idx" ON "pass_over"("booking_id");

ALTER TABLE "attendee" ADD COLUMN "email" TEXT;

-- The register as it was written: corrections are further lines.
CREATE TABLE "attendance_entry" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "date" INTEGER NOT NULL,
    "attendance" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "attendance_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "entry_known" CHECK ("attendance" IN ('attended', 'partly', 'not')),
    CONSTRAINT "attendance_entry_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

CREATE INDEX "attendance_entry_booking_id_idx" ON "attendance_entry"("booking_id");

CREATE FUNCTION register_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The register is append-only: a correction is a further line.' USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER attendance_entry_append_only BEFORE UPDATE OR DELETE ON "attendance_entry"
  FOR EACH ROW EXECUTE FUNCTION register_is_append_only();

-- What an organisation waits for counts as firmly against its cap as what it has: waiting is no way around it.
UPDATE "session_share" SET "taken" = (
  SELECT coalesce(sum("places"), 0) FROM "booking"
  WHERE "booking"."session_id" = "session_share"."session_id"
    AND "booking"."organisation_id" = "session_share"."organisation_id"
    AND "state" IN ('booked', 'offered', 'waiting'));
INSERT INTO "session_share" ("session_id", "organisation_id", "cap", "taken")
  SELECT "session_id", "organisation_id", "cap_per_organisation", sum("places")
  FROM "booking" JOIN "session" ON "session"."id" = "session_id"
  WHERE "booking"."state" = 'waiting' GROUP BY 1, 2, 3
  ON CONFLICT DO NOTHING;

DROP TRIGGER "booking_places_counted" ON "booking";
DROP FUNCTION count_places();
DROP FUNCTION places_held(text, integer);

-- Before or after this, a row in no state: nothing of it counts.
CREATE FUNCTION places_in(wanted text[], state text, places integer) RETURNS integer
  LANGUAGE sql IMMUTABLE
  AS $$ SELECT CASE WHEN state = ANY (wanted) THEN places ELSE 0 END $$;

/* Counts are brought up to date by the row that changes them, whoever changes it: pools, then the session in one
   statement, then the organisation's share. The checks on them see the sum of everybody who was faster. */
CREATE FUNCTION count_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_session uuid := coalesce(NEW.session_id, OLD.session_id);
  of_organisation uuid := coalesce(NEW.organisation_id, OLD.organisation_id);
  booked integer := places_in('{booked}', NEW.state, NEW.places) - places_in('{booked}', OLD.state, OLD.places);
  offered integer := places_in('{offered}', NEW.state, NEW.places) - places_in('{offered}', OLD.state, OLD.places);
  living integer := places_in('{booked,offered,waiting}', NEW.state, NEW.places)
    - places_in('{booked,offered,waiting}', OLD.state, OLD.places);
  waiting integer := places_in('{waiting}', NEW.state, 1) - places_in('{waiting}', OLD.state, 1);
  held integer := coalesce(NEW.held, 0) - coalesce(OLD.held, 0);
  reserved integer := 0;
  pool record;
  is_kept boolean;
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.session_id <> OLD.session_id OR NEW.organisation_id <> OLD.organisation_id) THEN
    RAISE EXCEPTION 'A booking never moves to another session or organisation.' USING ERRCODE = 'check_violation';
  END IF;
  FOR pool IN
    SELECT * FROM (VALUES
      ('small', coalesce(NEW.from_small, 0) - coalesce(OLD.from_small, 0)),
      ('equality-focused', coalesce(NEW.from_equality_focused, 0) - coalesce(OLD.from_equality_focused, 0)),
      ('first-time-bidder', coalesce(NEW.from_first_time_bidder, 0) - coalesce(OLD.from_first_time_bidder, 0))
    ) AS change (rule, places) WHERE places <> 0
  LOOP
    UPDATE session_pool SET taken = taken + pool.places WHERE session_id = of_session AND rule = pool.rule
      RETURNING released_at IS NULL INTO is_kept;
    IF is_kept IS NULL THEN
      RAISE EXCEPTION 'The session has no pool of that rule.' USING ERRCODE = 'check_violation';
    END IF;
    IF is_kept THEN reserved := reserved - pool.places; END IF;
  END LOOP;
  IF booked <> 0 OR offered <> 0 OR held <> 0 OR reserved <> 0 OR waiting <> 0 THEN
    UPDATE session SET
      places_booked = places_booked + booked, places_offered = places_offered + offered,
      places_held = places_held + held, places_reserved = places_reserved + reserved,
      parties_waiting = parties_waiting + waiting
    WHERE id = of_session;
  END IF;
  IF living > 0 THEN
    INSERT INTO session_share AS share (session_id, organisation_id, cap, taken)
      SELECT id, of_organisation, cap_per_organisation, living FROM session WHERE id = of_session
      ON CONFLICT (session_id, organisation_id) DO UPDATE SET taken = share.taken + EXCLUDED.taken;
  ELSIF living < 0 THEN
    UPDATE session_share SET taken = taken + living
      WHERE session_id = of_session AND organisation_id = of_organisation;
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER booking_places_counted AFTER INSERT OR UPDATE OR DELETE ON "booking"
  FOR EACH ROW EXECUTE FUNCTION count_places();

-- What a pool still keeps is nobody else's: it counts against the capacity until the pool is released.
CREATE FUNCTION count_reserved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept_now integer := CASE WHEN NEW.released_at IS NULL THEN coalesce(NEW.places - NEW.taken, 0) ELSE 0 END;
  kept_before integer := CASE WHEN OLD.released_at IS NULL THEN coalesce(OLD.places - OLD.taken, 0) ELSE 0 END;
BEGIN
  UPDATE session SET places_reserved = places_reserved + kept_now - kept_before
    WHERE id = coalesce(NEW.session_id, OLD.session_id);
  RETURN NULL;
END
$$;

CREATE TRIGGER pool_places_counted AFTER INSERT OR DELETE OR UPDATE OF "places", "released_at" ON "session_pool"
  FOR EACH ROW EXECUTE FUNCTION count_reserved();

/* The session with all that a decision about its places asks for, and what the organisation has of it, locked until the
   end of the transaction, in one round trip. What is read after the lock is the last word: each statement looks anew. */
CREATE FUNCTION lock_session(wanted uuid, organisation uuid DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM session WHERE id = wanted FOR NO KEY UPDATE;
  RETURN (
    SELECT to_jsonb(s) || jsonb_build_object(
      'course', to_jsonb(c),
      'living', (SELECT coalesce(sum(taken), 0) FROM session_share h WHERE h.session_id = s.id AND h.organisation_id = organisation),
      'pools', (SELECT coalesce(jsonb_agg(p ORDER BY p.rule), '[]') FROM session_pool p WHERE p.session_id = s.id),
      'dates', (SELECT jsonb_agg(d ORDER BY d.number) FROM session_date d WHERE d.session_id = s.id))
    FROM session s JOIN course c ON c.id = s.course_id WHERE s.id = wanted);
END
$$;
