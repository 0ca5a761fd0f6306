-- What a due asks for was agreed or accepted and never changes, paid or not: other terms make other dues. What was paid stays paid, with its tax.
CREATE OR REPLACE FUNCTION licence_due_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency OR NEW.withholding_minor <> OLD.withholding_minor
    OR NEW.licence_id <> OLD.licence_id OR NEW.kind <> OLD.kind THEN
    RAISE EXCEPTION 'what a due asks for does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_due_stays';
  END IF;
  IF OLD.paid_at IS NOT NULL AND (NEW.paid_at IS DISTINCT FROM OLD.paid_at OR NEW.tax_minor <> OLD.tax_minor) THEN
    RAISE EXCEPTION 'a due that was paid does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_due_stays';
  END IF;
  RETURN NEW;
END $$;
