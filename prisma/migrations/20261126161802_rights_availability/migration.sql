-- CreateEnum
CREATE TYPE "grant_on_end" AS ENUM ('ends', 'assigns');

-- AlterTable
ALTER TABLE "holding" ADD COLUMN     "grant_id" UUID;

-- AlterTable
ALTER TABLE "rights_grant" ADD COLUMN     "holding_id" UUID,
ADD COLUMN     "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "on_end" "grant_on_end" NOT NULL DEFAULT 'ends';

-- CreateTable
CREATE TABLE "rights_change" (
    "work_id" UUID NOT NULL,
    "changed" xid8 NOT NULL DEFAULT pg_current_xact_id(),

    CONSTRAINT "rights_change_pkey" PRIMARY KEY ("work_id")
);

-- CreateTable
CREATE TABLE "saved_ask" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "frequency" "alert_frequency" NOT NULL DEFAULT 'daily',
    "last_checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "free" UUID[],

    CONSTRAINT "saved_ask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "avails_sheet" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "records" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),
    "declared" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "avails_sheet_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "avails_sheet_enterprise_id_idx" ON "avails_sheet"("enterprise_id");

-- CreateIndex
CREATE INDEX "avails_sheet_user_id_idx" ON "avails_sheet"("user_id");

-- AddForeignKey
ALTER TABLE "avails_sheet" ADD CONSTRAINT "avails_sheet_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "avails_sheet" ADD CONSTRAINT "avails_sheet_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "saved_ask_frequency_last_checked_at_idx" ON "saved_ask"("frequency", "last_checked_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_ask_user_id_address_key" ON "saved_ask"("user_id", "address");

-- CreateIndex
CREATE UNIQUE INDEX "holding_grant_id_key" ON "holding"("grant_id");

-- CreateIndex
CREATE INDEX "rights_grant_holding_id_idx" ON "rights_grant"("holding_id");

-- AddForeignKey
ALTER TABLE "saved_ask" ADD CONSTRAINT "saved_ask_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holding" ADD CONSTRAINT "holding_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "rights_grant"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rights_grant" ADD CONSTRAINT "rights_grant_holding_id_fkey" FOREIGN KEY ("holding_id") REFERENCES "holding"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What was given outside the platform is declared by its holder, to whom it stands here; `note` says to whom it was given.
ALTER TABLE "rights_grant" DROP CONSTRAINT rights_grant_declared_by_holder;
ALTER TABLE "rights_grant" ADD CONSTRAINT rights_grant_declared_by_holder CHECK (
  CASE WHEN exclusivity IN ('own_use', 'holdback')
    THEN licensee_id = holder_id AND state IN ('declared', 'expired', 'terminated')
    ELSE (licensee_id = holder_id) = (state = 'declared') OR (licensee_id = holder_id AND state IN ('expired', 'terminated'))
  END
);
-- Only a licence is held by a grant.
ALTER TABLE "holding" ADD CONSTRAINT holding_grant_is_licence CHECK (grant_id IS NULL OR kind = 'licence');

-- Which works' rights changed, by the transaction that did it: the shelf of rights (lib/rights/shelf) reads what was written by transactions
-- that were open at its last look or began later. Statement by statement, works in one order, so that bulk writers neither crawl nor deadlock.
CREATE INDEX "rights_change_changed" ON "rights_change" ("changed");
CREATE FUNCTION note_rights_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'work' THEN
    INSERT INTO rights_change (work_id) SELECT id FROM changed_rows GROUP BY id ORDER BY id
      ON CONFLICT (work_id) DO UPDATE SET changed = pg_current_xact_id() WHERE rights_change.changed <> pg_current_xact_id();
  ELSE
    INSERT INTO rights_change (work_id) SELECT work_id FROM changed_rows GROUP BY work_id ORDER BY work_id
      ON CONFLICT (work_id) DO UPDATE SET changed = pg_current_xact_id() WHERE rights_change.changed <> pg_current_xact_id();
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER rights_change_inserted AFTER INSERT ON "rights_grant" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_rights_changes();
CREATE TRIGGER rights_change_updated AFTER UPDATE ON "rights_grant" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_rights_changes();
CREATE TRIGGER rights_change_deleted AFTER DELETE ON "rights_grant" REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_rights_changes();
CREATE TRIGGER rights_change_inserted AFTER INSERT ON "holding" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_rights_changes();
CREATE TRIGGER rights_change_updated AFTER UPDATE ON "holding" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_rights_changes();
CREATE TRIGGER rights_change_deleted AFTER DELETE ON "holding" REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_rights_changes();
CREATE TRIGGER rights_change_inserted AFTER INSERT ON "work" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_rights_changes();
CREATE TRIGGER rights_change_updated AFTER UPDATE ON "work" REFERENCING NEW TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_rights_changes();
CREATE TRIGGER rights_change_deleted AFTER DELETE ON "work" REFERENCING OLD TABLE AS changed_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_rights_changes();
-- A holder that moves or changes its name takes its works with it.
CREATE FUNCTION note_rights_of_enterprise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO rights_change (work_id) SELECT id FROM work WHERE enterprise_id = NEW.id ORDER BY id
    ON CONFLICT (work_id) DO UPDATE SET changed = pg_current_xact_id() WHERE rights_change.changed <> pg_current_xact_id();
  RETURN NULL;
END $$;
CREATE TRIGGER rights_change_of_enterprise AFTER UPDATE ON "enterprise" FOR EACH ROW
  WHEN (OLD.country IS DISTINCT FROM NEW.country OR OLD.display_name IS DISTINCT FROM NEW.display_name OR OLD.slug IS DISTINCT FROM NEW.slug)
  EXECUTE FUNCTION note_rights_of_enterprise();
INSERT INTO "rights_change" (work_id) SELECT id FROM "work";
