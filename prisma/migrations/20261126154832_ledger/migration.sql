-- CreateEnum
CREATE TYPE "reconciliation_resolution" AS ENUM ('repaired', 'gone', 'by_hand');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ledger_account_kind" ADD VALUE IF NOT EXISTS 'payouts_in_transit';
ALTER TYPE "ledger_account_kind" ADD VALUE IF NOT EXISTS 'reserve_payable';

-- AlterTable
ALTER TABLE "ledger_transaction" ADD COLUMN     "xact" xid8 DEFAULT pg_current_xact_id(),
ALTER COLUMN "posted_at" SET DEFAULT clock_timestamp();

-- AlterTable
ALTER TABLE "ledger_entry" ALTER COLUMN "posted_at" DROP DEFAULT;

-- CreateTable
CREATE TABLE "ledger_rollup" (
    "account_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "entries" BIGINT NOT NULL,

    CONSTRAINT "ledger_rollup_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "ledger_watermark" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "entry_id" BIGINT NOT NULL,
    "rolled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_watermark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_day" (
    "day" DATE NOT NULL,
    "previous_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "transactions" INTEGER NOT NULL,
    "entries" INTEGER NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "ledger_day_balance" (
    "account_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "ledger_day_balance_pkey" PRIMARY KEY ("account_id","day")
);

-- CreateTable
CREATE TABLE "ledger_check" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "days" INTEGER NOT NULL,
    "transactions" INTEGER NOT NULL,
    "first_bad_day" DATE,
    "problem" TEXT,
    "actor_id" UUID,

    CONSTRAINT "ledger_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation_run" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "from" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "compared" JSONB NOT NULL DEFAULT '{}',
    "balances" JSONB NOT NULL DEFAULT '[]',
    "found" INTEGER NOT NULL DEFAULT 0,
    "repaired" INTEGER NOT NULL DEFAULT 0,
    "cut" BOOLEAN NOT NULL DEFAULT false,
    "failure" TEXT,
    "actor_id" UUID,

    CONSTRAINT "reconciliation_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reconciliation_difference" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "order_id" UUID,
    "currency" CHAR(3) NOT NULL,
    "stripe_minor" BIGINT,
    "ours_minor" BIGINT,
    "found_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolution" "reconciliation_resolution",
    "reason" TEXT,
    "resolved_by" UUID,

    CONSTRAINT "reconciliation_difference_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ledger_day_balance_day_idx" ON "ledger_day_balance"("day");

-- CreateIndex
CREATE INDEX "ledger_check_checked_at_idx" ON "ledger_check"("checked_at");

-- CreateIndex
CREATE INDEX "reconciliation_run_started_at_idx" ON "reconciliation_run"("started_at");

-- CreateIndex
CREATE INDEX "reconciliation_difference_resolved_at_found_at_idx" ON "reconciliation_difference"("resolved_at", "found_at");

-- CreateIndex
CREATE INDEX "reconciliation_difference_object_id_idx" ON "reconciliation_difference"("object_id");

-- CreateIndex
CREATE INDEX "ledger_transaction_posted_at_id_idx" ON "ledger_transaction"("posted_at", "id");
