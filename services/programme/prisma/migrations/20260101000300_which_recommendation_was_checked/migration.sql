-- What came first is told by sequences, not by the clocks of three services, which may disagree.
ALTER TABLE recommended_set DROP COLUMN since, ADD COLUMN since bigint;
UPDATE recommended_set SET since = sequence;
ALTER TABLE recommended_set ALTER COLUMN since SET NOT NULL;
-- A check from before says nothing of it, and is void: the set is checked again.
ALTER TABLE award_check ADD COLUMN recommendation_sequence bigint NOT NULL DEFAULT 0;
ALTER TABLE award_check ALTER COLUMN recommendation_sequence DROP DEFAULT;
