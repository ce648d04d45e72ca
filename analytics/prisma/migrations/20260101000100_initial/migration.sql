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

-- CreateIndex
CREATE UNIQUE INDEX "needs_version_number_key" ON "needs_version"("number");

-- AddForeignKey
ALTER TABLE "needs_figure" ADD CONSTRAINT "needs_figure_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "needs_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
