-- Somebody other than the requester approves, once and for good.
ALTER TABLE "payment" ADD CONSTRAINT "payment_states"
  CHECK ("state" IN ('scheduled', 'requested', 'approved'));
ALTER TABLE "payment" ADD CONSTRAINT "payment_is_positive" CHECK ("amount_pence" > 0);
ALTER TABLE "payment" ADD CONSTRAINT "payment_needs_two_people"
  CHECK ("state" <> 'approved'
    OR ("requested_by" IS NOT NULL AND "approved_by" IS NOT NULL AND "requested_by" <> "approved_by"));

CREATE FUNCTION payment_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'payment % was approved and cannot change', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER payment_is_final BEFORE UPDATE OR DELETE ON "payment"
  FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION payment_is_final();

-- Parts never add up to more than the contract. The contract's row is the lock between two parts at once.
CREATE FUNCTION payments_stay_within_contract() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  value BIGINT;
  parts BIGINT;
BEGIN
  SELECT value_pence INTO value FROM contract WHERE id = NEW.contract_id FOR UPDATE;
  SELECT sum(amount_pence) INTO parts FROM payment WHERE contract_id = NEW.contract_id;
  IF parts > value THEN
    RAISE EXCEPTION 'payments of contract % add up to % of %', NEW.contract_id, parts, value
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payments_stay_within_contract AFTER INSERT OR UPDATE OF amount_pence, contract_id ON "payment"
  FOR EACH ROW EXECUTE FUNCTION payments_stay_within_contract();

ALTER TABLE "observation" ADD CONSTRAINT "observation_counts_people"
  CHECK ("numerator" >= 0 AND "numerator" <= "denominator");

CREATE FUNCTION accepted_return_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "return" WHERE id = COALESCE(NEW.return_id, OLD.return_id) AND state = 'accepted') THEN
    RAISE EXCEPTION 'an accepted return cannot change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER accepted_return_is_final BEFORE INSERT OR UPDATE OR DELETE ON "observation"
  FOR EACH ROW EXECUTE FUNCTION accepted_return_is_final();
