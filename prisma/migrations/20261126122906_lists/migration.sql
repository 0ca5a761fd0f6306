-- CreateEnum
CREATE TYPE "alert_frequency" AS ENUM ('instant', 'daily', 'weekly', 'off');

-- CreateTable
CREATE TABLE "saved_list" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID,
    "guest_key" TEXT,
    "name" TEXT,
    "share_token" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_item" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "list_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "title_lang" TEXT NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "follow" (
    "user_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "follow_pkey" PRIMARY KEY ("user_id","enterprise_id")
);

-- CreateTable
CREATE TABLE "alert_settings" (
    "user_id" UUID NOT NULL,
    "follows" "alert_frequency" NOT NULL DEFAULT 'weekly',
    "follows_sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "searches" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "alert_settings_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "stock_request" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "variant_id" UUID NOT NULL,
    "user_id" UUID,
    "email" CITEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "confirm_token_hash" TEXT,
    "told_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "stock_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_search" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "asked" JSONB NOT NULL,
    "locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "frequency" "alert_frequency" NOT NULL DEFAULT 'daily',
    "last_checked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_search_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_list_share_token_key" ON "saved_list"("share_token");

-- CreateIndex
CREATE INDEX "saved_list_user_id_idx" ON "saved_list"("user_id");

-- CreateIndex
CREATE INDEX "saved_list_guest_key_idx" ON "saved_list"("guest_key");

-- CreateIndex
CREATE INDEX "saved_item_list_id_position_idx" ON "saved_item"("list_id", "position");

-- CreateIndex
CREATE INDEX "saved_item_listing_id_idx" ON "saved_item"("listing_id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_item_list_id_listing_id_key" ON "saved_item"("list_id", "listing_id");

-- CreateIndex
CREATE INDEX "follow_enterprise_id_idx" ON "follow"("enterprise_id");

-- CreateIndex
CREATE INDEX "alert_settings_follows_follows_sent_at_idx" ON "alert_settings"("follows", "follows_sent_at");

-- CreateIndex
CREATE UNIQUE INDEX "stock_request_confirm_token_hash_key" ON "stock_request"("confirm_token_hash");

-- CreateIndex
CREATE INDEX "stock_request_variant_id_confirmed_at_idx" ON "stock_request"("variant_id", "confirmed_at");

-- CreateIndex
CREATE INDEX "stock_request_user_id_idx" ON "stock_request"("user_id");

-- CreateIndex
CREATE INDEX "stock_request_email_idx" ON "stock_request"("email");

-- CreateIndex
CREATE INDEX "saved_search_frequency_last_checked_at_idx" ON "saved_search"("frequency", "last_checked_at");

-- CreateIndex
CREATE UNIQUE INDEX "saved_search_user_id_address_key" ON "saved_search"("user_id", "address");

-- AddForeignKey
ALTER TABLE "saved_list" ADD CONSTRAINT "saved_list_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_item" ADD CONSTRAINT "saved_item_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "saved_list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_item" ADD CONSTRAINT "saved_item_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow" ADD CONSTRAINT "follow_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow" ADD CONSTRAINT "follow_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_settings" ADD CONSTRAINT "alert_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_request" ADD CONSTRAINT "stock_request_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_request" ADD CONSTRAINT "stock_request_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A list has one keeper, and each keeper one list without a name.
ALTER TABLE "saved_list" ADD CONSTRAINT saved_list_one_keeper CHECK ((user_id IS NULL) <> (guest_key IS NULL));
ALTER TABLE "saved_list" ADD CONSTRAINT saved_list_name_length CHECK (name IS NULL OR length(name) BETWEEN 1 AND 60);
ALTER TABLE "saved_list" ADD CONSTRAINT saved_list_first_stays CHECK (name IS NOT NULL OR removed_at IS NULL);
ALTER TABLE "saved_list" ADD CONSTRAINT saved_list_removed_is_not_shared CHECK (removed_at IS NULL OR share_token IS NULL);
CREATE UNIQUE INDEX saved_list_first_of_person ON "saved_list" (user_id) WHERE name IS NULL;
CREATE UNIQUE INDEX saved_list_first_of_guest ON "saved_list" (guest_key) WHERE name IS NULL;
ALTER TABLE "saved_item" ADD CONSTRAINT saved_item_price_not_negative CHECK (price_minor >= 0);
ALTER TABLE "saved_item" ADD CONSTRAINT saved_item_note_length CHECK (length(note) <= 500);

ALTER TABLE "alert_settings" ADD CONSTRAINT alert_settings_digest CHECK (follows <> 'instant');

-- One open request an address; a person's own needs no confirmation.
CREATE UNIQUE INDEX stock_request_one_open ON "stock_request" (variant_id, email) WHERE told_at IS NULL AND ended_at IS NULL;
ALTER TABLE "stock_request" ADD CONSTRAINT stock_request_told_after_confirmed CHECK (told_at IS NULL OR confirmed_at IS NOT NULL);

-- Whatever brings a variant back (a delivery, an order that ran out, an import): who waits for it is told by a job.
CREATE FUNCTION stock_request_variant_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM stock_request WHERE variant_id = NEW.id AND confirmed_at IS NOT NULL AND told_at IS NULL AND ended_at IS NULL) THEN
    INSERT INTO outbox_message (topic, payload) VALUES ('variant.back', jsonb_build_object('variantId', NEW.id));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_request_variant_back AFTER UPDATE OF stock_on_hand, stock_reserved ON "variant" FOR EACH ROW
  WHEN (NEW.archived_at IS NULL AND OLD.stock_on_hand <= OLD.stock_reserved AND (NEW.stock_on_hand IS NULL OR NEW.stock_on_hand > NEW.stock_reserved))
  EXECUTE FUNCTION stock_request_variant_back();

CREATE FUNCTION stock_request_variant_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock_request SET ended_at = now() WHERE variant_id = NEW.id AND told_at IS NULL AND ended_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_request_variant_gone AFTER UPDATE OF archived_at ON "variant" FOR EACH ROW
  WHEN (OLD.archived_at IS NULL AND NEW.archived_at IS NOT NULL) EXECUTE FUNCTION stock_request_variant_gone();

-- An archived listing ends its requests; one that goes live again may have come back with stock.
CREATE FUNCTION stock_request_listing_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'archived' THEN
    UPDATE stock_request SET ended_at = now() WHERE told_at IS NULL AND ended_at IS NULL
      AND variant_id IN (SELECT id FROM variant WHERE listing_id = NEW.id);
  ELSE
    INSERT INTO outbox_message (topic, payload)
    SELECT DISTINCT 'variant.back', jsonb_build_object('variantId', v.id)
    FROM variant v JOIN stock_request r ON r.variant_id = v.id
    WHERE v.listing_id = NEW.id AND v.archived_at IS NULL AND (v.stock_on_hand IS NULL OR v.stock_on_hand > v.stock_reserved)
      AND r.confirmed_at IS NOT NULL AND r.told_at IS NULL AND r.ended_at IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_request_listing_moved AFTER UPDATE OF status ON "listing" FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status AND NEW.status IN ('archived', 'live')) EXECUTE FUNCTION stock_request_listing_moved();
