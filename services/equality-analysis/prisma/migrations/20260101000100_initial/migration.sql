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

-- CreateIndex
CREATE UNIQUE INDEX "screening_theme_id_key" ON "screening"("theme_id");
