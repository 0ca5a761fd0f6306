-- CreateEnum
CREATE TYPE "price_list_kind" AS ENUM ('retail', 'wholesale');

-- AlterEnum
ALTER TYPE "stock_movement_reason" ADD VALUE 'transferred';

-- AlterTable
ALTER TABLE "stock_movement" ADD COLUMN     "place_id" UUID;

-- AlterTable
ALTER TABLE "shipping_profile" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "order_line" ADD COLUMN     "wholesale" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "stock_reservation" ADD COLUMN     "place_id" UUID;

-- CreateTable
CREATE TABLE "variant_price" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "variant_id" UUID NOT NULL,
    "list" "price_list_kind" NOT NULL DEFAULT 'retail',
    "currency" CHAR(3) NOT NULL,
    "min_quantity" INTEGER NOT NULL DEFAULT 1,
    "price_minor" BIGINT NOT NULL,
    "approved_price_minor" BIGINT,

    CONSTRAINT "variant_price_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_place" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "country" CHAR(2) NOT NULL,
    "address_lines" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place_stock" (
    "variant_id" UUID NOT NULL,
    "place_id" UUID NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "place_stock_pkey" PRIMARY KEY ("variant_id","place_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "variant_price_variant_id_list_currency_min_quantity_key" ON "variant_price"("variant_id", "list", "currency", "min_quantity");

-- CreateIndex
CREATE INDEX "stock_place_enterprise_id_idx" ON "stock_place"("enterprise_id");

-- CreateIndex
CREATE INDEX "place_stock_place_id_idx" ON "place_stock"("place_id");

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "stock_place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_reservation" ADD CONSTRAINT "stock_reservation_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "stock_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant_price" ADD CONSTRAINT "variant_price_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_place" ADD CONSTRAINT "stock_place_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_stock" ADD CONSTRAINT "place_stock_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_stock" ADD CONSTRAINT "place_stock_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "stock_place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Prices are more than nothing, from so many pieces on as a cart may hold.
ALTER TABLE "variant_price"
  ADD CONSTRAINT variant_price_positive CHECK (price_minor > 0),
  ADD CONSTRAINT variant_price_quantity_in_range CHECK (min_quantity BETWEEN 1 AND 999),
  ADD CONSTRAINT variant_price_currency_code CHECK (currency ~ '^[A-Z]{3}$');

-- Shipping tables make sense, and an enterprise has one that is meant where none is named.
ALTER TABLE "shipping_rate" ADD CONSTRAINT shipping_rate_sound
  CHECK (max_weight_grams > 0 AND price_minor >= 0 AND free_above_minor >= 0 AND days_min >= 0 AND days_max >= days_min);
ALTER TABLE "shipping_profile" ADD CONSTRAINT shipping_profile_handling_sound CHECK (handling_days_min >= 0 AND handling_days_max >= handling_days_min);
CREATE UNIQUE INDEX shipping_profile_one_default ON "shipping_profile" (enterprise_id) WHERE is_default;

-- Stock at a place: never negative, never promised twice; one place of an enterprise is meant where none is named.
ALTER TABLE "place_stock" ADD CONSTRAINT place_stock_in_range CHECK (on_hand >= 0 AND reserved BETWEEN 0 AND on_hand);
CREATE UNIQUE INDEX stock_place_one_default ON "stock_place" (enterprise_id) WHERE is_default;
ALTER TABLE "stock_place" ADD CONSTRAINT stock_place_default_is_open CHECK (closed_at IS NULL OR NOT is_default);

-- Today's numbers are at one place of each enterprise.
INSERT INTO "stock_place" (enterprise_id, country, is_default)
  SELECT e.id, e.country, true FROM "enterprise" e
  WHERE EXISTS (SELECT 1 FROM "variant" v JOIN "listing" l ON l.id = v.listing_id WHERE l.enterprise_id = e.id
    AND (v.stock_on_hand > 0 OR EXISTS (SELECT 1 FROM "stock_movement" m WHERE m.variant_id = v.id) OR EXISTS (SELECT 1 FROM "stock_reservation" r WHERE r.variant_id = v.id)));
INSERT INTO "place_stock" (variant_id, place_id, on_hand, reserved)
  SELECT v.id, p.id, v.stock_on_hand, v.stock_reserved
  FROM "variant" v JOIN "listing" l ON l.id = v.listing_id JOIN "stock_place" p ON p.enterprise_id = l.enterprise_id WHERE v.stock_on_hand > 0;
UPDATE "stock_movement" m SET place_id = p.id
  FROM "variant" v JOIN "listing" l ON l.id = v.listing_id JOIN "stock_place" p ON p.enterprise_id = l.enterprise_id WHERE v.id = m.variant_id;
UPDATE "stock_reservation" r SET place_id = p.id
  FROM "variant" v JOIN "listing" l ON l.id = v.listing_id JOIN "stock_place" p ON p.enterprise_id = l.enterprise_id WHERE v.id = r.variant_id;
ALTER TABLE "stock_movement" ALTER COLUMN "place_id" SET NOT NULL;
ALTER TABLE "stock_reservation" DROP CONSTRAINT "stock_reservation_pkey", ALTER COLUMN "place_id" SET NOT NULL,
  ADD CONSTRAINT "stock_reservation_pkey" PRIMARY KEY ("order_id", "variant_id", "place_id");

-- The place that is meant where none is named; made when it is first needed.
CREATE FUNCTION default_stock_place(enterprise uuid) RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  place uuid;
BEGIN
  SELECT id INTO place FROM stock_place WHERE enterprise_id = enterprise AND is_default;
  IF place IS NULL THEN
    INSERT INTO stock_place (enterprise_id, country, is_default) SELECT e.id, e.country, true FROM enterprise e WHERE e.id = enterprise
      ON CONFLICT (enterprise_id) WHERE is_default DO NOTHING;
    SELECT id INTO place FROM stock_place WHERE enterprise_id = enterprise AND is_default;
  END IF;
  RETURN place;
END $$;

-- A variant's numbers are the sums of its places', whichever of the two is written: who writes a variant writes its default place.
CREATE FUNCTION variant_stock_to_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place uuid;
  hand int := coalesce(NEW.stock_on_hand, 0);
  held int := NEW.stock_reserved;
BEGIN
  IF NEW.stock_on_hand IS NULL THEN
    DELETE FROM place_stock WHERE variant_id = NEW.id;
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.stock_on_hand IS NOT NULL THEN
    hand := hand - OLD.stock_on_hand;
    held := held - OLD.stock_reserved;
  END IF;
  IF hand = 0 AND held = 0 THEN
    RETURN NULL;
  END IF;
  place := default_stock_place((SELECT enterprise_id FROM listing WHERE id = NEW.listing_id));
  UPDATE place_stock SET on_hand = on_hand + hand, reserved = reserved + held WHERE variant_id = NEW.id AND place_id = place;
  IF NOT FOUND THEN
    INSERT INTO place_stock (variant_id, place_id, on_hand, reserved) VALUES (NEW.id, place, hand, held);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER new_variant_stock_to_place AFTER INSERT ON "variant" FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND current_setting('ambersilk.bulk', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION variant_stock_to_place();
CREATE TRIGGER variant_stock_to_place AFTER UPDATE OF stock_on_hand, stock_reserved ON "variant" FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION variant_stock_to_place();

CREATE FUNCTION place_stock_to_variant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'DELETE' AND NOT EXISTS (
    SELECT 1 FROM variant v JOIN listing l ON l.id = v.listing_id JOIN stock_place p ON p.enterprise_id = l.enterprise_id
    WHERE v.id = NEW.variant_id AND p.id = NEW.place_id)
  THEN
    RAISE EXCEPTION 'place % is not of the enterprise of variant %', NEW.place_id, NEW.variant_id USING ERRCODE = 'check_violation', CONSTRAINT = 'place_stock_of_enterprise';
  END IF;
  UPDATE variant SET
    stock_on_hand = coalesce(stock_on_hand, 0) + coalesce(NEW.on_hand, 0) - coalesce(OLD.on_hand, 0),
    stock_reserved = stock_reserved + coalesce(NEW.reserved, 0) - coalesce(OLD.reserved, 0)
  WHERE id = coalesce(NEW.variant_id, OLD.variant_id);
  RETURN NULL;
END $$;
CREATE TRIGGER place_stock_to_variant AFTER INSERT OR DELETE OR UPDATE OF on_hand, reserved ON "place_stock" FOR EACH ROW
  WHEN (pg_trigger_depth() = 0 AND current_setting('ambersilk.bulk', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION place_stock_to_variant();

CREATE FUNCTION stock_movement_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.place_id := default_stock_place((SELECT l.enterprise_id FROM variant v JOIN listing l ON l.id = v.listing_id WHERE v.id = NEW.variant_id));
  RETURN NEW;
END $$;
CREATE TRIGGER stock_movement_place BEFORE INSERT ON "stock_movement" FOR EACH ROW
  WHEN (NEW.place_id IS NULL) EXECUTE FUNCTION stock_movement_place();
