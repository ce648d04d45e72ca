-- Facts and dates of an organisation's policies, as it says them; never the documents.
CREATE TABLE "policy" (
    "organisation_id" UUID NOT NULL,
    "competency" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "expires_on" DATE NOT NULL,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("organisation_id","competency","title"),
    CONSTRAINT "policy_competency_known"
      CHECK ("competency" IN ('governance', 'finance', 'safeguarding', 'equality'))
);

-- Whom training reached is counted by what the register says of an organisation.
ALTER TABLE "organisation"
  ADD COLUMN "wards_served" TEXT[] NOT NULL DEFAULT '{}',
  ADD COLUMN "equality_focus" TEXT[] NOT NULL DEFAULT '{}';
