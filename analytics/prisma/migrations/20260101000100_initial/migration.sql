-- CreateTable
CREATE TABLE "needs_version" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "licence" TEXT NOT NULL,
    "vintage" TEXT NOT NULL,
    "published_by" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "needs_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "needs_figure" (
    "version_id" UUID NOT NULL,
    "area" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "characteristic" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "denominator" INTEGER,
    "unit" TEXT NOT NULL,
    "geography" TEXT NOT NULL,
    "source_table" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "needs_figure_pkey" PRIMARY KEY ("version_id","area","measure","characteristic","category")
);

-- CreateTable
CREATE TABLE "segment" (
    "id" UUID NOT NULL,
    "rows" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "replaces" UUID[],
    "replaced_by" UUID,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counted_places" (
    "booking_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "places" INTEGER NOT NULL,

    CONSTRAINT "counted_places_pkey" PRIMARY KEY ("booking_id","stage")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "small" BOOLEAN NOT NULL,
    "home_ward" TEXT NOT NULL,
    "wards_served" TEXT[],
    "equality_focus" TEXT[],

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "theme" (
    "id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "programme_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "budget_pence" BIGINT NOT NULL,
    "approved" BOOLEAN NOT NULL,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tender" (
    "id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "tender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator" (
    "id" UUID NOT NULL,
    "theme_id" UUID NOT NULL,
    "outcome_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "target" DOUBLE PRECISION,
    "unit" TEXT,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "published_by" TEXT NOT NULL,
    "suppressed" INTEGER NOT NULL,
    "withheld" TEXT[],
    "themes" JSONB NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "published_report" (
    "publication_id" UUID NOT NULL,
    "theme" TEXT NOT NULL,
    "report" JSONB NOT NULL,

    CONSTRAINT "published_report_pkey" PRIMARY KEY ("publication_id","theme")
);

-- CreateTable
CREATE TABLE "public_release" (
    "publication_id" UUID NOT NULL,
    "release" JSONB NOT NULL,

    CONSTRAINT "public_release_pkey" PRIMARY KEY ("publication_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "needs_version_number_key" ON "needs_version"("number");

-- CreateIndex
CREATE INDEX "segment_replaced_by_idx" ON "segment"("replaced_by");

-- CreateIndex
CREATE UNIQUE INDEX "publication_number_key" ON "publication"("number");

-- AddForeignKey
ALTER TABLE "needs_figure" ADD CONSTRAINT "needs_figure_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "needs_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_report" ADD CONSTRAINT "published_report_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "public_release" ADD CONSTRAINT "public_release_publication_id_fkey" FOREIGN KEY ("publication_id") REFERENCES "publication"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
