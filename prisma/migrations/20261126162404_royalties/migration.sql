-- CreateEnum
CREATE TYPE "report_source" AS ENUM ('upload', 'nothing', 'platform');

-- CreateEnum
CREATE TYPE "report_status" AS ENUM ('checked', 'submitted', 'replaced');

-- CreateEnum
CREATE TYPE "statement_status" AS ENUM ('draft', 'sent', 'disputed', 'accepted', 'paid');

-- CreateTable
CREATE TABLE "royalty_terms" (
    "licence_id" UUID NOT NULL,
    "terms" JSONB NOT NULL,
    "terms_hash" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "royalty_terms_pkey" PRIMARY KEY ("licence_id")
);

-- CreateTable
CREATE TABLE "sales_report" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "licence_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "source" "report_source" NOT NULL,
    "status" "report_status" NOT NULL,
    "file_name" TEXT NOT NULL DEFAULT '',
    "file_hash" TEXT,
    "line_count" INTEGER NOT NULL DEFAULT 0,
    "submitted_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "sales_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sales_report_line" (
    "report_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "work_id" UUID NOT NULL,
    "product" TEXT NOT NULL DEFAULT '',
    "right" TEXT NOT NULL,
    "territory" CHAR(2) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "units" INTEGER NOT NULL,
    "receipts_minor" BIGINT NOT NULL,
    "deductions_minor" BIGINT NOT NULL DEFAULT 0,
    "list_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "sales_report_line_pkey" PRIMARY KEY ("report_id","row")
);

-- CreateTable
CREATE TABLE "royalty_statement" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "licence_id" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "status" "statement_status" NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "currency" CHAR(3) NOT NULL,
    "units" BIGINT NOT NULL,
    "receipts_minor" BIGINT NOT NULL,
    "deductions_minor" BIGINT NOT NULL,
    "base_minor" BIGINT NOT NULL,
    "royalty_minor" BIGINT NOT NULL,
    "held_minor" BIGINT NOT NULL,
    "released_minor" BIGINT NOT NULL,
    "carried_in_minor" BIGINT NOT NULL,
    "recouped_minor" BIGINT NOT NULL,
    "unrecouped_minor" BIGINT NOT NULL,
    "rest_minor" BIGINT NOT NULL,
    "carried_minor" BIGINT NOT NULL,
    "top_up_minor" BIGINT NOT NULL,
    "gross_minor" BIGINT NOT NULL,
    "withholding_minor" BIGINT NOT NULL,
    "payable_minor" BIGINT NOT NULL,
    "inputs" JSONB NOT NULL,
    "lines" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "due_id" UUID,
    "certificate_media_id" UUID,
    "sent_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "royalty_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "royalty_dispute" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "statement_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "line" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "raised_by_id" UUID,
    "answer" TEXT,
    "answered_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "royalty_dispute_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sales_report_licence_id_starts_on_idx" ON "sales_report"("licence_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "royalty_statement_number_key" ON "royalty_statement"("number");

-- CreateIndex
CREATE UNIQUE INDEX "royalty_statement_due_id_key" ON "royalty_statement"("due_id");

-- CreateIndex
CREATE UNIQUE INDEX "royalty_statement_certificate_media_id_key" ON "royalty_statement"("certificate_media_id");

-- CreateIndex
CREATE INDEX "royalty_statement_status_ends_on_idx" ON "royalty_statement"("status", "ends_on");

-- CreateIndex
CREATE UNIQUE INDEX "royalty_statement_licence_id_starts_on_key" ON "royalty_statement"("licence_id", "starts_on");

-- CreateIndex
CREATE INDEX "royalty_dispute_statement_id_idx" ON "royalty_dispute"("statement_id");

