-- What a certificate said when it was issued. Whether it still counts is asked of the register each time.
CREATE TABLE "certificate" (
    "reference" TEXT NOT NULL,
    "booking_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "course_title" TEXT NOT NULL,
    "competencies" TEXT[],
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "issued_by" TEXT NOT NULL,

    CONSTRAINT "certificate_pkey" PRIMARY KEY ("reference")
);

-- That feedback was given stands apart from what was said, so that the one does not lead to the other. What was said
-- has neither a time nor an order.
CREATE TABLE "feedback_given" (
    "booking_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,

    CONSTRAINT "feedback_given_pkey" PRIMARY KEY ("booking_id","place")
);

CREATE TABLE "feedback" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "useful" INTEGER NOT NULL,
    "clear" INTEGER NOT NULL,
    "welcoming" INTEGER NOT NULL,
    "more_confident" INTEGER NOT NULL,
    "helped" TEXT,
    "change" TEXT,

    CONSTRAINT "feedback_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "feedback_scores_known" CHECK ("useful" BETWEEN 1 AND 5 AND "clear" BETWEEN 1 AND 5
      AND "welcoming" BETWEEN 1 AND 5 AND "more_confident" BETWEEN 1 AND 5)
);

CREATE TABLE "material" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "session_id" UUID,
    "title" TEXT NOT NULL,
    "text" TEXT,
    "link" TEXT,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_because" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "material_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "material_has_content" CHECK ("text" IS NOT NULL OR "link" IS NOT NULL),
    CONSTRAINT "withdrawn_with_a_reason" CHECK (("withdrawn_at" IS NULL) = ("withdrawn_because" IS NULL))
);

CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "course_id" UUID NOT NULL,
    "session_id" UUID,
    "question" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "published_question" TEXT,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "declined_because" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "question_state_known" CHECK ("state" IN ('open', 'answered', 'declined')),
    CONSTRAINT "answered_for_everybody" CHECK (("state" = 'answered') = ("answer" IS NOT NULL
      AND "answered_at" IS NOT NULL AND "published_question" IS NOT NULL))
);

CREATE UNIQUE INDEX "certificate_booking_id_place_number_key" ON "certificate"("booking_id", "place", "number");
CREATE INDEX "feedback_session_id_idx" ON "feedback"("session_id");
CREATE INDEX "material_course_id_idx" ON "material"("course_id");
CREATE INDEX "question_course_id_state_idx" ON "question"("course_id", "state");
CREATE INDEX "question_asked_by_idx" ON "question"("asked_by");

ALTER TABLE "certificate" ADD CONSTRAINT "certificate_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "material" ADD CONSTRAINT "material_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "question" ADD CONSTRAINT "question_course_id_fkey" FOREIGN KEY ("course_id") REFERENCES "course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
