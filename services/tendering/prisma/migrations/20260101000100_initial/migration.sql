-- CreateTable
CREATE TABLE "theme" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "fact" JSONB,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "fact" JSONB NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tender" (
    "id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "value_pence" BIGINT NOT NULL,
    "closes_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "cancel_reason" TEXT,
    "terms" JSONB NOT NULL,
    "indicators" JSONB NOT NULL,
    "findings" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "tender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tender_key" (
    "tender_id" UUID NOT NULL,
    "envelope" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "private_key" TEXT NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "tender_key_pkey" PRIMARY KEY ("tender_id","envelope")
);

-- CreateTable
CREATE TABLE "master_key" (
    "id" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,

    CONSTRAINT "master_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clarification" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "asker" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "published_question" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "clarification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bid" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "lookup" TEXT NOT NULL,
    "data_key" TEXT NOT NULL,
    "bidder" TEXT NOT NULL,

    CONSTRAINT "bid_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bid_part" (
    "bid_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "bid_part_pkey" PRIMARY KEY ("bid_id","part")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "bid_id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "content_key" TEXT NOT NULL,
    "price" TEXT NOT NULL,
    "price_key" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opening" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "proposed_by" TEXT NOT NULL,
    "proposed_by_name" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by" TEXT,
    "confirmed_by_name" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "record" JSONB,

    CONSTRAINT "opening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opened_bid" (
    "bid_id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_name" TEXT NOT NULL,
    "price_pence" BIGINT,

    CONSTRAINT "opened_bid_pkey" PRIMARY KEY ("bid_id")
);

-- CreateTable
CREATE TABLE "outcome" (
    "tender_id" UUID NOT NULL,
    "quality_locked_at" TIMESTAMPTZ(3),
    "awarded" JSONB,
    "summaries" JSONB,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("tender_id")
);

-- CreateTable
CREATE TABLE "signed_contract" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "fact" JSONB NOT NULL,

    CONSTRAINT "signed_contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "published_on" DATE NOT NULL,
    "reference" TEXT NOT NULL,
    "standstill_working_days" INTEGER NOT NULL,
    "standstill_ends_on" DATE,
    "source" TEXT NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenge" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "summary" TEXT NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "resolved_on" DATE,
    "outcome" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "challenge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "tender_state_closes_at_idx" ON "tender"("state", "closes_at");

-- CreateIndex
CREATE INDEX "clarification_tender_id_idx" ON "clarification"("tender_id");

-- CreateIndex
CREATE UNIQUE INDEX "bid_lookup_key" ON "bid"("lookup");

-- CreateIndex
CREATE INDEX "bid_tender_id_idx" ON "bid"("tender_id");

-- CreateIndex
CREATE INDEX "submission_tender_id_idx" ON "submission"("tender_id");

-- CreateIndex
CREATE UNIQUE INDEX "submission_bid_id_number_key" ON "submission"("bid_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "opening_tender_id_key" ON "opening"("tender_id");

-- CreateIndex
CREATE INDEX "opened_bid_tender_id_idx" ON "opened_bid"("tender_id");

-- CreateIndex
CREATE INDEX "signed_contract_tender_id_idx" ON "signed_contract"("tender_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_tender_id_kind_key" ON "notice"("tender_id", "kind");

-- CreateIndex
CREATE INDEX "challenge_tender_id_idx" ON "challenge"("tender_id");

-- AddForeignKey
ALTER TABLE "tender" ADD CONSTRAINT "tender_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tender_key" ADD CONSTRAINT "tender_key_tender_id_fkey" FOREIGN KEY ("tender_id") REFERENCES "tender"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid" ADD CONSTRAINT "bid_tender_id_fkey" FOREIGN KEY ("tender_id") REFERENCES "tender"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid_part" ADD CONSTRAINT "bid_part_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_bid_id_fkey" FOREIGN KEY ("bid_id") REFERENCES "bid"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
