-- AlterEnum
ALTER TYPE "listing_status" ADD VALUE 'scheduled';

-- CreateTable
CREATE TABLE "listing_draft" (
    "listing_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "listing_draft_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "listing_presence" (
    "listing_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listing_presence_pkey" PRIMARY KEY ("listing_id","user_id")
);

-- CreateTable
CREATE TABLE "listing_schedule" (
    "listing_id" UUID NOT NULL,
    "publish_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),

    CONSTRAINT "listing_schedule_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "listing_archive" (
    "listing_id" UUID NOT NULL,
    "came_from" "listing_status" NOT NULL,
    "version" INTEGER NOT NULL,
    "archived_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_by_id" UUID,

    CONSTRAINT "listing_archive_pkey" PRIMARY KEY ("listing_id")
);

-- CreateIndex
CREATE INDEX "listing_schedule_publish_at_idx" ON "listing_schedule"("publish_at");

-- CreateIndex
CREATE INDEX "listing_schedule_ends_at_idx" ON "listing_schedule"("ends_at");

-- AddForeignKey
ALTER TABLE "listing_draft" ADD CONSTRAINT "listing_draft_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_schedule" ADD CONSTRAINT "listing_schedule_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_archive" ADD CONSTRAINT "listing_archive_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "listing_draft" ADD CONSTRAINT listing_draft_is_content CHECK (jsonb_typeof(content) = 'object');
ALTER TABLE "listing_schedule"
  ADD CONSTRAINT listing_schedule_says_when CHECK (publish_at IS NOT NULL OR ends_at IS NOT NULL),
  ADD CONSTRAINT listing_schedule_in_order CHECK (ends_at > publish_at);
ALTER TABLE "listing_presence"
  ADD CONSTRAINT listing_presence_listing FOREIGN KEY (listing_id) REFERENCES "listing"(id) ON DELETE CASCADE,
  ADD CONSTRAINT listing_presence_user FOREIGN KEY (user_id) REFERENCES "users"(id) ON DELETE CASCADE;

-- A proposal lies only beside what was approved: a listing that is a draft itself is changed in its own rows. Asked at commit.
CREATE FUNCTION listing_draft_beside_approved() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  which uuid := CASE TG_TABLE_NAME WHEN 'listing' THEN (to_jsonb(NEW)->>'id')::uuid ELSE (to_jsonb(NEW)->>'listing_id')::uuid END;
BEGIN
  IF EXISTS (
    SELECT 1 FROM "listing_draft" d JOIN "listing" l ON l.id = d.listing_id
    WHERE l.id = which AND l.status::text NOT IN ('live', 'scheduled', 'archived'))
  THEN
    RAISE EXCEPTION 'listing % has a proposal and is not approved', which USING ERRCODE = 'check_violation', CONSTRAINT = 'listing_draft_beside_approved';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER listing_draft_beside_approved AFTER INSERT OR UPDATE ON "listing_draft"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION listing_draft_beside_approved();
CREATE CONSTRAINT TRIGGER listing_stays_beside_draft AFTER UPDATE OF status ON "listing"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION listing_draft_beside_approved();
