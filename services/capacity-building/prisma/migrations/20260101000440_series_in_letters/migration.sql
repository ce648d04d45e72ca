-- A series is told with all of its dates, and a session online with the link to it.
ALTER TABLE "told"
  ADD COLUMN "session_version" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "dates" JSONB,
  ADD COLUMN "joining_link" TEXT;

UPDATE "told" SET "dates" = jsonb_build_array(jsonb_build_object(
  'startsAt', to_char("starts_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'endsAt', to_char("ends_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));

ALTER TABLE "told"
  ALTER COLUMN "dates" SET NOT NULL,
  ALTER COLUMN "session_version" DROP DEFAULT,
  DROP COLUMN "starts_at",
  DROP COLUMN "ends_at";
