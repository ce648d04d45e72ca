-- CreateTable
CREATE TABLE "theme" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "fact" JSONB NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tender" (
    "id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "value_pence" BIGINT NOT NULL,
    "closes_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "terms" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tender_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "tender_state_closes_at_idx" ON "tender"("state", "closes_at");

-- AddForeignKey
ALTER TABLE "tender" ADD CONSTRAINT "tender_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
