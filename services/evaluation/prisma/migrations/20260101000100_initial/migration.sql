-- CreateTable
CREATE TABLE "evaluation" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "tender" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "bid_ids" UUID[],
    "quality_locked_at" TIMESTAMPTZ(3),
    "recommendation_id" UUID,
    "summaries_issued_at" TIMESTAMPTZ(3),
    "awarded_at" TIMESTAMPTZ(3),
    "standstill_ended_on" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "panel_member" (
    "evaluation_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "scores" BOOLEAN NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "left_because" TEXT,
    "place" INTEGER NOT NULL,

    CONSTRAINT "panel_member_pkey" PRIMARY KEY ("evaluation_id","person")
);

-- CreateTable
CREATE TABLE "bid" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_name" TEXT NOT NULL,
    "reach" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "price_pence" BIGINT,

    CONSTRAINT "bid_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "declaration" (
    "evaluation_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "bid_id" UUID NOT NULL,
    "interest" TEXT NOT NULL,
    "degree" TEXT,
    "detail" TEXT,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "resolution" TEXT,
    "resolution_reason" TEXT,
    "resolved_by" TEXT,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "declaration_pkey" PRIMARY KEY ("evaluation_id","person","bid_id")
);

-- CreateTable
CREATE TABLE "score" (
    "evaluation_id" UUID NOT NULL,
    "person" TEXT NOT NULL,
    "bid_id" UUID NOT NULL,
    "criterion_id" UUID NOT NULL,
    "mark" INTEGER NOT NULL,
    "rationale" TEXT NOT NULL,
    "scored_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "score_pkey" PRIMARY KEY ("evaluation_id","person","bid_id","criterion_id")
);

-- CreateTable
CREATE TABLE "moderation" (
    "evaluation_id" UUID NOT NULL,
    "bid_id" UUID NOT NULL,
    "criterion_id" UUID NOT NULL,
    "present" TEXT[],
    "points" TEXT NOT NULL,
    "moves" JSONB NOT NULL,
    "mark" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "moderation_pkey" PRIMARY KEY ("evaluation_id","bid_id","criterion_id")
);

-- CreateTable
CREATE TABLE "exclusion" (
    "evaluation_id" UUID NOT NULL,
    "bid_id" UUID NOT NULL,
    "grounds" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "changes_winner" BOOLEAN NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "approved_by" TEXT,
    "approved_at" TIMESTAMPTZ(3),

    CONSTRAINT "exclusion_pkey" PRIMARY KEY ("evaluation_id","bid_id")
);

-- CreateTable
CREATE TABLE "low_price_answer" (
    "evaluation_id" UUID NOT NULL,
    "bid_id" UUID NOT NULL,
    "explanation" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "resolved_by" TEXT NOT NULL,
    "resolved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "low_price_answer_pkey" PRIMARY KEY ("evaluation_id","bid_id")
);

-- CreateTable
CREATE TABLE "draw" (
    "id" UUID NOT NULL,
    "evaluation_id" UUID NOT NULL,
    "order" UUID[],
    "held_by" TEXT NOT NULL,
    "witness" TEXT NOT NULL,
    "held_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recommendation" (
    "id" UUID NOT NULL,
    "evaluation_id" UUID NOT NULL,
    "set_hash" TEXT NOT NULL,
    "bids" JSONB NOT NULL,
    "departures" JSONB NOT NULL,
    "summary" TEXT NOT NULL,
    "recommended_by" TEXT NOT NULL,
    "recommended_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recommendation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "award_decision" (
    "id" UUID NOT NULL,
    "evaluation_id" UUID NOT NULL,
    "set_hash" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "call_in" TEXT,

    CONSTRAINT "award_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "award_check" (
    "id" UUID NOT NULL,
    "evaluation_id" UUID NOT NULL,
    "set_hash" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "prepared_by" TEXT NOT NULL,
    "approved_by" TEXT NOT NULL,
    "completed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "award_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "summary" (
    "evaluation_id" UUID NOT NULL,
    "bid_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "summary_pkey" PRIMARY KEY ("evaluation_id","bid_id")
);

-- CreateTable
CREATE TABLE "award_notice" (
    "tender_id" UUID NOT NULL,
    "notice_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "published_on" DATE NOT NULL,
    "standstill_ends_on" DATE,

    CONSTRAINT "award_notice_pkey" PRIMARY KEY ("tender_id")
);

-- CreateTable
CREATE TABLE "challenge" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "kind" TEXT,
    "resolved_on" DATE,

    CONSTRAINT "challenge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_tender_id_key" ON "evaluation"("tender_id");

-- CreateIndex
CREATE INDEX "panel_member_person_idx" ON "panel_member"("person");

-- CreateIndex
CREATE INDEX "bid_tender_id_idx" ON "bid"("tender_id");

-- CreateIndex
CREATE INDEX "draw_evaluation_id_idx" ON "draw"("evaluation_id");

-- CreateIndex
CREATE INDEX "recommendation_evaluation_id_idx" ON "recommendation"("evaluation_id");

-- CreateIndex
CREATE INDEX "award_decision_evaluation_id_idx" ON "award_decision"("evaluation_id");

-- CreateIndex
CREATE INDEX "award_check_evaluation_id_idx" ON "award_check"("evaluation_id");

-- CreateIndex
CREATE INDEX "summary_organisation_id_idx" ON "summary"("organisation_id");

-- CreateIndex
CREATE INDEX "challenge_tender_id_idx" ON "challenge"("tender_id");

-- AddForeignKey
ALTER TABLE "panel_member" ADD CONSTRAINT "panel_member_evaluation_id_fkey" FOREIGN KEY ("evaluation_id") REFERENCES "evaluation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
