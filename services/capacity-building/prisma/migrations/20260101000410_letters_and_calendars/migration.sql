-- What an organisation was last told of a booking: the next letter and the next number of its calendar entry follow
-- from what has changed since.
CREATE TABLE "told" (
    "booking_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "places" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "venue" TEXT NOT NULL,
    "offered_until" TIMESTAMPTZ(3),

    CONSTRAINT "told_pkey" PRIMARY KEY ("booking_id")
);

-- One letter per (what it is about, template, occasion), however often it is tried. `facts` may hold names: they are
-- forgotten as soon as the letter is handed over.
CREATE TABLE "letter" (
    "id" UUID NOT NULL,
    "about_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "recipient" JSONB NOT NULL,
    "facts" JSONB,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "letter_has_its_facts_until_it_is_sent" CHECK (("sent_at" IS NULL) = ("facts" IS NOT NULL))
);

-- A feed is read by whoever has its token; only the hash of it is kept.
CREATE TABLE "calendar_feed" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "letter_about_id_template_occasion_key" ON "letter"("about_id", "template", "occasion");
CREATE INDEX "letter_unsent" ON "letter"("id") WHERE "sent_at" IS NULL;
CREATE UNIQUE INDEX "calendar_feed_token_hash_key" ON "calendar_feed"("token_hash");
CREATE INDEX "calendar_feed_organisation_id_idx" ON "calendar_feed"("organisation_id");

ALTER TABLE "told" ADD CONSTRAINT "told_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE CASCADE ON UPDATE CASCADE;
