-- CreateEnum
CREATE TYPE "payout_account_status" AS ENUM ('pending', 'verified', 'refused', 'replaced');

-- CreateEnum
CREATE TYPE "payout_batch_status" AS ENUM ('proposed', 'exported', 'settled', 'cancelled');

-- CreateEnum
CREATE TYPE "bank_payment_status" AS ENUM ('proposed', 'dropped', 'sent', 'settled', 'returned');

-- CreateEnum
CREATE TYPE "bank_line_status" AS ENUM ('unmatched', 'matched', 'set_aside');

-- DropIndex
DROP INDEX "transfer_seller_order_id_key";

-- AlterTable
ALTER TABLE "commission_plan" ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reserve_basis_points" INTEGER NOT NULL DEFAULT 1000,
ADD COLUMN     "reserve_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "reserve_first_days" INTEGER NOT NULL DEFAULT 90;

-- AlterTable
ALTER TABLE "payout_account" ADD COLUMN     "bank_country" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "bank_name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "created_by_id" UUID,
ADD COLUMN     "decided_by_id" UUID,
ADD COLUMN     "document_key" TEXT,
ADD COLUMN     "document_type" TEXT,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "status" "payout_account_status" NOT NULL DEFAULT 'pending',
ADD COLUMN     "usable_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ALTER COLUMN "rail" SET DEFAULT 'bank_transfer';

-- AlterTable
ALTER TABLE "commission_milestone" ADD COLUMN     "by_time" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "delivered_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "transfer" ADD COLUMN     "attempt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "bank_payment_id" UUID,
ADD COLUMN     "failure_code" TEXT,
ADD COLUMN     "hold" TEXT,
ADD COLUMN     "next_try_at" TIMESTAMPTZ(3),
ADD COLUMN     "part" TEXT NOT NULL DEFAULT 'whole',
ADD COLUMN     "recovered_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refunded_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "reserve_minor" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "commission_rule" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "plan_id" TEXT NOT NULL,
    "category_slug" TEXT,
    "basis_points" INTEGER NOT NULL,
    "fixed_minor" BIGINT NOT NULL DEFAULT 0,
    "fixed_currency" CHAR(3) NOT NULL DEFAULT 'EUR',
    "valid_from" DATE NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "commission_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "commission_assignment" (
    "enterprise_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "plan_id" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "commission_assignment_pkey" PRIMARY KEY ("enterprise_id","valid_from")
);

-- CreateTable
CREATE TABLE "commission_part" (
    "seller_order_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "category_slug" TEXT,
    "basis_points" INTEGER NOT NULL,
    "base_minor" BIGINT NOT NULL,
    "fixed_minor" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "commission_part_pkey" PRIMARY KEY ("seller_order_id","position")
);

-- CreateTable
CREATE TABLE "connected_account" (
    "enterprise_id" UUID NOT NULL,
    "stripe_id" TEXT NOT NULL,
    "transfers_active" BOOLEAN NOT NULL DEFAULT false,
    "payouts_enabled" BOOLEAN NOT NULL DEFAULT false,
    "details_submitted" BOOLEAN NOT NULL DEFAULT false,
    "currently_due" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "disabled_reason" TEXT,
    "bank_last4" TEXT,
    "usable_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connected_account_pkey" PRIMARY KEY ("enterprise_id")
);

