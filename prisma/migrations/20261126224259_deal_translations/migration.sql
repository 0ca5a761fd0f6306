-- AlterTable
ALTER TABLE "offer" ADD COLUMN     "note_locale" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "deal_translation" (
    "deal_id" UUID NOT NULL,
    "words_hash" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deal_translation_pkey" PRIMARY KEY ("deal_id","words_hash","locale")
);

-- AddForeignKey
ALTER TABLE "deal_translation" ADD CONSTRAINT "deal_translation_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A translation has words, and its original is a SHA-256 in hex.
ALTER TABLE "deal_translation" ADD CONSTRAINT deal_translation_words CHECK (words_hash ~ '^[0-9a-f]{64}$' AND body <> '');

-- The language of a note stands with it.
DROP TRIGGER offer_immutable ON "offer";
CREATE TRIGGER offer_immutable BEFORE UPDATE ON "offer" FOR EACH ROW
  WHEN ((OLD.terms, OLD.note, OLD.note_locale, OLD.version, OLD.enterprise_id, OLD.deal_id)
    IS DISTINCT FROM (NEW.terms, NEW.note, NEW.note_locale, NEW.version, NEW.enterprise_id, NEW.deal_id))
  EXECUTE FUNCTION offer_is_immutable();
