-- A person acts for an organisation once at a time; ended memberships stay as history.
CREATE UNIQUE INDEX "membership_living" ON "membership" ("organisation_id", "person_id") WHERE "left_at" IS NULL;

ALTER TABLE "invitation" ADD CONSTRAINT "invitation_is_for_somebody"
  CHECK (("person_id" IS NOT NULL) <> ("code_hash" IS NOT NULL));

-- Numbers for groups that are on no register.
CREATE SEQUENCE "local_identifier";
