-- What a listing says of itself by its category, and the same as search counts it.
ALTER TABLE "listing"
  ADD COLUMN "attributes" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "facets" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  ADD CONSTRAINT listing_attributes_are_named CHECK (jsonb_typeof(attributes) = 'object'),
  ADD CONSTRAINT listing_facets_are_whole CHECK (array_position(facets, NULL) IS NULL AND array_position(facets, '') IS NULL);
ALTER TABLE "search_entry" ADD COLUMN "facets" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];

-- An entry takes over the facets of its listing when it is made, and whenever they change. By triggers of their own, so that whoever
-- makes entries need not know of them.
CREATE FUNCTION search_entry_takes_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT facets INTO STRICT NEW.facets FROM listing WHERE id = NEW.listing_id;
  RETURN NEW;
END $$;
CREATE TRIGGER search_entry_takes_facets BEFORE INSERT ON "search_entry" FOR EACH ROW EXECUTE FUNCTION search_entry_takes_facets();

CREATE FUNCTION listing_changes_facets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry SET facets = NEW.facets WHERE listing_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER listing_changes_facets AFTER UPDATE OF facets ON "listing" FOR EACH ROW
  WHEN (OLD.facets IS DISTINCT FROM NEW.facets) EXECUTE FUNCTION listing_changes_facets();
