-- CreateEnum
CREATE TYPE "translation_order_status" AS ENUM ('awaiting_payment', 'paid', 'cancelled');

-- CreateEnum
CREATE TYPE "translation_job_status" AS ENUM ('awaiting_payment', 'offered', 'taken', 'delivered', 'changes', 'disputed', 'accepted', 'cancelled', 'expired', 'overdue', 'settled');

-- CreateEnum
CREATE TYPE "translation_counted" AS ENUM ('full', 'repeat', 'memory');

-- CreateEnum
CREATE TYPE "translation_unit_state" AS ENUM ('open', 'translated', 'changes', 'accepted');

-- CreateEnum
CREATE TYPE "machine_run_status" AS ENUM ('running', 'stopped', 'done', 'cancelled');

-- CreateEnum
CREATE TYPE "machine_text_state" AS ENUM ('waiting', 'working', 'done', 'failed', 'needless');

-- AlterEnum
ALTER TYPE "enterprise_kind" ADD VALUE 'translator';

-- AlterEnum
ALTER TYPE "ledger_account_kind" ADD VALUE 'translation_escrow';

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "translation_order_id" UUID;

-- AlterTable
ALTER TABLE "transfer" ADD COLUMN     "translation_job_id" UUID;

-- CreateTable
CREATE TABLE "translator_profile" (
    "enterprise_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "fields" TEXT[],
    "available" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "translator_profile_pkey" PRIMARY KEY ("enterprise_id")
);

-- CreateTable
CREATE TABLE "translator_rate" (
    "enterprise_id" UUID NOT NULL,
    "from_locale" TEXT NOT NULL,
    "to_locale" TEXT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,

    CONSTRAINT "translator_rate_pkey" PRIMARY KEY ("enterprise_id","from_locale","to_locale")
);

-- CreateTable
CREATE TABLE "translation_order" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "created_by_id" UUID,
    "placement_key" TEXT NOT NULL,
    "status" "translation_order_status" NOT NULL DEFAULT 'awaiting_payment',
    "currency" CHAR(3) NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "tax_rule" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "translation_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "translation_job" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "from_locale" TEXT NOT NULL,
    "to_locale" TEXT NOT NULL,
    "status" "translation_job_status" NOT NULL DEFAULT 'awaiting_payment',
    "rate_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "words" INTEGER NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "offered_to_id" UUID,
    "translator_id" UUID,
    "taken_by_id" UUID,
    "reviewer_id" UUID,
    "rounds" INTEGER NOT NULL DEFAULT 0,
    "take_by" TIMESTAMPTZ(3) NOT NULL,
    "deliver_by" TIMESTAMPTZ(3) NOT NULL,
    "review_by" TIMESTAMPTZ(3),
    "taken_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),
    "earned_minor" BIGINT NOT NULL DEFAULT 0,
    "commission_minor" BIGINT NOT NULL DEFAULT 0,
    "refund_minor" BIGINT NOT NULL DEFAULT 0,
    "refund_tax_minor" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "translation_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "translation_unit" (
    "job_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "words" INTEGER NOT NULL,
    "counted" "translation_counted" NOT NULL,
    "net_minor" BIGINT NOT NULL,
    "target" TEXT NOT NULL DEFAULT '',
    "state" "translation_unit_state" NOT NULL DEFAULT 'open',
    "comment" TEXT NOT NULL DEFAULT '',
    "accepted_by_id" UUID,
    "published_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "translation_unit_pkey" PRIMARY KEY ("job_id","text_id","field")
);

-- CreateTable
CREATE TABLE "translation_event" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "job_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "words" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "translation_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "translation_refund" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "job_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "status" "refund_status" NOT NULL DEFAULT 'pending',
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "stripe_id" TEXT,
    "failure_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "translation_refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "translation_rating" (
    "job_id" UUID NOT NULL,
    "stars" SMALLINT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "translation_rating_pkey" PRIMARY KEY ("job_id")
);

