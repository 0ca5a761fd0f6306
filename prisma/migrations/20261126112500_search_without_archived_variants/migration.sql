-- A variant that was put away is for sale no more: neither shop nor search may count its stock.
CREATE FUNCTION listing_available(listing uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM variant v WHERE v.listing_id = listing AND v.archived_at IS NULL
    AND (v.stock_on_hand IS NULL OR v.stock_on_hand > v.stock_reserved))
$$;

CREATE OR REPLACE FUNCTION make_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_entry
  SELECT l.id, l.enterprise_id, l.category_slug, e.country, l.kind, l.materials, l.ai_assisted, l.price_minor, l.currency, l.popularity, l.published_at,
    listing_available(l.id), ts_filter(NEW.document, '{a,b}')
  FROM listing l JOIN enterprise e ON e.id = l.enterprise_id WHERE l.id = NEW.listing_id
  ON CONFLICT (listing_id) DO UPDATE SET category_slug = excluded.category_slug, kind = excluded.kind, materials = excluded.materials,
    ai_assisted = excluded.ai_assisted, price_minor = excluded.price_minor, currency = excluded.currency, popularity = excluded.popularity,
    published_at = excluded.published_at, available = excluded.available, head = excluded.head;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION variant_changes_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry SET available = listing_available(NEW.listing_id) WHERE listing_id = NEW.listing_id;
  RETURN NULL;
END $$;
DROP TRIGGER variant_changes_search_entry ON "variant";
CREATE TRIGGER variant_changes_search_entry AFTER UPDATE ON "variant" FOR EACH ROW
  WHEN ((OLD.archived_at IS NULL AND (OLD.stock_on_hand IS NULL OR OLD.stock_on_hand > OLD.stock_reserved))
    IS DISTINCT FROM (NEW.archived_at IS NULL AND (NEW.stock_on_hand IS NULL OR NEW.stock_on_hand > NEW.stock_reserved)))
  EXECUTE FUNCTION variant_changes_search_entry();
CREATE TRIGGER new_variant_changes_search_entry AFTER INSERT ON "variant" FOR EACH ROW
  WHEN (current_setting('ambersilk.bulk', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION variant_changes_search_entry();
