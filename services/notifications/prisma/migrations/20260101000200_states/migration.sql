ALTER TABLE "message" ADD CONSTRAINT "message_states"
  CHECK ("state" IN ('waiting', 'addressed', 'unreachable'));
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_states"
  CHECK ("state" IN ('pending', 'sent', 'failed'));

-- A message says what it says in the open or sealed, never both.
ALTER TABLE "message" ADD CONSTRAINT "message_is_open_or_sealed"
  CHECK ("facts" IS NULL OR ("sealed" IS NULL AND "fingerprint" IS NULL));
