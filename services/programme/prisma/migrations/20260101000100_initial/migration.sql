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
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "theme_programme_id_idx" ON "theme"("programme_id");

-- CreateIndex
CREATE INDEX "decision_subject_subject_id_idx" ON "decision"("subject", "subject_id");

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
