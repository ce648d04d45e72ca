-- What is asked for stands apart from what somebody needs, so that who counts the one never reads the other, and the
-- need can be erased while the count stays.
CREATE TABLE "adjustment" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "lead_working_days" INTEGER NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_starts_at" TIMESTAMPTZ(3),
    "confirmed_venue" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "adjustment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "adjustment_state_known"
      CHECK ("state" IN ('requested', 'sourced', 'confirmed', 'cannot-meet', 'withdrawn')),
    CONSTRAINT "confirmed_for_a_date_and_a_place"
      CHECK (("state" = 'confirmed') = ("confirmed_starts_at" IS NOT NULL AND "confirmed_venue" IS NOT NULL))
);

-- Special-category data: read with a purpose, every reading audited, erased some days after the session.
CREATE TABLE "adjustment_need" (
    "adjustment_id" UUID NOT NULL,
    "place" INTEGER,
    "kind" TEXT NOT NULL,
    "detail" TEXT,
    "supplier" TEXT,
    "answer" TEXT,

    CONSTRAINT "adjustment_need_pkey" PRIMARY KEY ("adjustment_id")
);

CREATE INDEX "adjustment_booking_id_idx" ON "adjustment"("booking_id");

ALTER TABLE "adjustment" ADD CONSTRAINT "adjustment_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "adjustment_need" ADD CONSTRAINT "adjustment_need_adjustment_id_fkey" FOREIGN KEY ("adjustment_id") REFERENCES "adjustment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