-- CreateTable
CREATE TABLE "stripe_payout" (
    "id" TEXT NOT NULL,
    "enterprise_id" UUID,
    "status" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "arrival_on" TIMESTAMPTZ(3) NOT NULL,
    "failure_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stripe_payout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller_reserve" (
    "transfer_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "held_at" TIMESTAMPTZ(3) NOT NULL,
    "release_on" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "seller_reserve_pkey" PRIMARY KEY ("transfer_id")
);

-- CreateTable
CREATE TABLE "payout_batch" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "status" "payout_batch_status" NOT NULL DEFAULT 'proposed',
    "execute_on" DATE NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "exported_at" TIMESTAMPTZ(3),
    "file" TEXT,

    CONSTRAINT "payout_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_approval" (
    "batch_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seat" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payout_approval_pkey" PRIMARY KEY ("batch_id","user_id")
);

-- CreateTable
CREATE TABLE "bank_payment" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "batch_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "status" "bank_payment_status" NOT NULL DEFAULT 'proposed',
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "end_to_end_id" TEXT NOT NULL,
    "return_reason" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "returned_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bank_payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_file" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sha256" TEXT NOT NULL,
    "statement_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bank_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bank_line" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "file_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "booked_on" DATE NOT NULL,
    "end_to_end_id" TEXT,
    "counterparty" TEXT NOT NULL DEFAULT '',
    "iban" TEXT,
    "remittance" TEXT NOT NULL DEFAULT '',
    "return_reason" TEXT,
    "status" "bank_line_status" NOT NULL DEFAULT 'unmatched',
    "problem" TEXT,
    "bank_payment_id" UUID,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "note" TEXT,

    CONSTRAINT "bank_line_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "commission_rule_plan_id_idx" ON "commission_rule"("plan_id");

-- CreateIndex
CREATE UNIQUE INDEX "connected_account_stripe_id_key" ON "connected_account"("stripe_id");

-- CreateIndex
CREATE INDEX "stripe_payout_enterprise_id_created_at_idx" ON "stripe_payout"("enterprise_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "seller_reserve_enterprise_id_idx" ON "seller_reserve"("enterprise_id");

-- CreateIndex
CREATE INDEX "seller_reserve_released_at_release_on_idx" ON "seller_reserve"("released_at", "release_on");

-- CreateIndex
CREATE UNIQUE INDEX "payout_batch_number_key" ON "payout_batch"("number");

-- CreateIndex
CREATE INDEX "payout_batch_status_created_at_idx" ON "payout_batch"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "payout_approval_batch_id_seat_key" ON "payout_approval"("batch_id", "seat");

-- CreateIndex
CREATE UNIQUE INDEX "bank_payment_end_to_end_id_key" ON "bank_payment"("end_to_end_id");

-- CreateIndex
CREATE INDEX "bank_payment_batch_id_idx" ON "bank_payment"("batch_id");

-- CreateIndex
CREATE INDEX "bank_payment_enterprise_id_created_at_idx" ON "bank_payment"("enterprise_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "bank_file_sha256_key" ON "bank_file"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "bank_line_reference_key" ON "bank_line"("reference");

-- CreateIndex
CREATE INDEX "bank_line_status_booked_on_idx" ON "bank_line"("status", "booked_on");

-- CreateIndex
CREATE INDEX "bank_line_bank_payment_id_idx" ON "bank_line"("bank_payment_id");

-- CreateIndex
CREATE INDEX "payout_account_status_created_at_idx" ON "payout_account"("status", "created_at");

-- CreateIndex
CREATE INDEX "transfer_bank_payment_id_idx" ON "transfer"("bank_payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_seller_order_id_part_key" ON "transfer"("seller_order_id", "part");

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_bank_payment_id_fkey" FOREIGN KEY ("bank_payment_id") REFERENCES "bank_payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_rule" ADD CONSTRAINT "commission_rule_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "commission_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_assignment" ADD CONSTRAINT "commission_assignment_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_assignment" ADD CONSTRAINT "commission_assignment_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "commission_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "commission_part" ADD CONSTRAINT "commission_part_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connected_account" ADD CONSTRAINT "connected_account_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stripe_payout" ADD CONSTRAINT "stripe_payout_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seller_reserve" ADD CONSTRAINT "seller_reserve_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "transfer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seller_reserve" ADD CONSTRAINT "seller_reserve_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_approval" ADD CONSTRAINT "payout_approval_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "payout_batch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_payment" ADD CONSTRAINT "bank_payment_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "payout_batch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_payment" ADD CONSTRAINT "bank_payment_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_payment" ADD CONSTRAINT "bank_payment_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "payout_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "bank_file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_bank_payment_id_fkey" FOREIGN KEY ("bank_payment_id") REFERENCES "bank_payment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the database guarantees by itself (lib/payouts/README.md names each).

UPDATE "commission_plan" SET name = 'Standard' WHERE id = 'standard';
UPDATE "payout_account" SET status = 'verified' WHERE verified_at IS NOT NULL;

-- What leaves and what is taken off are amounts; while nothing is decided nothing is taken off.
ALTER TABLE "transfer"
  ADD CONSTRAINT transfer_amounts CHECK (amount_minor >= 0 AND reserve_minor >= 0 AND recovered_minor >= 0 AND refunded_minor >= 0),
  ADD CONSTRAINT transfer_undecided CHECK (status NOT IN ('due', 'failed') OR reserve_minor + recovered_minor + refunded_minor = 0),
  ADD CONSTRAINT transfer_batched CHECK (status NOT IN ('batched', 'in_transit') OR bank_payment_id IS NOT NULL),
  ADD CONSTRAINT transfer_free CHECK (status NOT IN ('due', 'sending', 'failed') OR bank_payment_id IS NULL);
ALTER TABLE "seller_reserve" ADD CONSTRAINT seller_reserve_positive CHECK (amount_minor > 0 AND release_on >= held_at);

-- Commission: whole per cents that make sense, one rule a day for a category, and orders keep theirs.
ALTER TABLE "commission_plan" ADD CONSTRAINT commission_plan_range
  CHECK (basis_points BETWEEN 0 AND 5000 AND fixed_minor >= 0 AND reserve_basis_points BETWEEN 0 AND 5000 AND reserve_days BETWEEN 0 AND 365 AND reserve_first_days BETWEEN 0 AND 730);
ALTER TABLE "commission_rule" ADD CONSTRAINT commission_rule_range CHECK (basis_points BETWEEN 0 AND 5000 AND fixed_minor >= 0);
CREATE UNIQUE INDEX commission_rule_one_a_day ON "commission_rule" (plan_id, valid_from, category_slug) NULLS NOT DISTINCT;
CREATE TRIGGER commission_part_fixed BEFORE UPDATE ON "commission_part" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Accounts: a number of one kind or the other; one that counts and one that waits.
ALTER TABLE "payout_account" ADD CONSTRAINT payout_account_number
  CHECK (iban IS NOT NULL OR (account_number IS NOT NULL AND (cnaps_code IS NOT NULL OR bic IS NOT NULL)));
CREATE UNIQUE INDEX payout_account_one_verified ON "payout_account" (enterprise_id) WHERE status = 'verified';
CREATE UNIQUE INDEX payout_account_one_pending ON "payout_account" (enterprise_id) WHERE status = 'pending';

-- Batches: two people, and what they approved is what leaves.
ALTER TABLE "payout_approval" ADD CONSTRAINT payout_approval_seat CHECK (seat IN (1, 2));
ALTER TABLE "bank_payment" ADD CONSTRAINT bank_payment_positive CHECK (amount_minor > 0);

CREATE FUNCTION payout_batch_needs_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('exported', 'settled') AND (SELECT count(*) FROM payout_approval WHERE batch_id = NEW.id) < 2 THEN
    RAISE EXCEPTION 'batch % needs two approvals', NEW.number USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_batch_two_approvals';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payout_batch_two_approvals AFTER INSERT OR UPDATE OF status ON "payout_batch"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payout_batch_needs_two();

CREATE FUNCTION payout_approval_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT status FROM payout_batch WHERE id = OLD.batch_id) IN ('exported', 'settled') THEN
    RAISE EXCEPTION 'the approval of an exported batch stands' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER payout_approval_stands BEFORE UPDATE OR DELETE ON "payout_approval" FOR EACH ROW EXECUTE FUNCTION payout_approval_stands();

CREATE FUNCTION bank_payment_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a payment of a batch is dropped and never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER bank_payment_fixed BEFORE UPDATE ON "bank_payment" FOR EACH ROW
  WHEN ((OLD.amount_minor, OLD.currency, OLD.account_id, OLD.enterprise_id, OLD.batch_id, OLD.end_to_end_id)
    IS DISTINCT FROM (NEW.amount_minor, NEW.currency, NEW.account_id, NEW.enterprise_id, NEW.batch_id, NEW.end_to_end_id))
  EXECUTE FUNCTION bank_payment_is_fixed();
