-- DropIndex
DROP INDEX "refund_stripe_id_key";

-- CreateIndex
CREATE UNIQUE INDEX "refund_stripe_id_seller_order_id_key" ON "refund"("stripe_id", "seller_order_id");
