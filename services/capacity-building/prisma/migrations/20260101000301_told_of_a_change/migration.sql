-- Which change of the session a booking was told of last, and which its organisation has answered: exact where two
-- moments in time could not be told apart.
ALTER TABLE "booking"
  DROP COLUMN "kept_at",
  ADD COLUMN "told_change" UUID,
  ADD COLUMN "kept_change" UUID;
