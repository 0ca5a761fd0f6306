-- AlterTable
ALTER TABLE "holding" ADD COLUMN     "on_end" "grant_on_end" NOT NULL DEFAULT 'ends';

-- What is given out of a licence whose contract says that sublicences pass to the holder above does so, whoever writes the grant.
CREATE FUNCTION grant_follows_holding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM holding WHERE id = NEW.holding_id AND on_end = 'assigns') THEN
    NEW.on_end := 'assigns';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER grant_follows_holding BEFORE INSERT ON rights_grant
  FOR EACH ROW WHEN (NEW.holding_id IS NOT NULL) EXECUTE FUNCTION grant_follows_holding();
