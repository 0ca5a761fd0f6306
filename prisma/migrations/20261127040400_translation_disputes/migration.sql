-- AlterTable
ALTER TABLE "dispute_evidence" ADD COLUMN     "translation_order_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "dispute_evidence_dispute_id_translation_order_id_key" ON "dispute_evidence"("dispute_id", "translation_order_id");

-- AddForeignKey
ALTER TABLE "dispute_evidence" ADD CONSTRAINT "dispute_evidence_translation_order_id_fkey" FOREIGN KEY ("translation_order_id") REFERENCES "translation_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say
ALTER TABLE "dispute_evidence" DROP CONSTRAINT dispute_evidence_of_one,
  ADD CONSTRAINT dispute_evidence_of_one CHECK (num_nonnulls(seller_order_id, licence_due_id, translation_order_id) = 1);
