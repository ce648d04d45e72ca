-- CreateTable
CREATE TABLE "screening" (
    "id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "lead_service" TEXT NOT NULL,
    "budget_pence" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "outcome" TEXT,
    "reason" TEXT,
    "completed_by" TEXT,
    "completed_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "screening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "award_check" (
    "id" UUID NOT NULL,
    "evaluation_id" UUID NOT NULL,
    "set_hash" TEXT NOT NULL,
    "recommendation" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "findings" JSONB,
    "alternatives" JSONB,
    "advice" TEXT,
    "mitigations" JSONB NOT NULL,
    "no_mitigation_because" TEXT,
    "returned_because" TEXT,
    "prepared_by" TEXT,
    "approved_by" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "award_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "panellist" (
    "evaluation_id" UUID NOT NULL,
    "person" TEXT NOT NULL,

    CONSTRAINT "panellist_pkey" PRIMARY KEY ("evaluation_id","person")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "small" BOOLEAN NOT NULL,
    "equality_focus" TEXT[],
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "needs_version" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "baseline" JSONB,
    "fetched_at" TIMESTAMPTZ(3),

    CONSTRAINT "needs_version_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "screening_theme_id_key" ON "screening"("theme_id");

-- CreateIndex
CREATE INDEX "award_check_evaluation_id_idx" ON "award_check"("evaluation_id");
