-- CreateTable
CREATE TABLE "programme" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "aim" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "budget_pence" BIGINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "theme" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "lead_service" TEXT NOT NULL,
    "budget_pence" BIGINT NOT NULL,
    "service_starts_on" DATE NOT NULL,
    "outcomes" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "screening" JSONB,
    "decision_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "set_hash" TEXT,
    "outcome" TEXT NOT NULL,
    "key" BOOLEAN NOT NULL,
    "due_regard" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "alternatives" JSONB NOT NULL,
    "exception" JSONB,
    "notice" JSONB,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "call_in_ends_on" DATE NOT NULL,
    "call_in" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "planned_decision" (
    "id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "key" BOOLEAN NOT NULL,
    "key_reason" TEXT,
    "notice_on" DATE NOT NULL,
    "planned_for" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "planned_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recommended_set" (
    "evaluation_id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "set_hash" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "recommended_set_pkey" PRIMARY KEY ("evaluation_id")
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
CREATE TABLE "framework" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "edition" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "framework_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome_area" (
    "id" UUID NOT NULL,
    "framework_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "standing" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "came_from" UUID[],
    "former_titles" TEXT[],

    CONSTRAINT "outcome_area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "area_definition" (
    "area_id" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "written_by" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "area_definition_pkey" PRIMARY KEY ("area_id","edition")
);

-- CreateTable
CREATE TABLE "framework_change" (
    "id" UUID NOT NULL,
    "framework_id" UUID NOT NULL,
    "change" TEXT NOT NULL,
    "area_ids" UUID[],
    "says" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "framework_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "framework_edition" (
    "framework_id" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "areas" JSONB NOT NULL,
    "published_by" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "framework_edition_pkey" PRIMARY KEY ("framework_id","edition")
);

-- CreateTable
CREATE TABLE "workshop" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "audience" TEXT NOT NULL,
    "questions" TEXT[],
    "attendance" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "workshop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contribution" (
    "id" UUID NOT NULL,
    "workshop_id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "question" TEXT,
    "recorded_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "contribution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coding" (
    "contribution_id" UUID NOT NULL,
    "area_id" UUID NOT NULL,

    CONSTRAINT "coding_pkey" PRIMARY KEY ("contribution_id","area_id")
);

-- CreateTable
CREATE TABLE "contribution_answer" (
    "id" UUID NOT NULL,
    "contribution_id" UUID NOT NULL,
    "response" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "links" JSONB NOT NULL,
    "answered_by" TEXT NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contribution_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "theory_of_change" (
    "programme_id" UUID NOT NULL,
    "nodes" JSONB NOT NULL,
    "links" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "theory_of_change_pkey" PRIMARY KEY ("programme_id")
);

-- CreateIndex
CREATE INDEX "theme_programme_id_idx" ON "theme"("programme_id");

-- CreateIndex
CREATE INDEX "decision_subject_subject_id_idx" ON "decision"("subject", "subject_id");

-- CreateIndex
CREATE INDEX "planned_decision_subject_subject_id_idx" ON "planned_decision"("subject", "subject_id");

-- CreateIndex
CREATE INDEX "award_check_evaluation_id_idx" ON "award_check"("evaluation_id");

-- CreateIndex
CREATE UNIQUE INDEX "framework_programme_id_key" ON "framework"("programme_id");

-- CreateIndex
CREATE INDEX "outcome_area_framework_id_idx" ON "outcome_area"("framework_id");

-- CreateIndex
CREATE INDEX "framework_change_framework_id_idx" ON "framework_change"("framework_id");

-- CreateIndex
CREATE INDEX "workshop_programme_id_idx" ON "workshop"("programme_id");

-- CreateIndex
CREATE INDEX "contribution_workshop_id_idx" ON "contribution"("workshop_id");

-- CreateIndex
CREATE INDEX "coding_area_id_idx" ON "coding"("area_id");

-- CreateIndex
CREATE INDEX "contribution_answer_contribution_id_idx" ON "contribution_answer"("contribution_id");

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_area" ADD CONSTRAINT "outcome_area_framework_id_fkey" FOREIGN KEY ("framework_id") REFERENCES "framework"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "area_definition" ADD CONSTRAINT "area_definition_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "outcome_area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "framework_change" ADD CONSTRAINT "framework_change_framework_id_fkey" FOREIGN KEY ("framework_id") REFERENCES "framework"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "framework_edition" ADD CONSTRAINT "framework_edition_framework_id_fkey" FOREIGN KEY ("framework_id") REFERENCES "framework"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workshop" ADD CONSTRAINT "workshop_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contribution" ADD CONSTRAINT "contribution_workshop_id_fkey" FOREIGN KEY ("workshop_id") REFERENCES "workshop"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coding" ADD CONSTRAINT "coding_contribution_id_fkey" FOREIGN KEY ("contribution_id") REFERENCES "contribution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coding" ADD CONSTRAINT "coding_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "outcome_area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contribution_answer" ADD CONSTRAINT "contribution_answer_contribution_id_fkey" FOREIGN KEY ("contribution_id") REFERENCES "contribution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theory_of_change" ADD CONSTRAINT "theory_of_change_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
