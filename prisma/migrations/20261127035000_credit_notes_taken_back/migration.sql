-- A refund that came back from the bank after its credit note was issued: an invoice of the same parts takes the credit note back.
ALTER TABLE "invoice"
  DROP CONSTRAINT invoice_corrects,
  ADD CONSTRAINT invoice_corrects CHECK ((kind = 'invoice' OR corrects_id IS NOT NULL)
    AND num_nonnulls(refund_id, due_return_id, translation_refund_id, dispute_loss_id) = (CASE kind WHEN 'credit_note' THEN 1 ELSE 0 END)
    AND (refund_id IS NULL OR seller_order_id IS NOT NULL) AND (due_return_id IS NULL OR licence_due_id IS NOT NULL)
    AND (translation_refund_id IS NULL OR translation_order_id IS NOT NULL) AND (dispute_loss_id IS NULL OR seller_order_id IS NOT NULL));

-- The first invoice of a thing is one; so is the one that takes a credit note back.
DROP INDEX invoice_once;
DROP INDEX invoice_once_of_due;
DROP INDEX invoice_once_of_translation;
CREATE UNIQUE INDEX invoice_once ON "invoice" (seller_order_id) WHERE kind = 'invoice' AND corrects_id IS NULL;
CREATE UNIQUE INDEX invoice_once_of_due ON "invoice" (licence_due_id) WHERE kind = 'invoice' AND corrects_id IS NULL;
CREATE UNIQUE INDEX invoice_once_of_translation ON "invoice" (translation_order_id) WHERE kind = 'invoice' AND corrects_id IS NULL;
CREATE UNIQUE INDEX invoice_takes_back_once ON "invoice" (corrects_id) WHERE kind = 'invoice' AND corrects_id IS NOT NULL;

-- No more is credited than was invoiced and stands; what takes a credit note back is of all that it credited.
CREATE OR REPLACE FUNCTION invoice_credits_in_range() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'credit_note' AND (SELECT sum(c.total_minor) FROM invoice c WHERE c.corrects_id = NEW.corrects_id
      AND NOT EXISTS (SELECT FROM invoice b WHERE b.corrects_id = c.id AND b.kind = 'invoice'))
    > (SELECT total_minor FROM invoice WHERE id = NEW.corrects_id) THEN
    RAISE EXCEPTION 'more credited than invoiced' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_credits_in_range';
  END IF;
  IF NEW.kind = 'invoice' AND NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT FROM invoice c WHERE c.id = NEW.corrects_id
      AND c.kind = 'credit_note' AND c.total_minor = NEW.total_minor AND c.tax_minor = NEW.tax_minor AND c.currency = NEW.currency) THEN
    RAISE EXCEPTION 'a credit note is taken back as a whole' USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_credits_in_range';
  END IF;
  RETURN NULL;
END $$;
