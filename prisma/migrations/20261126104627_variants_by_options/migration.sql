ALTER TYPE "stock_movement_reason" ADD VALUE 'received';
ALTER TYPE "stock_movement_reason" ADD VALUE 'damaged';
ALTER TYPE "stock_movement_reason" ADD VALUE 'counted';
ALTER TYPE "stock_movement_reason" ADD VALUE 'gift';
ALTER TYPE "stock_movement_reason" ADD VALUE 'other';

-- AlterTable
ALTER TABLE "variant"
ADD COLUMN     "approved_price_minor" BIGINT,
ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "low_stock_below" INTEGER,
ADD COLUMN     "low_stock_told_at" TIMESTAMPTZ(3),
ADD COLUMN     "picture_id" UUID,
ADD COLUMN     "value_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "stock_movement" ADD COLUMN     "note" TEXT;

-- CreateTable
CREATE TABLE "listing_option" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "listing_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text_id" UUID NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "listing_option_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "option_value" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "option_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text_id" UUID NOT NULL,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "option_value_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "listing_option_text_id_key" ON "listing_option"("text_id");

-- CreateIndex
CREATE INDEX "listing_option_listing_id_position_idx" ON "listing_option"("listing_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "option_value_text_id_key" ON "option_value"("text_id");

-- CreateIndex
CREATE INDEX "option_value_option_id_position_idx" ON "option_value"("option_id", "position");

-- AddForeignKey
ALTER TABLE "listing_option" ADD CONSTRAINT "listing_option_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_option" ADD CONSTRAINT "listing_option_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "option_value" ADD CONSTRAINT "option_value_option_id_fkey" FOREIGN KEY ("option_id") REFERENCES "listing_option"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "option_value" ADD CONSTRAINT "option_value_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A variant that had a name of its own becomes a value of one option, "variant"; its words stay the same text.
INSERT INTO "texts" (id, source_locale)
  SELECT l.id, t.source_locale FROM "listing" l JOIN "texts" t ON t.id = l.text_id
  WHERE EXISTS (SELECT 1 FROM "variant" v WHERE v.listing_id = l.id AND v.text_id IS NOT NULL);
INSERT INTO "translation" (text_id, locale, fields, state)
  SELECT l.id, t.source_locale, jsonb_build_object('name', coalesce(w.word, 'Variant')), 'source'
  FROM "listing" l JOIN "texts" t ON t.id = l.id
  LEFT JOIN (VALUES ('zh-CN', '款式'), ('bg', 'Вариант'), ('mk', 'Варијанта'), ('sr-Cyrl', 'Варијанта'), ('sr-Latn', 'Varijanta'), ('bs', 'Varijanta'),
    ('hr', 'Varijanta'), ('sl', 'Različica'), ('cs', 'Varianta'), ('sk', 'Variant'), ('pl', 'Wariant'), ('hu', 'Változat'), ('ro', 'Variantă'),
    ('sq', 'Varianti'), ('el', 'Παραλλαγή'), ('et', 'Variant'), ('lv', 'Variants'), ('lt', 'Variantas')) AS w(locale, word) ON w.locale = t.source_locale;
INSERT INTO "listing_option" (id, listing_id, position, text_id)
  SELECT l.id, l.id, 0, l.id FROM "listing" l JOIN "texts" t ON t.id = l.id;
INSERT INTO "option_value" (id, option_id, position, text_id)
  SELECT v.id, v.listing_id, v.position, v.text_id FROM "variant" v JOIN "listing_option" o ON o.id = v.listing_id WHERE v.text_id IS NOT NULL;
UPDATE "variant" SET value_ids = ARRAY[id] WHERE text_id IS NOT NULL;
ALTER TABLE "variant" DROP COLUMN "text_id";

-- What is public was approved at the price it has.
UPDATE "variant" v SET approved_price_minor = v.price_minor FROM "listing" l WHERE l.id = v.listing_id AND l.status = 'live';

-- No two variants on sale are the same combination; what stands for a variant is one of its listing's pictures.
CREATE UNIQUE INDEX variant_combination_once ON "variant" (listing_id, value_ids) WHERE archived_at IS NULL;
ALTER TABLE "variant"
  ADD CONSTRAINT variant_picture_of_listing FOREIGN KEY (listing_id, picture_id) REFERENCES "listing_picture" (listing_id, media_id) ON DELETE SET NULL (picture_id),
  ADD CONSTRAINT variant_low_stock_positive CHECK (low_stock_below > 0);
ALTER TABLE "stock_movement" ADD CONSTRAINT stock_movement_moves CHECK (delta <> 0);

-- A variant on sale has one value of each option on offer, and none of another listing's. Asked at commit, of what is there then.
CREATE FUNCTION variant_combines_options() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ids uuid[];
BEGIN
  SELECT value_ids INTO ids FROM "variant" WHERE id = NEW.id AND archived_at IS NULL;
  IF FOUND AND (
    cardinality(ids) <> (SELECT count(*) FROM "listing_option" WHERE listing_id = NEW.listing_id AND archived_at IS NULL)
    OR cardinality(ids) <> (
      SELECT count(DISTINCT o.id) FROM "option_value" w JOIN "listing_option" o ON o.id = w.option_id
      WHERE w.id = ANY (ids) AND o.listing_id = NEW.listing_id AND o.archived_at IS NULL AND w.archived_at IS NULL))
  THEN
    RAISE EXCEPTION 'variant % is no combination of its listing''s options', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'variant_combines_options';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER variant_combines_options AFTER INSERT OR UPDATE OF value_ids, archived_at ON "variant"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION variant_combines_options();
