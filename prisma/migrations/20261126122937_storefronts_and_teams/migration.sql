-- CreateEnum
CREATE TYPE "certificate_kind" AS ENUM ('craft_guild', 'intangible_heritage', 'organic', 'museum_registration', 'geographical_indication', 'quality', 'other');

-- CreateEnum
CREATE TYPE "invitation_outcome" AS ENUM ('accepted', 'declined', 'revoked');

-- AlterTable
ALTER TABLE "enterprise" ADD COLUMN     "logo_media_id" UUID;

-- AlterTable
ALTER TABLE "membership" DROP CONSTRAINT "membership_pkey",
ADD CONSTRAINT "membership_pkey" PRIMARY KEY ("enterprise_id", "user_id", "role");

-- CreateTable
CREATE TABLE "storefront_revision" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "author_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "storefront_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "storefront_person" (
    "id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "media_id" UUID,
    "text_id" UUID NOT NULL,

    CONSTRAINT "storefront_person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "storefront_certificate" (
    "id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "certificate_kind" NOT NULL,
    "number" TEXT NOT NULL,
    "valid_until" DATE,
    "media_id" UUID,
    "text_id" UUID NOT NULL,

    CONSTRAINT "storefront_certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holiday" (
    "enterprise_id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "until_day" DATE NOT NULL,
    "takes_orders" BOOLEAN NOT NULL,
    "text_id" UUID NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("enterprise_id")
);

-- CreateTable
CREATE TABLE "collection" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID,
    "slug" TEXT NOT NULL,
    "text_id" UUID NOT NULL,
    "cover_media_id" UUID,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collection_listing" (
    "collection_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "collection_listing_pkey" PRIMARY KEY ("collection_id","listing_id")
);

-- CreateTable
CREATE TABLE "team_invitation" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "roles" "membership_role"[],
    "locale" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "sends" INTEGER NOT NULL DEFAULT 1,
    "invited_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "invitation_outcome",
    "ended_at" TIMESTAMPTZ(3),
    "accepted_by_id" UUID,

    CONSTRAINT "team_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ownership_offer" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" "invitation_outcome",
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "ownership_offer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "storefront_revision_enterprise_id_published_at_idx" ON "storefront_revision"("enterprise_id", "published_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "storefront_person_text_id_key" ON "storefront_person"("text_id");

-- CreateIndex
CREATE INDEX "storefront_person_enterprise_id_position_idx" ON "storefront_person"("enterprise_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "storefront_certificate_text_id_key" ON "storefront_certificate"("text_id");

-- CreateIndex
CREATE INDEX "storefront_certificate_enterprise_id_position_idx" ON "storefront_certificate"("enterprise_id", "position");

-- CreateIndex
CREATE INDEX "storefront_certificate_valid_until_idx" ON "storefront_certificate"("valid_until");

-- CreateIndex
CREATE UNIQUE INDEX "holiday_text_id_key" ON "holiday"("text_id");

-- CreateIndex
CREATE UNIQUE INDEX "collection_text_id_key" ON "collection"("text_id");

-- CreateIndex
CREATE INDEX "collection_enterprise_id_position_idx" ON "collection"("enterprise_id", "position");

-- CreateIndex
CREATE INDEX "collection_listing_listing_id_idx" ON "collection_listing"("listing_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_invitation_token_hash_key" ON "team_invitation"("token_hash");

-- CreateIndex
CREATE INDEX "team_invitation_enterprise_id_created_at_idx" ON "team_invitation"("enterprise_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "ownership_offer_enterprise_id_idx" ON "ownership_offer"("enterprise_id");

-- AddForeignKey
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_logo_media_id_fkey" FOREIGN KEY ("logo_media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "storefront_revision" ADD CONSTRAINT "storefront_revision_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "storefront_person" ADD CONSTRAINT "storefront_person_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "storefront_person" ADD CONSTRAINT "storefront_person_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "storefront_person" ADD CONSTRAINT "storefront_person_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "storefront_certificate" ADD CONSTRAINT "storefront_certificate_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "storefront_certificate" ADD CONSTRAINT "storefront_certificate_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "storefront_certificate" ADD CONSTRAINT "storefront_certificate_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection" ADD CONSTRAINT "collection_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection" ADD CONSTRAINT "collection_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection" ADD CONSTRAINT "collection_cover_media_id_fkey" FOREIGN KEY ("cover_media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_listing" ADD CONSTRAINT "collection_listing_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_listing" ADD CONSTRAINT "collection_listing_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_invitation" ADD CONSTRAINT "team_invitation_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ownership_offer" ADD CONSTRAINT "ownership_offer_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ownership_offer" ADD CONSTRAINT "ownership_offer_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ownership_offer" ADD CONSTRAINT "ownership_offer_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what the database guarantees of storefronts and teams.

-- An enterprise that has had an owner keeps one. The row of the enterprise is locked first, so that two owners who go at the same
-- moment queue, and the second is counted without the first.
CREATE FUNCTION enterprise_keeps_an_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM enterprise WHERE id = OLD.enterprise_id FOR NO KEY UPDATE;
  IF FOUND AND NOT EXISTS (SELECT 1 FROM membership WHERE enterprise_id = OLD.enterprise_id AND role = 'owner') THEN
    RAISE EXCEPTION 'enterprise % would have no owner', OLD.enterprise_id USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_last_owner';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER membership_last_owner AFTER DELETE OR UPDATE ON "membership"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'owner') EXECUTE FUNCTION enterprise_keeps_an_owner();

-- One draft of a storefront, one open invitation an address, one open offer of the ownership.
CREATE UNIQUE INDEX storefront_revision_one_draft ON "storefront_revision" (enterprise_id) WHERE published_at IS NULL;
CREATE UNIQUE INDEX team_invitation_one_open ON "team_invitation" (enterprise_id, email) WHERE outcome IS NULL;
CREATE UNIQUE INDEX ownership_offer_one_open ON "ownership_offer" (enterprise_id) WHERE outcome IS NULL;
ALTER TABLE "team_invitation"
  ADD CONSTRAINT team_invitation_ended_whole CHECK ((outcome IS NULL) = (ended_at IS NULL)),
  ADD CONSTRAINT team_invitation_has_roles CHECK (cardinality(roles) > 0 AND NOT 'owner' = ANY (roles));
ALTER TABLE "ownership_offer"
  ADD CONSTRAINT ownership_offer_ended_whole CHECK ((outcome IS NULL) = (ended_at IS NULL)),
  ADD CONSTRAINT ownership_offer_to_another CHECK (from_id <> to_id);
ALTER TABLE "holiday" ADD CONSTRAINT holiday_days_in_order CHECK (until_day >= from_day AND until_day - from_day <= 366);

-- A collection's address is its own within its enterprise, and within the platform's.
CREATE UNIQUE INDEX collection_slug_once ON "collection" (enterprise_id, slug) NULLS NOT DISTINCT;

-- An enterprise's collection has that enterprise's listings only.
CREATE FUNCTION collection_listing_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM collection c JOIN listing l ON l.id = NEW.listing_id
    WHERE c.id = NEW.collection_id AND c.enterprise_id <> l.enterprise_id) THEN
    RAISE EXCEPTION 'listing % is of another enterprise', NEW.listing_id USING ERRCODE = 'check_violation', CONSTRAINT = 'collection_listing_own';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER collection_listing_own AFTER INSERT OR UPDATE ON "collection_listing"
  FOR EACH ROW EXECUTE FUNCTION collection_listing_own();
