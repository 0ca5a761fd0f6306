-- AlterTable
ALTER TABLE "listing" ADD COLUMN     "reduced_basis_points" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "variant" ADD COLUMN     "prior_price_minor" BIGINT;

-- AlterTable
ALTER TABLE "search_entry" ADD COLUMN     "reduced" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "price_reduction" (
    "listing_id" UUID NOT NULL,
    "basis_points" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "price_reduction_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "price_moment" (
    "id" BIGSERIAL NOT NULL,
    "variant_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "price_minor" BIGINT NOT NULL,

    CONSTRAINT "price_moment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "price_reduction_starts_at_idx" ON "price_reduction"("starts_at");

-- CreateIndex
CREATE INDEX "price_reduction_ends_at_idx" ON "price_reduction"("ends_at");

-- CreateIndex
CREATE INDEX "price_moment_variant_id_at_idx" ON "price_moment"("variant_id", "at");

-- AddForeignKey
ALTER TABLE "price_reduction" ADD CONSTRAINT "price_reduction_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_moment" ADD CONSTRAINT "price_moment_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "price_reduction"
  ADD CONSTRAINT price_reduction_share CHECK (basis_points BETWEEN 100 AND 9000),
  ADD CONSTRAINT price_reduction_time CHECK (ends_at > starts_at);
ALTER TABLE "listing" ADD CONSTRAINT listing_reduced_share CHECK (reduced_basis_points BETWEEN 0 AND 9000);

-- A price with a share off it, rounded half-even as lib/core/money.ts does.
CREATE FUNCTION reduced_minor(minor bigint, off integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN off = 0 THEN minor
    WHEN (minor * (10000 - off)) % 10000 * 2 > 10000
      OR ((minor * (10000 - off)) % 10000 * 2 = 10000 AND (minor * (10000 - off)) / 10000 % 2 = 1) THEN (minor * (10000 - off)) / 10000 + 1
    ELSE (minor * (10000 - off)) / 10000
  END
$$;

-- Every price that buyers were asked, from when on. A load of a hundred thousand leaves it out: what has no moment has always cost what it costs.
CREATE FUNCTION note_variant_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO price_moment (variant_id, price_minor)
  SELECT NEW.id, reduced_minor(NEW.price_minor, l.reduced_basis_points) FROM listing l WHERE l.id = NEW.listing_id;
  RETURN NULL;
END $$;
CREATE TRIGGER note_new_variant_price AFTER INSERT ON "variant" FOR EACH ROW
  WHEN (current_setting('ambersilk.bulk', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_variant_price();
CREATE TRIGGER note_variant_price AFTER UPDATE OF price_minor ON "variant" FOR EACH ROW
  WHEN (OLD.price_minor <> NEW.price_minor) EXECUTE FUNCTION note_variant_price();

CREATE FUNCTION note_reduced_prices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Prices of another currency are no measure of these.
  IF OLD.currency <> NEW.currency THEN
    DELETE FROM price_moment m USING variant v WHERE v.id = m.variant_id AND v.listing_id = NEW.id;
  END IF;
  INSERT INTO price_moment (variant_id, price_minor)
  SELECT v.id, reduced_minor(v.price_minor, NEW.reduced_basis_points) FROM variant v WHERE v.listing_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER note_reduced_prices AFTER UPDATE OF reduced_basis_points, currency ON "listing" FOR EACH ROW
  WHEN ((OLD.reduced_basis_points, OLD.currency) IS DISTINCT FROM (NEW.reduced_basis_points, NEW.currency)) EXECUTE FUNCTION note_reduced_prices();

-- Search filters and sorts by what is asked now.
CREATE OR REPLACE FUNCTION make_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_entry (listing_id, enterprise_id, category_slug, country, kind, materials, ai_assisted, price_minor, currency, popularity,
    published_at, available, reduced, n)
  SELECT l.id, l.enterprise_id, l.category_slug, e.country, l.kind, l.materials, l.ai_assisted, reduced_minor(l.price_minor, l.reduced_basis_points),
    l.currency, l.popularity, l.published_at, listing_available(l.id), l.reduced_basis_points > 0, NEW.n
  FROM listing l JOIN enterprise e ON e.id = l.enterprise_id WHERE l.id = NEW.listing_id
  ON CONFLICT (listing_id) DO UPDATE SET category_slug = excluded.category_slug, kind = excluded.kind, materials = excluded.materials,
    ai_assisted = excluded.ai_assisted, price_minor = excluded.price_minor, currency = excluded.currency, popularity = excluded.popularity,
    published_at = excluded.published_at, available = excluded.available, reduced = excluded.reduced, n = excluded.n;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION listing_changes_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry SET category_slug = NEW.category_slug, kind = NEW.kind, materials = NEW.materials, ai_assisted = NEW.ai_assisted,
    price_minor = reduced_minor(NEW.price_minor, NEW.reduced_basis_points), reduced = NEW.reduced_basis_points > 0, currency = NEW.currency,
    popularity = NEW.popularity, published_at = NEW.published_at
  WHERE listing_id = NEW.id;
  RETURN NULL;
END $$;
DROP TRIGGER listing_changes_search_entry ON "listing";
CREATE TRIGGER listing_changes_search_entry AFTER UPDATE ON "listing" FOR EACH ROW
  WHEN ((OLD.category_slug, OLD.kind, OLD.materials, OLD.ai_assisted, OLD.price_minor, OLD.reduced_basis_points, OLD.currency, OLD.popularity, OLD.published_at)
    IS DISTINCT FROM (NEW.category_slug, NEW.kind, NEW.materials, NEW.ai_assisted, NEW.price_minor, NEW.reduced_basis_points, NEW.currency, NEW.popularity, NEW.published_at))
  EXECUTE FUNCTION listing_changes_search_entry();
