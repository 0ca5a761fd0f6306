-- AlterTable
ALTER TABLE "stripe_payout" ADD COLUMN     "trace_id" TEXT;

-- AlterTable
ALTER TABLE "bank_line" ADD COLUMN     "stripe_payout_id" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "bank_line_stripe_payout_id_key" ON "bank_line"("stripe_payout_id");

-- AddForeignKey
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_stripe_payout_id_fkey" FOREIGN KEY ("stripe_payout_id") REFERENCES "stripe_payout"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "bank_line" ADD CONSTRAINT bank_line_one_match
  CHECK ((status = 'matched') = (num_nonnulls(bank_payment_id, stripe_payout_id) = 1) AND num_nonnulls(bank_payment_id, stripe_payout_id) <= 1);
