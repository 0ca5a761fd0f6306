-- CreateEnum
CREATE TYPE "suspended_for" AS ENUM ('payment', 'report', 'hand');

-- CreateEnum
CREATE TYPE "ended_for" AS ENUM ('expiry', 'notice', 'cause', 'agreement', 'chain');

-- CreateEnum
CREATE TYPE "proposal_kind" AS ENUM ('amendment', 'termination');

-- CreateEnum
CREATE TYPE "proposal_status" AS ENUM ('open', 'agreed', 'declined', 'withdrawn');

-- DropForeignKey
ALTER TABLE "transfer" DROP CONSTRAINT "transfer_seller_order_id_fkey";

-- AlterTable
ALTER TABLE "transfer" ADD COLUMN     "licence_share_id" UUID,
ALTER COLUMN "seller_order_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "licence_due" ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "certificate_media_id" UUID,
ADD COLUMN     "interest_for_id" UUID,
ADD COLUMN     "released_at" TIMESTAMPTZ(3),
ADD COLUMN     "tax_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "tax_rule" TEXT NOT NULL DEFAULT 'none',
ADD COLUMN     "withholding_minor" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "licence_life" (
    "licence_id" UUID NOT NULL,
    "scheduled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sell_off_days" INTEGER NOT NULL DEFAULT 180,
    "notice_days" INTEGER NOT NULL DEFAULT 90,
    "negotiation_days" INTEGER NOT NULL DEFAULT 90,
    "suspended_at" TIMESTAMPTZ(3),
    "suspended_for" "suspended_for",
    "reason" TEXT NOT NULL DEFAULT '',
    "terminates_on" DATE,
    "ended_for" "ended_for",
    "sell_off_until" DATE,
    "renewal_deal_id" UUID,

    CONSTRAINT "licence_life_pkey" PRIMARY KEY ("licence_id")
);

-- CreateTable
CREATE TABLE "licence_proposal" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "licence_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" "proposal_kind" NOT NULL,
    "status" "proposal_status" NOT NULL DEFAULT 'open',
    "enterprise_id" UUID NOT NULL,
    "terms" JSONB,
    "terms_before" JSONB,
    "hash" TEXT NOT NULL,
    "effective_on" DATE NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "licence_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "licence_event" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "licence_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "licence_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "licence_share" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "due_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "share_minor" BIGINT NOT NULL,
    "withholding_minor" BIGINT NOT NULL,
    "commission_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "licence_share_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "user_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "licence_life_renewal_deal_id_key" ON "licence_life"("renewal_deal_id");

-- CreateIndex
CREATE INDEX "licence_life_terminates_on_idx" ON "licence_life"("terminates_on");

-- CreateIndex
CREATE UNIQUE INDEX "licence_proposal_licence_id_version_key" ON "licence_proposal"("licence_id", "version");

-- CreateIndex
CREATE INDEX "licence_event_licence_id_created_at_idx" ON "licence_event"("licence_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "licence_share_due_id_enterprise_id_key" ON "licence_share"("due_id", "enterprise_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_token_hash_key" ON "calendar_feed"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_licence_share_id_part_key" ON "transfer"("licence_share_id", "part");

-- CreateIndex
CREATE UNIQUE INDEX "licence_due_certificate_media_id_key" ON "licence_due"("certificate_media_id");

-- CreateIndex
CREATE UNIQUE INDEX "licence_due_interest_for_id_key" ON "licence_due"("interest_for_id");

-- AddForeignKey
ALTER TABLE "licence_life" ADD CONSTRAINT "licence_life_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_proposal" ADD CONSTRAINT "licence_proposal_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_proposal" ADD CONSTRAINT "licence_proposal_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_event" ADD CONSTRAINT "licence_event_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_share" ADD CONSTRAINT "licence_share_due_id_fkey" FOREIGN KEY ("due_id") REFERENCES "licence_due"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_share" ADD CONSTRAINT "licence_share_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_licence_share_id_fkey" FOREIGN KEY ("licence_share_id") REFERENCES "licence_share"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_due" ADD CONSTRAINT "licence_due_certificate_media_id_fkey" FOREIGN KEY ("certificate_media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A transfer is of one thing: a part of a seller order, or a share of a licence's due.
ALTER TABLE "transfer" ADD CONSTRAINT transfer_of_one CHECK (num_nonnulls(seller_order_id, licence_share_id) = 1);

-- What a due asks for is more than nothing, and what is withheld of it is a part of it.
ALTER TABLE "licence_due"
  ADD CONSTRAINT licence_due_amounts CHECK (amount_minor > 0 AND tax_minor >= 0 AND withholding_minor BETWEEN 0 AND amount_minor),
  ADD CONSTRAINT licence_due_paid_or_cancelled CHECK (paid_at IS NULL OR cancelled_at IS NULL),
  ADD CONSTRAINT licence_due_released_when_paid CHECK (released_at IS NULL OR paid_at IS NOT NULL);

-- What was asked for never changes once it was paid; it stays paid.
CREATE FUNCTION licence_due_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.paid_at IS NOT NULL AND (NEW.paid_at IS DISTINCT FROM OLD.paid_at OR NEW.amount_minor <> OLD.amount_minor OR NEW.currency <> OLD.currency
    OR NEW.tax_minor <> OLD.tax_minor OR NEW.withholding_minor <> OLD.withholding_minor OR NEW.licence_id <> OLD.licence_id) THEN
    RAISE EXCEPTION 'a due that was paid does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_due_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER licence_due_stays BEFORE UPDATE ON "licence_due" FOR EACH ROW EXECUTE FUNCTION licence_due_stays();

-- One payment page of a due is open (or has been paid) at a time: nobody pays twice.
CREATE UNIQUE INDEX payment_of_due_once ON "payment" (licence_due_id) WHERE licence_due_id IS NOT NULL AND status IN ('open', 'processing', 'succeeded');

-- A holder's share: what is taken from it is a part of it.
ALTER TABLE "licence_share" ADD CONSTRAINT licence_share_amounts
  CHECK (share_minor >= 0 AND withholding_minor >= 0 AND commission_minor >= 0 AND withholding_minor + commission_minor <= share_minor);
CREATE TRIGGER licence_share_append_only BEFORE UPDATE OR DELETE ON "licence_share" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER licence_event_append_only BEFORE UPDATE OR DELETE ON "licence_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- One proposal waits for an answer at a time, and what was proposed stays as it was written.
CREATE UNIQUE INDEX licence_proposal_one_open ON "licence_proposal" (licence_id) WHERE status = 'open';
CREATE FUNCTION licence_proposal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'open' OR NEW.terms IS DISTINCT FROM OLD.terms OR NEW.hash <> OLD.hash OR NEW.kind <> OLD.kind OR NEW.effective_on <> OLD.effective_on
    OR NEW.enterprise_id <> OLD.enterprise_id THEN
    RAISE EXCEPTION 'a proposal does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_proposal_stays';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER licence_proposal_stays BEFORE UPDATE ON "licence_proposal" FOR EACH ROW EXECUTE FUNCTION licence_proposal_stays();

ALTER TABLE "licence_life"
  ADD CONSTRAINT licence_life_days CHECK (sell_off_days BETWEEN 0 AND 730 AND notice_days BETWEEN 0 AND 730 AND negotiation_days BETWEEN 0 AND 730),
  ADD CONSTRAINT licence_life_suspended CHECK ((suspended_at IS NULL) = (suspended_for IS NULL));
