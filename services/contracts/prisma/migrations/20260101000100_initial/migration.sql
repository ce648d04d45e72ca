-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "small" BOOLEAN NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "organisation_id" UUID NOT NULL,
    "person_id" TEXT NOT NULL,
    "acts" BOOLEAN NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("organisation_id","person_id")
);

-- CreateTable
CREATE TABLE "procurement" (
    "tender_id" UUID NOT NULL,
    "regime" TEXT,
    "award_notice_on" DATE,
    "standstill_ends_on" DATE,
    "standstill_ended_on" DATE,

    CONSTRAINT "procurement_pkey" PRIMARY KEY ("tender_id")
);

-- CreateTable
CREATE TABLE "challenge" (
    "id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "kind" TEXT,
    "received_on" DATE,
    "resolved_on" DATE,

    CONSTRAINT "challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "caseload" (
    "manager_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "capacity" INTEGER,

    CONSTRAINT "caseload_pkey" PRIMARY KEY ("manager_id")
);

-- CreateTable
CREATE TABLE "contract" (
    "id" UUID NOT NULL,
    "award_id" UUID NOT NULL,
    "tender_id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "organisation_name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "value_pence" BIGINT NOT NULL,
    "tier" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "standstill_working_days" INTEGER NOT NULL,
    "reach" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "manager_id" TEXT,
    "manager_name" TEXT,
    "signed_on" DATE,
    "signed_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator" (
    "contract_id" UUID NOT NULL,
    "indicator_id" UUID NOT NULL,
    "outcome_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "target" DOUBLE PRECISION NOT NULL,
    "unit" TEXT NOT NULL,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("contract_id","indicator_id")
);

-- CreateTable
CREATE TABLE "return" (
    "id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "period_from" DATE NOT NULL,
    "period_to" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "story" TEXT,
    "comments" TEXT,
    "submitted_by" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "reviewed_by" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "return_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "observation" (
    "return_id" UUID NOT NULL,
    "indicator_id" UUID NOT NULL,
    "ward" TEXT NOT NULL,
    "characteristic" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "numerator" INTEGER NOT NULL,
    "denominator" INTEGER NOT NULL,

    CONSTRAINT "observation_pkey" PRIMARY KEY ("return_id","indicator_id","ward","characteristic","category")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "contract_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,
    "amount_pence" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "requested_by" TEXT,
    "requested_on" DATE,
    "approved_by" TEXT,
    "approved_on" DATE,
    "refusal" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "challenge_tender_id_idx" ON "challenge"("tender_id");

-- CreateIndex
CREATE UNIQUE INDEX "contract_award_id_key" ON "contract"("award_id");

-- CreateIndex
CREATE INDEX "contract_organisation_id_idx" ON "contract"("organisation_id");

-- CreateIndex
CREATE INDEX "contract_manager_id_idx" ON "contract"("manager_id");

-- CreateIndex
CREATE INDEX "return_state_due_on_idx" ON "return"("state", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "return_contract_id_number_key" ON "return"("contract_id", "number");

-- CreateIndex
CREATE INDEX "payment_state_due_on_idx" ON "payment"("state", "due_on");

-- CreateIndex
CREATE UNIQUE INDEX "payment_contract_id_number_key" ON "payment"("contract_id", "number");

-- AddForeignKey
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return" ADD CONSTRAINT "return_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "return"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_contract_id_fkey" FOREIGN KEY ("contract_id") REFERENCES "contract"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
