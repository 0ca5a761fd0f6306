-- AlterTable
ALTER TABLE "invoice" ADD COLUMN     "dispute_loss_id" UUID;

-- CreateTable
CREATE TABLE "dispute_loss" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "dispute_id" UUID NOT NULL,
    "seller_order_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "share_minor" BIGINT NOT NULL,
    "shipping_minor" BIGINT NOT NULL,
    "shipping_tax_minor" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_loss_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute_loss_line" (
    "loss_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,

    CONSTRAINT "dispute_loss_line_pkey" PRIMARY KEY ("loss_id","order_line_id")
);

-- CreateIndex
CREATE INDEX "dispute_loss_seller_order_id_idx" ON "dispute_loss"("seller_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_loss_dispute_id_seller_order_id_key" ON "dispute_loss"("dispute_id", "seller_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_dispute_loss_id_key" ON "invoice"("dispute_loss_id");

-- AddForeignKey
ALTER TABLE "invoice" ADD CONSTRAINT "invoice_dispute_loss_id_fkey" FOREIGN KEY ("dispute_loss_id") REFERENCES "dispute_loss"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_loss" ADD CONSTRAINT "dispute_loss_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_loss" ADD CONSTRAINT "dispute_loss_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_loss_line" ADD CONSTRAINT "dispute_loss_line_loss_id_fkey" FOREIGN KEY ("loss_id") REFERENCES "dispute_loss"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_loss_line" ADD CONSTRAINT "dispute_loss_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was lost stays as it was booked: a paper is made of it.
CREATE TRIGGER dispute_loss_append_only BEFORE UPDATE OR DELETE ON "dispute_loss" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dispute_loss_line_append_only BEFORE UPDATE OR DELETE ON "dispute_loss_line" FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE "dispute_loss" ADD CONSTRAINT dispute_loss_amounts CHECK (amount_minor > 0 AND tax_minor BETWEEN 0 AND amount_minor
  AND shipping_minor BETWEEN 0 AND amount_minor AND shipping_tax_minor BETWEEN 0 AND shipping_minor);
ALTER TABLE "dispute_loss_line" ADD CONSTRAINT dispute_loss_line_amounts CHECK (amount_minor > 0 AND tax_minor BETWEEN 0 AND amount_minor);

-- A credit note is of one thing that went back.
ALTER TABLE "invoice"
  DROP CONSTRAINT invoice_corrects,
  ADD CONSTRAINT invoice_corrects CHECK ((kind = 'credit_note') = (corrects_id IS NOT NULL)
    AND num_nonnulls(refund_id, due_return_id, translation_refund_id, dispute_loss_id) = (CASE kind WHEN 'credit_note' THEN 1 ELSE 0 END)
    AND (refund_id IS NULL OR seller_order_id IS NOT NULL) AND (due_return_id IS NULL OR licence_due_id IS NOT NULL)
    AND (translation_refund_id IS NULL OR translation_order_id IS NOT NULL) AND (dispute_loss_id IS NULL OR seller_order_id IS NOT NULL));