-- CreateTable
CREATE TABLE "machine_run" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "status" "machine_run_status" NOT NULL DEFAULT 'running',
    "problem" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "machine_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "machine_run_text" (
    "run_id" UUID NOT NULL,
    "text_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "characters" INTEGER NOT NULL,
    "state" "machine_text_state" NOT NULL DEFAULT 'waiting',
    "problem" TEXT,
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "machine_run_text_pkey" PRIMARY KEY ("run_id","text_id","locale")
);

-- CreateIndex
CREATE INDEX "translator_rate_from_locale_to_locale_price_minor_idx" ON "translator_rate"("from_locale", "to_locale", "price_minor");

-- CreateIndex
CREATE UNIQUE INDEX "translation_order_number_key" ON "translation_order"("number");

-- CreateIndex
CREATE UNIQUE INDEX "translation_order_placement_key_key" ON "translation_order"("placement_key");

-- CreateIndex
CREATE INDEX "translation_order_enterprise_id_created_at_idx" ON "translation_order"("enterprise_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "translation_order_status_created_at_idx" ON "translation_order"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "translation_job_number_key" ON "translation_job"("number");

-- CreateIndex
CREATE INDEX "translation_job_enterprise_id_created_at_idx" ON "translation_job"("enterprise_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "translation_job_translator_id_created_at_idx" ON "translation_job"("translator_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "translation_job_status_from_locale_to_locale_idx" ON "translation_job"("status", "from_locale", "to_locale");

-- CreateIndex
CREATE UNIQUE INDEX "translation_job_order_id_from_locale_to_locale_key" ON "translation_job"("order_id", "from_locale", "to_locale");

-- CreateIndex
CREATE UNIQUE INDEX "translation_unit_job_id_position_key" ON "translation_unit"("job_id", "position");

-- CreateIndex
CREATE INDEX "translation_event_job_id_created_at_idx" ON "translation_event"("job_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "translation_refund_job_id_key" ON "translation_refund"("job_id");

-- CreateIndex
CREATE UNIQUE INDEX "translation_refund_stripe_id_key" ON "translation_refund"("stripe_id");

-- CreateIndex
CREATE INDEX "translation_refund_status_created_at_idx" ON "translation_refund"("status", "created_at");

-- CreateIndex
CREATE INDEX "machine_run_enterprise_id_created_at_idx" ON "machine_run"("enterprise_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "machine_run_status_moved_at_idx" ON "machine_run"("status", "moved_at");

-- CreateIndex
CREATE INDEX "machine_run_text_run_id_state_position_idx" ON "machine_run_text"("run_id", "state", "position");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_translation_job_id_part_key" ON "transfer"("translation_job_id", "part");

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_translation_order_id_fkey" FOREIGN KEY ("translation_order_id") REFERENCES "translation_order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_translation_job_id_fkey" FOREIGN KEY ("translation_job_id") REFERENCES "translation_job"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translator_profile" ADD CONSTRAINT "translator_profile_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translator_rate" ADD CONSTRAINT "translator_rate_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "translator_profile"("enterprise_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_order" ADD CONSTRAINT "translation_order_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_job" ADD CONSTRAINT "translation_job_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "translation_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_job" ADD CONSTRAINT "translation_job_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_job" ADD CONSTRAINT "translation_job_translator_id_fkey" FOREIGN KEY ("translator_id") REFERENCES "enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_job" ADD CONSTRAINT "translation_job_offered_to_id_fkey" FOREIGN KEY ("offered_to_id") REFERENCES "enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_unit" ADD CONSTRAINT "translation_unit_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "translation_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_event" ADD CONSTRAINT "translation_event_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "translation_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_refund" ADD CONSTRAINT "translation_refund_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "translation_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_refund" ADD CONSTRAINT "translation_refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_rating" ADD CONSTRAINT "translation_rating_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "translation_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_run" ADD CONSTRAINT "machine_run_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "machine_run_text" ADD CONSTRAINT "machine_run_text_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "machine_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A transfer is of one thing: a part of a seller order, a share of a licence's due, or a translator's job.
ALTER TABLE "transfer" DROP CONSTRAINT transfer_of_one;
ALTER TABLE "transfer" ADD CONSTRAINT transfer_of_one CHECK (num_nonnulls(seller_order_id, licence_share_id, translation_job_id) = 1);

-- One payment page of an order is open (or has been paid) at a time: nobody pays twice.
CREATE UNIQUE INDEX payment_of_translation_once ON "payment" (translation_order_id) WHERE translation_order_id IS NOT NULL AND status IN ('open', 'processing', 'succeeded');

ALTER TABLE "translator_rate" ADD CONSTRAINT translator_rate_sound CHECK (price_minor > 0 AND from_locale <> to_locale);
ALTER TABLE "translation_order" ADD CONSTRAINT translation_order_amounts CHECK (net_minor > 0 AND tax_minor >= 0 AND (status = 'paid') = (paid_at IS NOT NULL));
ALTER TABLE "translation_unit" ADD CONSTRAINT translation_unit_amounts CHECK (net_minor >= 0 AND words >= 0);
ALTER TABLE "translation_unit" ADD CONSTRAINT translation_unit_written CHECK (state = 'open' OR target <> '');
ALTER TABLE "translation_rating" ADD CONSTRAINT translation_rating_stars CHECK (stars BETWEEN 1 AND 5);

-- What a job was paid is divided without a rest, and only between the two sides, the platform and the tax office.
ALTER TABLE "translation_job"
  ADD CONSTRAINT translation_job_amounts CHECK (net_minor >= 0 AND tax_minor >= 0 AND rate_minor > 0 AND words >= 0 AND from_locale <> to_locale),
  ADD CONSTRAINT translation_job_divided CHECK (earned_minor >= 0 AND refund_minor >= 0 AND commission_minor BETWEEN 0 AND earned_minor
    AND refund_tax_minor BETWEEN 0 AND tax_minor AND (CASE WHEN settled_at IS NULL THEN earned_minor + refund_minor = 0 ELSE earned_minor + refund_minor = net_minor END)),
  ADD CONSTRAINT translation_job_earned_by CHECK (earned_minor = 0 OR translator_id IS NOT NULL),
  ADD CONSTRAINT translation_job_taken CHECK (status NOT IN ('taken', 'delivered', 'changes', 'disputed', 'accepted', 'settled') OR translator_id IS NOT NULL),
  ADD CONSTRAINT translation_job_over CHECK ((status IN ('accepted', 'expired', 'overdue', 'settled')) <= (settled_at IS NOT NULL)),
  ADD CONSTRAINT translation_job_rounds CHECK (rounds BETWEEN 0 AND 2);

-- What was agreed on never changes, and what was divided stays so.
CREATE FUNCTION translation_job_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.net_minor <> OLD.net_minor OR NEW.tax_minor <> OLD.tax_minor OR NEW.currency <> OLD.currency OR NEW.order_id <> OLD.order_id
    OR NEW.enterprise_id <> OLD.enterprise_id OR NEW.rate_minor <> OLD.rate_minor
    OR (OLD.settled_at IS NOT NULL AND (NEW.settled_at IS DISTINCT FROM OLD.settled_at OR NEW.earned_minor <> OLD.earned_minor
      OR NEW.commission_minor <> OLD.commission_minor OR NEW.refund_minor <> OLD.refund_minor OR NEW.refund_tax_minor <> OLD.refund_tax_minor
      OR NEW.status <> OLD.status OR NEW.translator_id IS DISTINCT FROM OLD.translator_id)) THEN
    RAISE EXCEPTION 'what was agreed on does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'translation_job_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER translation_job_stays BEFORE UPDATE ON "translation_job" FOR EACH ROW EXECUTE FUNCTION translation_job_stays();
CREATE TRIGGER translation_event_append_only BEFORE UPDATE OR DELETE ON "translation_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();
