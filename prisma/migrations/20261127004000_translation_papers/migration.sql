-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "translation_order_id" UUID,
ADD COLUMN     "translation_refund_id" UUID;

-- AlterTable
ALTER TABLE "translation_order" ADD COLUMN     "tax_rate" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "vat_number" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "invoice_translation_refund_id_key" ON "invoice"("translation_refund_id");

-- CreateIndex
CREATE INDEX "invoice_translation_order_id_idx" ON "invoice"("translation_order_id");

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_translation_order_id_fkey" FOREIGN KEY ("translation_order_id") REFERENCES "translation_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_translation_refund_id_fkey" FOREIGN KEY ("translation_refund_id") REFERENCES "translation_refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A paper is of one thing: of a seller order, of a licence's due or of ordered translations; a credit note is of what went back of that.
ALTER TABLE "invoice"
  DROP CONSTRAINT invoice_of_one,
  DROP CONSTRAINT invoice_corrects,
  ADD CONSTRAINT invoice_of_one CHECK (num_nonnulls(seller_order_id, licence_due_id, translation_order_id) = 1),
  ADD CONSTRAINT invoice_corrects CHECK ((kind = 'credit_note') = (corrects_id IS NOT NULL)
    AND num_nonnulls(refund_id, due_return_id, translation_refund_id) = (CASE kind WHEN 'credit_note' THEN 1 ELSE 0 END)
    AND (refund_id IS NULL OR seller_order_id IS NOT NULL) AND (due_return_id IS NULL OR licence_due_id IS NOT NULL)
    AND (translation_refund_id IS NULL OR translation_order_id IS NOT NULL));
CREATE UNIQUE INDEX invoice_once_of_translation ON "invoice" (translation_order_id) WHERE kind = 'invoice';

-- The rate and the number that an order's tax was reckoned with: those of its day.
UPDATE "translation_order" o SET
  vat_number = (SELECT e.vat_number FROM enterprise e WHERE e.id = o.enterprise_id),
  tax_rate = CASE WHEN o.tax_minor = 0 THEN 0 ELSE coalesce((SELECT v.rate FROM vat_rate v WHERE v.country = o.country
    AND v.class = 'standard' AND v.valid_from <= o.created_at::date ORDER BY v.valid_from DESC LIMIT 1), 0) END;
ALTER TABLE "translation_order" ADD CONSTRAINT translation_order_tax_rate CHECK (tax_rate BETWEEN 0 AND 10000);
