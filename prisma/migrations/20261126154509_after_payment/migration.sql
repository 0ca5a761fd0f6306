-- CreateEnum
CREATE TYPE "return_status" AS ENUM ('asked', 'offered', 'accepted', 'refused', 'sent', 'refunded', 'withdrawn');

-- CreateEnum
CREATE TYPE "message_side" AS ENUM ('buyer', 'seller', 'staff');

-- CreateEnum
CREATE TYPE "delivery_word" AS ENUM ('buyer', 'seller', 'staff', 'assumed');

-- CreateEnum
CREATE TYPE "reversal_status" AS ENUM ('pending', 'done', 'owed');

-- AlterTable
ALTER TABLE "seller_order" ADD COLUMN     "refunded_commission_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refunded_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refunded_shipping_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refunded_shipping_tax_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refunded_tax_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "cancelled_quantity" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "refunded_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refunded_quantity" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "refunded_tax_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "returned_quantity" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "sent_quantity" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "shipment" ADD COLUMN     "delivered_by" "delivery_word";

-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "cause" TEXT NOT NULL,
ADD COLUMN     "commission_minor" BIGINT NOT NULL,
ADD COLUMN     "failure_reason" TEXT,
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "settled_at" TIMESTAMPTZ(3),
ADD COLUMN     "share_minor" BIGINT NOT NULL,
ADD COLUMN     "shipping_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "shipping_tax_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tax_minor" BIGINT NOT NULL,
ALTER COLUMN "seller_order_id" SET NOT NULL;

-- AlterTable
ALTER TABLE "dispute" ADD COLUMN     "due_by" TIMESTAMPTZ(3),
ADD COLUMN     "fee_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "submitted_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "order_return" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seller_order_id" UUID NOT NULL,
    "status" "return_status" NOT NULL DEFAULT 'asked',
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "answer" TEXT NOT NULL DEFAULT '',
    "offer_minor" BIGINT,
    "carrier" TEXT,
    "tracking_number" TEXT,
    "restocked" BOOLEAN NOT NULL DEFAULT false,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_return_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "return_line" (
    "return_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "return_line_pkey" PRIMARY KEY ("return_id","order_line_id")
);

-- CreateTable
CREATE TABLE "return_picture" (
    "return_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "return_picture_pkey" PRIMARY KEY ("return_id","position")
);

-- CreateTable
CREATE TABLE "order_message" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seller_order_id" UUID NOT NULL,
    "side" "message_side" NOT NULL,
    "author_id" UUID,
    "locale" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),
    "hidden_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipment_line" (
    "shipment_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "shipment_line_pkey" PRIMARY KEY ("shipment_id","order_line_id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "refund_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("refund_id","order_line_id")
);

-- CreateTable
CREATE TABLE "transfer_reversal" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "transfer_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "status" "reversal_status" NOT NULL DEFAULT 'pending',
    "amount_minor" BIGINT NOT NULL,
    "stripe_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_reversal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute_evidence" (
    "dispute_id" UUID NOT NULL,
    "seller_order_id" UUID NOT NULL,
    "words" TEXT NOT NULL,
    "given_by_id" UUID,
    "given_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_evidence_pkey" PRIMARY KEY ("dispute_id","seller_order_id")
);

-- CreateIndex
CREATE INDEX "order_return_seller_order_id_idx" ON "order_return"("seller_order_id");

-- CreateIndex
CREATE INDEX "order_return_status_asked_at_idx" ON "order_return"("status", "asked_at");

