-- The equality check that a decision was taken on: clocks of services may disagree about which of the two came first.
ALTER TABLE award_decision ADD COLUMN check_id uuid;
