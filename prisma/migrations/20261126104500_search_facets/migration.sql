-- What a search filters, counts, ranks and sorts by, a row a live listing. It stands apart from the documents: their GIN index would
-- take in a listing's six hundred words anew whenever its stock or price moved.
CREATE TABLE "search_entry" (
  "listing_id" UUID NOT NULL,
  "enterprise_id" UUID NOT NULL,
  "category_slug" TEXT NOT NULL,
  "country" CHAR(2) NOT NULL,
  "kind" "listing_kind" NOT NULL,
  "materials" TEXT[] NOT NULL,
  "ai_assisted" BOOLEAN NOT NULL,
  "price_minor" BIGINT NOT NULL,
  "currency" CHAR(3) NOT NULL,
  "popularity" INTEGER NOT NULL,
  "published_at" TIMESTAMPTZ(3),
  "available" BOOLEAN NOT NULL,
  "head" tsvector NOT NULL,
  CONSTRAINT "search_entry_pkey" PRIMARY KEY ("listing_id")
) WITH (fillfactor = 80);
ALTER TABLE "search_entry" ADD CONSTRAINT search_entry_document FOREIGN KEY (listing_id) REFERENCES "search_document"(listing_id) ON DELETE CASCADE;

-- An entry is made with its document. Its head (title, maker, tags: weights A and B) is what ranks thousands; whole documents rank the best of them.
CREATE FUNCTION make_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_entry
  SELECT l.id, l.enterprise_id, l.category_slug, e.country, l.kind, l.materials, l.ai_assisted, l.price_minor, l.currency, l.popularity, l.published_at,
    EXISTS (SELECT 1 FROM variant v WHERE v.listing_id = l.id AND (v.stock_on_hand IS NULL OR v.stock_on_hand > v.stock_reserved)),
    ts_filter(NEW.document, '{a,b}')
  FROM listing l JOIN enterprise e ON e.id = l.enterprise_id WHERE l.id = NEW.listing_id
  ON CONFLICT (listing_id) DO UPDATE SET category_slug = excluded.category_slug, kind = excluded.kind, materials = excluded.materials,
    ai_assisted = excluded.ai_assisted, price_minor = excluded.price_minor, currency = excluded.currency, popularity = excluded.popularity,
    published_at = excluded.published_at, available = excluded.available, head = excluded.head;
  RETURN NULL;
END $$;
-- A load of a hundred thousand sets ambersilk.bulk and makes its entries in one statement.
CREATE TRIGGER make_search_entry AFTER INSERT OR UPDATE OF document ON "search_document" FOR EACH ROW
  WHEN (current_setting('ambersilk.bulk', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION make_search_entry();

-- What changes a listing without new words changes its entry.
CREATE FUNCTION listing_changes_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry SET category_slug = NEW.category_slug, kind = NEW.kind, materials = NEW.materials, ai_assisted = NEW.ai_assisted,
    price_minor = NEW.price_minor, currency = NEW.currency, popularity = NEW.popularity, published_at = NEW.published_at
  WHERE listing_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER listing_changes_search_entry AFTER UPDATE ON "listing" FOR EACH ROW
  WHEN ((OLD.category_slug, OLD.kind, OLD.materials, OLD.ai_assisted, OLD.price_minor, OLD.currency, OLD.popularity, OLD.published_at)
    IS DISTINCT FROM (NEW.category_slug, NEW.kind, NEW.materials, NEW.ai_assisted, NEW.price_minor, NEW.currency, NEW.popularity, NEW.published_at))
  EXECUTE FUNCTION listing_changes_search_entry();

-- Stock moves with every sale; the search only cares when the last one goes or the first one comes.
CREATE FUNCTION variant_changes_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry SET available =
    EXISTS (SELECT 1 FROM variant v WHERE v.listing_id = NEW.listing_id AND (v.stock_on_hand IS NULL OR v.stock_on_hand > v.stock_reserved))
  WHERE listing_id = NEW.listing_id;
  RETURN NULL;
END $$;
CREATE TRIGGER variant_changes_search_entry AFTER UPDATE ON "variant" FOR EACH ROW
  WHEN ((OLD.stock_on_hand IS NULL OR OLD.stock_on_hand > OLD.stock_reserved) IS DISTINCT FROM (NEW.stock_on_hand IS NULL OR NEW.stock_on_hand > NEW.stock_reserved))
  EXECUTE FUNCTION variant_changes_search_entry();

INSERT INTO search_entry
SELECT l.id, l.enterprise_id, l.category_slug, e.country, l.kind, l.materials, l.ai_assisted, l.price_minor, l.currency, l.popularity, l.published_at,
  EXISTS (SELECT 1 FROM variant v WHERE v.listing_id = l.id AND (v.stock_on_hand IS NULL OR v.stock_on_hand > v.stock_reserved)),
  ts_filter(d.document, '{a,b}')
FROM search_document d JOIN listing l ON l.id = d.listing_id JOIN enterprise e ON e.id = l.enterprise_id;

-- Filters without words begin with the most popular.
CREATE INDEX "search_entry_popular" ON "search_entry" ("popularity" DESC, "listing_id");
-- Words while they are typed: the beginning of a word.
CREATE INDEX "search_word_beginning" ON "search_word" ("folded" text_pattern_ops);

-- Listings whose documents match, by the index alone: to read documents one after the other means to unpack each of them.
CREATE FUNCTION search_matches(query tsquery, most integer) RETURNS TABLE (listing_id uuid) LANGUAGE sql STABLE ROWS 2000
  SET enable_seqscan = off SET enable_indexscan = off
  AS 'SELECT d.listing_id FROM search_document d WHERE d.document @@ query LIMIT most';
