-- AlterTable
ALTER TABLE "enterprise" ADD COLUMN "names" JSONB NOT NULL DEFAULT '{}';

ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_names_by_locale" CHECK (jsonb_typeof(names) = 'object');

-- Listings are found by every name of their maker: the worker indexes anew what was indexed under others (lib/catalogue/indexing.ts).
CREATE FUNCTION find_by_new_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_document d SET analysis = '' FROM listing l WHERE l.id = d.listing_id AND l.enterprise_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER enterprise_found_by_new_names AFTER UPDATE ON "enterprise" FOR EACH ROW
  WHEN (OLD.names IS DISTINCT FROM NEW.names OR OLD.display_name IS DISTINCT FROM NEW.display_name)
  EXECUTE FUNCTION find_by_new_names();
