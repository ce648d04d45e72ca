-- Which of the facts of its evaluation a check is about: clocks of services may disagree about what came first.
ALTER TABLE award_check ADD COLUMN recommendation_sequence bigint NOT NULL DEFAULT 1;
ALTER TABLE award_check ALTER COLUMN recommendation_sequence DROP DEFAULT;