-- CreateIndex
CREATE INDEX "return_line_order_line_id_idx" ON "return_line"("order_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "return_picture_media_id_key" ON "return_picture"("media_id");

-- CreateIndex
CREATE INDEX "order_message_seller_order_id_created_at_idx" ON "order_message"("seller_order_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_reversal_cause_key" ON "transfer_reversal"("cause");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_reversal_stripe_id_key" ON "transfer_reversal"("stripe_id");

-- CreateIndex
CREATE INDEX "transfer_reversal_transfer_id_idx" ON "transfer_reversal"("transfer_id");

-- CreateIndex
CREATE INDEX "transfer_reversal_status_created_at_idx" ON "transfer_reversal"("status", "created_at");

-- CreateIndex
CREATE INDEX "shipment_delivered_at_shipped_at_idx" ON "shipment"("delivered_at", "shipped_at");

-- CreateIndex
CREATE UNIQUE INDEX "refund_cause_key" ON "refund"("cause");

-- CreateIndex
CREATE INDEX "refund_seller_order_id_idx" ON "refund"("seller_order_id");

-- CreateIndex
CREATE INDEX "refund_status_created_at_idx" ON "refund"("status", "created_at");

-- CreateIndex
CREATE INDEX "dispute_payment_id_idx" ON "dispute"("payment_id");

-- CreateIndex
CREATE INDEX "dispute_closed_at_due_by_idx" ON "dispute"("closed_at", "due_by");

-- AddForeignKey
ALTER TABLE "order_return" ADD CONSTRAINT "order_return_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "order_return"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_line" ADD CONSTRAINT "return_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_picture" ADD CONSTRAINT "return_picture_return_id_fkey" FOREIGN KEY ("return_id") REFERENCES "order_return"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_picture" ADD CONSTRAINT "return_picture_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_message" ADD CONSTRAINT "order_message_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_shipment_id_fkey" FOREIGN KEY ("shipment_id") REFERENCES "shipment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_line" ADD CONSTRAINT "shipment_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer_reversal" ADD CONSTRAINT "transfer_reversal_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "transfer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_evidence" ADD CONSTRAINT "dispute_evidence_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_evidence" ADD CONSTRAINT "dispute_evidence_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Money that goes back never exceeds what came in: of a line, of delivery, of tax, of the commission, of the seller's share.
ALTER TABLE "order_line"
  ADD CONSTRAINT order_line_refunded_in_range CHECK (refunded_minor BETWEEN 0 AND total_minor),
  ADD CONSTRAINT order_line_refunded_tax_in_range CHECK (refunded_tax_minor BETWEEN 0 AND tax_minor AND refunded_tax_minor <= refunded_minor),
  ADD CONSTRAINT order_line_refunded_quantity_in_range CHECK (refunded_quantity BETWEEN 0 AND quantity),
  ADD CONSTRAINT order_line_sent_in_range CHECK (cancelled_quantity >= 0 AND sent_quantity >= 0 AND cancelled_quantity + sent_quantity <= quantity),
  ADD CONSTRAINT order_line_returned_in_range CHECK (returned_quantity BETWEEN 0 AND sent_quantity);
ALTER TABLE "seller_order"
  ADD CONSTRAINT seller_order_refunded_in_range CHECK (refunded_minor BETWEEN 0 AND total_minor),
  ADD CONSTRAINT seller_order_refunded_tax_in_range CHECK (refunded_tax_minor BETWEEN 0 AND tax_minor),
  ADD CONSTRAINT seller_order_refunded_commission_in_range CHECK (refunded_commission_minor BETWEEN 0 AND commission_minor),
  ADD CONSTRAINT seller_order_refunded_share_in_range CHECK (
    refunded_minor - refunded_tax_minor - refunded_commission_minor BETWEEN 0 AND total_minor - tax_minor - commission_minor),
  ADD CONSTRAINT seller_order_refunded_shipping_in_range CHECK (
    refunded_shipping_minor BETWEEN 0 AND shipping_minor AND refunded_shipping_tax_minor BETWEEN 0 AND refunded_shipping_minor);
ALTER TABLE "refund"
  ADD CONSTRAINT refund_parts CHECK (amount_minor = share_minor + tax_minor + commission_minor AND share_minor >= 0 AND tax_minor >= 0 AND commission_minor >= 0),
  ADD CONSTRAINT refund_shipping CHECK (shipping_minor BETWEEN 0 AND amount_minor AND shipping_tax_minor BETWEEN 0 AND shipping_minor),
  ADD CONSTRAINT refund_settled CHECK ((status = 'pending') = (settled_at IS NULL));
ALTER TABLE "refund_line" ADD CONSTRAINT refund_line_parts CHECK (quantity >= 0 AND amount_minor >= 0 AND tax_minor BETWEEN 0 AND amount_minor);
ALTER TABLE "transfer_reversal" ADD CONSTRAINT transfer_reversal_positive CHECK (amount_minor > 0);
ALTER TABLE "shipment_line" ADD CONSTRAINT shipment_line_quantity_positive CHECK (quantity > 0);
ALTER TABLE "return_line" ADD CONSTRAINT return_line_quantity_positive CHECK (quantity > 0);
ALTER TABLE "order_return"
  ADD CONSTRAINT order_return_offer_positive CHECK (offer_minor > 0),
  ADD CONSTRAINT order_return_closed CHECK ((status IN ('refused', 'refunded', 'withdrawn')) = (closed_at IS NOT NULL));
ALTER TABLE "order_message" ADD CONSTRAINT order_message_not_empty CHECK (body <> '');
ALTER TABLE "dispute" ADD CONSTRAINT dispute_amounts CHECK (amount_minor > 0 AND fee_minor >= 0);

-- A refund's lines and delivery are its amount, at commit.
CREATE FUNCTION refund_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whole refund%ROWTYPE;
  lines bigint;
  tax bigint;
BEGIN
  SELECT * INTO whole FROM refund WHERE id = NEW.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT coalesce(sum(amount_minor), 0), coalesce(sum(tax_minor), 0) INTO lines, tax FROM refund_line WHERE refund_id = NEW.id;
  IF lines + whole.shipping_minor <> whole.amount_minor OR tax + whole.shipping_tax_minor <> whole.tax_minor THEN
    RAISE EXCEPTION 'refund % is not the sum of its parts', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_adds_up';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refund_adds_up AFTER INSERT ON "refund"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refund_adds_up();

-- No more is sent in parcels than a line says is sent.
CREATE FUNCTION shipment_line_is_sent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(s.quantity) FROM shipment_line s WHERE s.order_line_id = NEW.order_line_id)
    > (SELECT sent_quantity FROM order_line WHERE id = NEW.order_line_id) THEN
    RAISE EXCEPTION 'more of a line in parcels than was sent' USING ERRCODE = 'check_violation', CONSTRAINT = 'shipment_line_is_sent';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER shipment_line_is_sent AFTER INSERT ON "shipment_line"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shipment_line_is_sent();

-- What went out before parcels knew their lines is in the first parcel of its seller order.
UPDATE "order_line" l SET sent_quantity = l.quantity FROM "seller_order" s
  WHERE s.id = l.seller_order_id AND l.kind = 'physical' AND s.status IN ('shipped', 'delivered', 'completed')
  AND EXISTS (SELECT FROM shipment h WHERE h.seller_order_id = s.id);
INSERT INTO "shipment_line" (shipment_id, order_line_id, quantity)
  SELECT DISTINCT ON (l.id) h.id, l.id, l.quantity FROM "order_line" l JOIN "shipment" h ON h.seller_order_id = l.seller_order_id
  WHERE l.sent_quantity = l.quantity ORDER BY l.id, h.shipped_at;

-- The staff's desk finds orders by these.
CREATE INDEX orders_number_trigram ON "orders" USING gin (number gin_trgm_ops);
CREATE INDEX shipment_open ON "shipment" (shipped_at) WHERE delivered_at IS NULL;