-- AddForeignKey
ALTER TABLE "royalty_terms" ADD CONSTRAINT "royalty_terms_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_report" ADD CONSTRAINT "sales_report_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sales_report_line" ADD CONSTRAINT "sales_report_line_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "sales_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "royalty_statement" ADD CONSTRAINT "royalty_statement_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "royalty_statement" ADD CONSTRAINT "royalty_statement_due_id_fkey" FOREIGN KEY ("due_id") REFERENCES "licence_due"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "royalty_statement" ADD CONSTRAINT "royalty_statement_certificate_media_id_fkey" FOREIGN KEY ("certificate_media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "royalty_dispute" ADD CONSTRAINT "royalty_dispute_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "royalty_statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A report twice is refused: one by the licensee and one of the platform's orders a period, and no file for two periods.
CREATE UNIQUE INDEX sales_report_once ON "sales_report" (licence_id, starts_on, (source = 'platform')) WHERE status <> 'replaced';
CREATE UNIQUE INDEX sales_report_file_once ON "sales_report" (licence_id, file_hash) WHERE status <> 'replaced';
ALTER TABLE "sales_report"
  ADD CONSTRAINT sales_report_days CHECK (ends_on > starts_on),
  ADD CONSTRAINT sales_report_submitted CHECK (status = 'checked' OR submitted_at IS NOT NULL);
ALTER TABLE "sales_report_line"
  ADD CONSTRAINT sales_report_line_deductions CHECK (deductions_minor >= 0),
  ADD CONSTRAINT sales_report_line_codes CHECK (currency ~ '^[A-Z]{3}$' AND territory ~ '^[A-Z]{2}$');

-- What was reported is never edited; it goes only with a report that was not sent yet.
CREATE FUNCTION sales_report_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM sales_report r WHERE r.id = OLD.report_id AND r.status <> 'checked') THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'lines of a report do not change';
END $$;
CREATE TRIGGER sales_report_line_stays BEFORE UPDATE OR DELETE ON "sales_report_line" FOR EACH ROW EXECUTE FUNCTION sales_report_line_stays();

CREATE FUNCTION royalty_terms_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'royalty terms are frozen';
END $$;
CREATE TRIGGER royalty_terms_stay BEFORE UPDATE ON "royalty_terms" FOR EACH ROW EXECUTE FUNCTION royalty_terms_stay();

ALTER TABLE "royalty_statement"
  ADD CONSTRAINT royalty_statement_earned CHECK (royalty_minor - held_minor + released_minor + carried_in_minor = recouped_minor + rest_minor + carried_minor),
  ADD CONSTRAINT royalty_statement_gross CHECK (gross_minor = rest_minor + top_up_minor),
  ADD CONSTRAINT royalty_statement_payable CHECK (payable_minor = gross_minor - withholding_minor),
  ADD CONSTRAINT royalty_statement_signs CHECK (least(held_minor, released_minor, recouped_minor, unrecouped_minor, rest_minor, top_up_minor, withholding_minor, payable_minor, deductions_minor) >= 0
    AND carried_minor <= 0 AND carried_in_minor <= 0),
  ADD CONSTRAINT royalty_statement_accepted CHECK (status NOT IN ('accepted', 'paid') OR accepted_at IS NOT NULL),
  ADD CONSTRAINT royalty_statement_days CHECK (ends_on > starts_on);

-- One doubt of a line waits for an answer at a time.
CREATE UNIQUE INDEX royalty_dispute_open ON "royalty_dispute" (statement_id, line) WHERE answered_at IS NULL;

-- An amount never changes after it was accepted.
CREATE FUNCTION royalty_statement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.status IN ('accepted', 'paid')
    AND to_jsonb(NEW) - '{status,due_id,certificate_media_id}'::text[] = to_jsonb(OLD) - '{status,due_id,certificate_media_id}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an accepted statement does not change';
END $$;
CREATE TRIGGER royalty_statement_stays BEFORE UPDATE ON "royalty_statement" FOR EACH ROW
  WHEN (OLD.status IN ('accepted', 'paid')) EXECUTE FUNCTION royalty_statement_stays();
