-- CreateTable
CREATE TABLE "course" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "competencies" TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "course_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "venue" TEXT NOT NULL,
    "ward" TEXT,
    "capacity" INTEGER NOT NULL,
    "cap_per_organisation" INTEGER NOT NULL,
    "booking_opens_at" TIMESTAMPTZ(3) NOT NULL,
    "booking_closes_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "places_taken" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_share" (
    "session_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "cap" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "session_share_pkey" PRIMARY KEY ("session_id","organisation_id")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "places" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "booked_at" TIMESTAMPTZ(3) NOT NULL,
    "booked_by" TEXT NOT NULL,
    "offered_until" TIMESTAMPTZ(3),
    "passed_over" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendee" (
    "booking_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "name" TEXT,
    "attendance" TEXT,

    CONSTRAINT "attendee_pkey" PRIMARY KEY ("booking_id","place")
);

-- CreateTable
CREATE TABLE "self_rating" (
    "organisation_id" UUID NOT NULL,
    "competency" TEXT NOT NULL,
    "rating" TEXT NOT NULL,
    "rated_by" TEXT NOT NULL,
    "rated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "self_rating_pkey" PRIMARY KEY ("organisation_id","competency")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "organisation_id" UUID NOT NULL,
    "person_id" TEXT NOT NULL,
    "acts" BOOLEAN NOT NULL,
    "sequence" BIGINT NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("organisation_id","person_id")
);

-- CreateIndex
CREATE INDEX "session_course_id_idx" ON "session"("course_id");

-- CreateIndex
CREATE INDEX "session_starts_at_idx" ON "session"("starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "session_id_cap_per_organisation_key" ON "session"("id", "cap_per_organisation");

-- CreateIndex
CREATE INDEX "booking_session_id_state_idx" ON "booking"("session_id", "state");

-- CreateIndex
CREATE INDEX "booking_organisation_id_idx" ON "booking"("organisation_id");

-- CreateIndex
CREATE INDEX "booking_state_offered_until_idx" ON "booking"("state", "offered_until");

-- CreateIndex
CREATE INDEX "member_person_id_idx" ON "member"("person_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_share" ADD CONSTRAINT "session_share_session_id_cap_fkey" FOREIGN KEY ("session_id", "cap") REFERENCES "session"("id", "cap_per_organisation") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendee" ADD CONSTRAINT "attendee_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
