-- Facts can be made again beside those that serve: each row says which consumer made it.
ALTER TABLE "segment" ADD COLUMN "consumer" TEXT NOT NULL DEFAULT 'analytics';

ALTER TABLE "counted_places" ADD COLUMN "consumer" TEXT NOT NULL DEFAULT 'analytics';
ALTER TABLE "counted_places" DROP CONSTRAINT "counted_places_pkey";
ALTER TABLE "counted_places" ADD CONSTRAINT "counted_places_pkey" PRIMARY KEY ("consumer", "booking_id", "stage");
