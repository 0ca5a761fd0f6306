-- CreateTable
CREATE TABLE "dispute_file" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "dispute_id" UUID NOT NULL,
    "seller_order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "storage_key" TEXT NOT NULL,
    "stripe_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dispute_file_storage_key_key" ON "dispute_file"("storage_key");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_file_stripe_id_key" ON "dispute_file"("stripe_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_file_dispute_id_seller_order_id_kind_key" ON "dispute_file"("dispute_id", "seller_order_id", "kind");

-- AddForeignKey
ALTER TABLE "dispute_file" ADD CONSTRAINT "dispute_file_dispute_id_seller_order_id_fkey" FOREIGN KEY ("dispute_id", "seller_order_id") REFERENCES "dispute_evidence"("dispute_id", "seller_order_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "dispute_file"
  ADD CONSTRAINT dispute_file_kind CHECK (kind IN ('shipping_documentation', 'customer_communication', 'receipt', 'uncategorized_file')),
  ADD CONSTRAINT dispute_file_bytes CHECK (bytes BETWEEN 1 AND 4500000);
