-- The decision that an award rests on, and what scrutiny made of it.
CREATE TABLE "award_decision" (
  "id" UUID NOT NULL,
  "evaluation_id" UUID NOT NULL,
  "set_hash" TEXT,
  "outcome" TEXT,
  "decided_at" TIMESTAMPTZ(3),
  "call_in_ends_on" DATE,
  "call_in" TEXT,
  "call_in_sequence" BIGINT,
  CONSTRAINT "award_decision_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "award_decision_evaluation_id_set_hash_idx" ON "award_decision"("evaluation_id", "set_hash");

-- Of drafts from before this, nobody noted which recommended set they came from.
ALTER TABLE "contract" ADD COLUMN "evaluation_id" UUID;
ALTER TABLE "contract" ADD COLUMN "set_hash" TEXT;
