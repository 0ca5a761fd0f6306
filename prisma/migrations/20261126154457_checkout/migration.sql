-- CreateEnum
CREATE TYPE "voucher_kind" AS ENUM ('percentage', 'amount', 'free_shipping');

-- CreateEnum
CREATE TYPE "vat_check_result" AS ENUM ('valid', 'invalid', 'unavailable');

-- CreateEnum
CREATE TYPE "shipping_service" AS ENUM ('standard', 'express');

-- AlterTable
ALTER TABLE "shipping_rate" ADD COLUMN     "service" "shipping_service" NOT NULL DEFAULT 'standard';

-- AlterTable
ALTER TABLE "cart" ADD COLUMN     "choices" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "cart_id" UUID,
ADD COLUMN     "buyer_company" TEXT,
ADD COLUMN     "buyer_vat_number" TEXT,
ADD COLUMN     "discount_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "gift_note" TEXT,
ADD COLUMN     "rate_day" DATE,
ADD COLUMN     "rate_source" TEXT;

-- AlterTable
ALTER TABLE "seller_order" ADD COLUMN     "buyer_note" TEXT,
ADD COLUMN     "discount_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "platform_discount_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "shipping_service" "shipping_service" NOT NULL DEFAULT 'standard',
ADD COLUMN     "shipping_tax_minor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "discount_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tax_country" CHAR(2),
ADD COLUMN     "tax_rule" TEXT;

-- CreateTable
CREATE TABLE "saved_address" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "line1" TEXT NOT NULL,
    "line2" TEXT NOT NULL DEFAULT '',
    "district" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL DEFAULT '',
    "region" TEXT NOT NULL DEFAULT '',
    "postal_code" TEXT NOT NULL DEFAULT '',
    "country" CHAR(2) NOT NULL,
    "phone" TEXT NOT NULL DEFAULT '',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID,
    "code" TEXT NOT NULL,
    "kind" "voucher_kind" NOT NULL,
    "basis_points" INTEGER,
    "minimum_minor" BIGINT,
    "minimum_currency" CHAR(3),
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "max_total" INTEGER,
    "max_per_buyer" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "listing_ids" UUID[],
    "category_slugs" TEXT[],
    "collection_ids" UUID[],
    "stopped_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "voucher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher_amount" (
    "voucher_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "voucher_amount_pkey" PRIMARY KEY ("voucher_id","currency")
);

-- CreateTable
CREATE TABLE "cart_voucher" (
    "cart_id" UUID NOT NULL,
    "voucher_id" UUID NOT NULL,
    "issuer" TEXT NOT NULL,

    CONSTRAINT "cart_voucher_pkey" PRIMARY KEY ("cart_id","issuer")
);

-- CreateTable
CREATE TABLE "voucher_redemption" (
    "voucher_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "user_id" UUID,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "given_back_at" TIMESTAMPTZ(3),

    CONSTRAINT "voucher_redemption_pkey" PRIMARY KEY ("voucher_id","order_id")
);

-- CreateTable
CREATE TABLE "order_consent" (
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_consent_pkey" PRIMARY KEY ("order_id","kind")
);

-- CreateTable
CREATE TABLE "vat_check" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "result" "vat_check_result" NOT NULL,
    "name" TEXT,
    "consultation_number" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vat_check_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "orders_cart_id_idx" ON "orders"("cart_id");

-- CreateIndex
CREATE INDEX "saved_address_user_id_idx" ON "saved_address"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_code_key" ON "voucher"("code");

-- CreateIndex
CREATE INDEX "voucher_enterprise_id_created_at_idx" ON "voucher"("enterprise_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "voucher_redemption_voucher_id_email_idx" ON "voucher_redemption"("voucher_id", "email");

-- CreateIndex
CREATE INDEX "voucher_redemption_order_id_idx" ON "voucher_redemption"("order_id");

-- CreateIndex
CREATE INDEX "vat_check_number_requested_at_idx" ON "vat_check"("number", "requested_at" DESC);

-- AddForeignKey
ALTER TABLE "saved_address" ADD CONSTRAINT "saved_address_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_amount" ADD CONSTRAINT "voucher_amount_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_voucher" ADD CONSTRAINT "cart_voucher_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_voucher" ADD CONSTRAINT "cart_voucher_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_redemption" ADD CONSTRAINT "voucher_redemption_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher_redemption" ADD CONSTRAINT "voucher_redemption_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_consent" ADD CONSTRAINT "order_consent_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

-- A person has one usual address at the most.
CREATE UNIQUE INDEX saved_address_one_default ON "saved_address" (user_id) WHERE is_default;

-- A voucher is one thing, worth something, and never used more often than it may be.
ALTER TABLE "voucher"
  ADD CONSTRAINT voucher_code_form CHECK (code ~ '^[A-Z0-9][A-Z0-9-]{2,29}$'),
  ADD CONSTRAINT voucher_percentage CHECK ((kind = 'percentage') = (basis_points IS NOT NULL) AND (basis_points IS NULL OR basis_points BETWEEN 1 AND 10000)),
  ADD CONSTRAINT voucher_minimum CHECK ((minimum_minor IS NULL) = (minimum_currency IS NULL) AND (minimum_minor IS NULL OR minimum_minor > 0)),
  ADD CONSTRAINT voucher_dates CHECK (ends_at IS NULL OR ends_at > starts_at),
  ADD CONSTRAINT voucher_limits CHECK ((max_total IS NULL OR max_total > 0) AND (max_per_buyer IS NULL OR max_per_buyer > 0)),
  ADD CONSTRAINT voucher_used_in_range CHECK (used >= 0 AND (max_total IS NULL OR used <= max_total));
ALTER TABLE "voucher_amount" ADD CONSTRAINT voucher_amount_positive CHECK (amount_minor > 0);
ALTER TABLE "voucher_redemption" ADD CONSTRAINT voucher_redemption_not_negative CHECK (amount_minor >= 0);
ALTER TABLE "cart_voucher" ADD CONSTRAINT cart_voucher_issuer_form CHECK (issuer ~ '^(platform|[0-9a-f-]{36})$');

-- What is paid for a line is its price less what was taken off, and nothing is taken off twice.
ALTER TABLE "order_line" ADD CONSTRAINT order_line_total CHECK (discount_minor >= 0 AND total_minor >= 0 AND tax_minor BETWEEN 0 AND total_minor AND total_minor + discount_minor = unit_price_minor * quantity);
ALTER TABLE "orders" ADD CONSTRAINT orders_discount_not_negative CHECK (discount_minor >= 0);
ALTER TABLE "seller_order" ADD CONSTRAINT seller_order_discount CHECK (platform_discount_minor BETWEEN 0 AND discount_minor AND shipping_tax_minor BETWEEN 0 AND shipping_minor);
