-- Whether a thing reaches a reader, as the cart says it: by the listing's own shipping table or its maker's usual one, by its weight, and
-- where film or licence let it be sold.
ALTER TABLE "search_entry"
  ADD COLUMN "sender_id" UUID,
  ADD COLUMN "weight_grams" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "places" TEXT[];

-- An entry takes this over when it is made, and whenever somebody says of `places` that it may be another.
CREATE FUNCTION search_entry_takes_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT coalesce(l.shipping_profile_id, l.enterprise_id),
    coalesce((SELECT min(coalesce(v.weight_grams, l.weight_grams, 0)) FROM variant v WHERE v.listing_id = l.id AND v.archived_at IS NULL), 0),
    CASE WHEN l.licence_id IS NULL THEN nullif(s.territories, '{}')
      ELSE (SELECT array(SELECT place FROM unnest(r.territories) place
          WHERE s.territories IS NULL OR s.territories = '{}' OR place = ANY (s.territories))
        FROM licence_reach r WHERE r.licence_id = l.licence_id) END
  INTO STRICT NEW.sender_id, NEW.weight_grams, NEW.places
  FROM listing l LEFT JOIN stream_offer s ON s.listing_id = l.id WHERE l.id = NEW.listing_id;
  RETURN NEW;
END $$;
CREATE TRIGGER search_entry_takes_sending BEFORE INSERT OR UPDATE OF places ON "search_entry"
  FOR EACH ROW EXECUTE FUNCTION search_entry_takes_sending();
UPDATE "search_entry" SET places = NULL;
ALTER TABLE "search_entry" ALTER COLUMN "sender_id" SET NOT NULL;

CREATE FUNCTION listing_changes_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry SET places = NULL WHERE listing_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER listing_changes_sending AFTER UPDATE OF shipping_profile_id, enterprise_id, weight_grams, licence_id ON "listing" FOR EACH ROW
  WHEN ((OLD.shipping_profile_id, OLD.enterprise_id, OLD.weight_grams, OLD.licence_id)
    IS DISTINCT FROM (NEW.shipping_profile_id, NEW.enterprise_id, NEW.weight_grams, NEW.licence_id))
  EXECUTE FUNCTION listing_changes_sending();

CREATE FUNCTION part_changes_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry SET places = NULL WHERE listing_id = NEW.listing_id;
  RETURN NULL;
END $$;
CREATE TRIGGER variant_changes_sending AFTER UPDATE OF weight_grams, archived_at ON "variant" FOR EACH ROW
  WHEN ((OLD.weight_grams, OLD.archived_at) IS DISTINCT FROM (NEW.weight_grams, NEW.archived_at)) EXECUTE FUNCTION part_changes_sending();
CREATE TRIGGER new_variant_changes_sending AFTER INSERT ON "variant" FOR EACH ROW
  WHEN (current_setting('ambersilk.bulk', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION part_changes_sending();
CREATE TRIGGER stream_changes_sending AFTER INSERT OR UPDATE OF territories ON "stream_offer" FOR EACH ROW
  WHEN (current_setting('ambersilk.bulk', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION part_changes_sending();

-- Where a licence reaches is said by its grants. Most grants are of none, and most licences of no listing.
CREATE INDEX "listing_under_licence" ON "listing" ("licence_id") WHERE licence_id IS NOT NULL;
CREATE FUNCTION grant_changes_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE search_entry e SET places = NULL FROM listing l
  WHERE l.id = e.listing_id AND l.licence_id = CASE WHEN TG_OP = 'DELETE' THEN OLD.licence_id ELSE NEW.licence_id END;
  RETURN NULL;
END $$;
CREATE TRIGGER new_grant_changes_sending AFTER INSERT ON "rights_grant"
  FOR EACH ROW WHEN (NEW.licence_id IS NOT NULL) EXECUTE FUNCTION grant_changes_sending();
CREATE TRIGGER grant_changes_sending AFTER UPDATE OF territories, licence_id ON "rights_grant"
  FOR EACH ROW WHEN (NEW.licence_id IS NOT NULL) EXECUTE FUNCTION grant_changes_sending();
CREATE TRIGGER old_grant_changes_sending AFTER DELETE ON "rights_grant"
  FOR EACH ROW WHEN (OLD.licence_id IS NOT NULL) EXECUTE FUNCTION grant_changes_sending();

-- Which shipping tables changed, by the transaction that did it, as the shelf reads what changed of listings.
ALTER TABLE "shipping_profile" ADD COLUMN "changed" xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX "shipping_profile_changed" ON "shipping_profile" ("changed");
CREATE TRIGGER stamp_shipping_profile BEFORE INSERT OR UPDATE ON "shipping_profile" FOR EACH ROW EXECUTE FUNCTION stamp_search_entry();
CREATE FUNCTION rate_changes_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE shipping_profile SET changed = pg_current_xact_id()
  WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.profile_id ELSE NEW.profile_id END AND changed <> pg_current_xact_id();
  RETURN NULL;
END $$;
CREATE TRIGGER rate_changes_profile AFTER INSERT OR UPDATE OR DELETE ON "shipping_rate" FOR EACH ROW EXECUTE FUNCTION rate_changes_profile();
