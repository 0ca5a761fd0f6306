-- Where only a document's words change, its entry is kept right by what it is made of (listing, variant, licence); it need only be looked
-- at again. Made anew it cost a sixth of indexing a listing.
CREATE OR REPLACE FUNCTION make_search_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    UPDATE search_entry SET n = NEW.n WHERE listing_id = NEW.listing_id;
    IF FOUND THEN
      RETURN NULL;
    END IF;
  END IF;
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
