-- CreateTable
CREATE TABLE "download_offer" (
    "listing_id" UUID NOT NULL,
    "watermark" BOOLEAN NOT NULL,

    CONSTRAINT "download_offer_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "licence_text" (
    "hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "licence_text_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "order_line_licence" (
    "order_line_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_line_licence_pkey" PRIMARY KEY ("order_line_id")
);

-- AddForeignKey
ALTER TABLE "download_offer" ADD CONSTRAINT "download_offer_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line_licence" ADD CONSTRAINT "order_line_licence_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line_licence" ADD CONSTRAINT "order_line_licence_hash_fkey" FOREIGN KEY ("hash") REFERENCES "licence_text"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was agreed to stays as it was worded.
CREATE TRIGGER licence_text_append_only BEFORE UPDATE OR DELETE ON "licence_text" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_line_licence_append_only BEFORE UPDATE OR DELETE ON "order_line_licence" FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE "download_grant" ADD CONSTRAINT download_grant_count CHECK (count >= 0);
