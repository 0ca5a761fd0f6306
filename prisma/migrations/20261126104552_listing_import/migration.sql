-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('reading', 'unreadable', 'ready', 'applying', 'done');

-- CreateEnum
CREATE TYPE "import_verdict" AS ENUM ('created', 'changed', 'unchanged', 'refused');

-- CreateEnum
CREATE TYPE "import_row_state" AS ENUM ('idle', 'waiting', 'applied', 'failed');

-- AlterTable
ALTER TABLE "listing" ADD COLUMN     "import_key" TEXT;

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "status" "import_status" NOT NULL DEFAULT 'reading',
    "file_name" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "encoding" TEXT,
    "separator" TEXT,
    "category_slug" TEXT,
    "form" TEXT,
    "read_encoding" TEXT,
    "read_separator" TEXT,
    "header" TEXT[],
    "unused" TEXT[],
    "problem" JSONB,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "rows_read" INTEGER NOT NULL DEFAULT 0,
    "reading" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "run_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "group_number" INTEGER NOT NULL,
    "verdict" "import_verdict" NOT NULL,
    "state" "import_row_state" NOT NULL,
    "title" TEXT NOT NULL,
    "listing_id" UUID,
    "cells" TEXT[],
    "changes" JSONB NOT NULL DEFAULT '[]',
    "problems" JSONB NOT NULL DEFAULT '[]',
    "plan" JSONB,

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("run_id","number")
);

-- CreateIndex
CREATE INDEX "import_run_enterprise_id_created_at_idx" ON "import_run"("enterprise_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "import_run_status_touched_at_idx" ON "import_run"("status", "touched_at");

-- CreateIndex
CREATE INDEX "import_row_run_id_verdict_number_idx" ON "import_row"("run_id", "verdict", "number");

-- CreateIndex
CREATE INDEX "import_row_run_id_state_group_number_idx" ON "import_row"("run_id", "state", "group_number");

-- CreateIndex
CREATE UNIQUE INDEX "listing_enterprise_id_import_key_key" ON "listing"("enterprise_id", "import_key");

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A row that would change something is to be done, was done, or failed; all others lie idle. Nothing is done of half a listing.
ALTER TABLE "import_row"
  ADD CONSTRAINT import_row_state_fits CHECK ((verdict IN ('created', 'changed')) = (state <> 'idle')),
  ADD CONSTRAINT import_row_group_comes_first CHECK (group_number >= 2 AND group_number <= number);

-- One import of an enterprise at a time, so that two never create the same listings.
CREATE UNIQUE INDEX import_run_one_applying ON "import_run" (enterprise_id) WHERE status = 'applying';
