-- CreateEnum
CREATE TYPE "deal_option_status" AS ENUM ('asked', 'given', 'refused', 'released', 'lapsed', 'used');

-- CreateEnum
CREATE TYPE "deal_message_event" AS ENUM ('declined', 'withdrawn');

-- AlterTable
ALTER TABLE "deal_message" ADD COLUMN     "event" "deal_message_event";

-- CreateTable
CREATE TABLE "deal_file" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "message_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,

    CONSTRAINT "deal_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deal_option" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "deal_id" UUID NOT NULL,
    "status" "deal_option_status" NOT NULL DEFAULT 'asked',
    "days" INTEGER NOT NULL,
    "offer_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),
    "lapses_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "deal_option_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deal_seen" (
    "deal_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "deal_seen_pkey" PRIMARY KEY ("deal_id","user_id")
);

-- CreateTable
CREATE TABLE "standard_offer" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "work_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "terms" JSONB NOT NULL,
    "years" INTEGER NOT NULL,
    "published_by_id" UUID NOT NULL,
    "signed_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "standard_offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standard_purchase" (
    "deal_id" UUID NOT NULL,
    "standard_offer_id" UUID NOT NULL,
    "for_whom" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "standard_purchase_pkey" PRIMARY KEY ("deal_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "deal_file_media_id_key" ON "deal_file"("media_id");

-- CreateIndex
CREATE INDEX "deal_file_message_id_idx" ON "deal_file"("message_id");

-- CreateIndex
CREATE INDEX "deal_option_deal_id_idx" ON "deal_option"("deal_id");

-- CreateIndex
CREATE INDEX "deal_seen_user_id_idx" ON "deal_seen"("user_id");

-- CreateIndex
CREATE INDEX "standard_offer_work_id_created_at_idx" ON "standard_offer"("work_id", "created_at");

-- CreateIndex
CREATE INDEX "standard_purchase_standard_offer_id_idx" ON "standard_purchase"("standard_offer_id");

-- AddForeignKey
ALTER TABLE "deal_file" ADD CONSTRAINT "deal_file_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "deal_message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_file" ADD CONSTRAINT "deal_file_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_option" ADD CONSTRAINT "deal_option_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_option" ADD CONSTRAINT "deal_option_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_seen" ADD CONSTRAINT "deal_seen_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_seen" ADD CONSTRAINT "deal_seen_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standard_offer" ADD CONSTRAINT "standard_offer_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standard_offer" ADD CONSTRAINT "standard_offer_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standard_purchase" ADD CONSTRAINT "standard_purchase_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standard_purchase" ADD CONSTRAINT "standard_purchase_standard_offer_id_fkey" FOREIGN KEY ("standard_offer_id") REFERENCES "standard_offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One wish or promise at a time keeps the scope of a deal; what is given says until when and of which version.
CREATE UNIQUE INDEX deal_option_one ON "deal_option" (deal_id) WHERE (status IN ('asked', 'given'));
ALTER TABLE "deal_option"
  ADD CONSTRAINT deal_option_days CHECK (days BETWEEN 1 AND 90),
  ADD CONSTRAINT deal_option_given_whole CHECK (status IN ('asked', 'refused', 'released') OR (offer_id IS NOT NULL AND lapses_at IS NOT NULL)),
  ADD CONSTRAINT deal_option_ended_whole CHECK ((status IN ('asked', 'given')) = (ended_at IS NULL));
CREATE INDEX deal_option_lapsing ON "deal_option" (lapses_at) WHERE (status = 'given');

-- A version of the terms never changes; only what became of it does.
CREATE FUNCTION offer_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the terms of offer % stand', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'offer_immutable';
END $$;
CREATE TRIGGER offer_immutable BEFORE UPDATE ON "offer" FOR EACH ROW
  WHEN ((OLD.terms, OLD.note, OLD.version, OLD.enterprise_id, OLD.deal_id) IS DISTINCT FROM (NEW.terms, NEW.note, NEW.version, NEW.enterprise_id, NEW.deal_id))
  EXECUTE FUNCTION offer_is_immutable();
CREATE INDEX offer_expiring ON "offer" (valid_until) WHERE (status = 'open');

ALTER TABLE "standard_offer" ADD CONSTRAINT standard_offer_years CHECK (years BETWEEN 1 AND 50);
