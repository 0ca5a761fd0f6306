CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS intarray;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "listing_kind" AS ENUM ('physical', 'download', 'stream', 'service', 'ticket', 'licence');

-- CreateEnum
CREATE TYPE "listing_status" AS ENUM ('draft', 'in_review', 'live', 'changes_requested', 'refused', 'archived');

-- CreateEnum
CREATE TYPE "stock_movement_reason" AS ENUM ('opening', 'sold', 'returned', 'adjusted');

-- CreateEnum
CREATE TYPE "revision_decision" AS ENUM ('pending', 'approved', 'changes_requested', 'refused', 'withdrawn');

-- CreateEnum
CREATE TYPE "enterprise_kind" AS ENUM ('workshop', 'studio', 'publisher', 'museum', 'game_studio', 'animation_studio', 'label', 'foundation');

-- CreateEnum
CREATE TYPE "enterprise_status" AS ENUM ('pending', 'verified', 'suspended');

-- CreateEnum
CREATE TYPE "payout_rail" AS ENUM ('stripe_connect', 'bank_transfer');

-- CreateEnum
CREATE TYPE "membership_role" AS ENUM ('owner', 'editor', 'orders', 'finance', 'signatory');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('admin', 'moderator', 'finance', 'support');

-- CreateEnum
CREATE TYPE "translator_role" AS ENUM ('suggester', 'translator', 'reviewer', 'manager');

-- CreateEnum
CREATE TYPE "translation_state" AS ENUM ('source', 'machine', 'draft', 'translated', 'reviewed');

-- CreateEnum
CREATE TYPE "translation_origin" AS ENUM ('human', 'memory', 'machine');

-- CreateEnum
CREATE TYPE "ledger_account_kind" AS ENUM ('buyer_receivable', 'stripe_clearing', 'bank_clearing', 'seller_payable', 'platform_commission', 'platform_fees', 'tax_payable', 'refunds', 'disputes', 'licence_fee_payable', 'royalty_payable', 'withholding_tax_payable', 'fx_gain_loss');

-- CreateEnum
CREATE TYPE "media_kind" AS ENUM ('picture', 'audio', 'video', 'document', 'archive');

-- CreateEnum
CREATE TYPE "email_status" AS ENUM ('queued', 'sent', 'failed');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('draft', 'awaiting_payment', 'payment_failed', 'paid', 'completed', 'cancelled', 'refunded', 'partly_refunded', 'disputed');

-- CreateEnum
CREATE TYPE "seller_order_status" AS ENUM ('awaiting_payment', 'paid', 'accepted', 'shipped', 'delivered', 'provided', 'completed', 'cancelled', 'refunded');

-- CreateEnum
CREATE TYPE "reservation_state" AS ENUM ('held', 'committed', 'released');

-- CreateEnum
CREATE TYPE "payment_status" AS ENUM ('open', 'processing', 'succeeded', 'failed', 'expired', 'refunded', 'partly_refunded');

-- CreateEnum
CREATE TYPE "transfer_status" AS ENUM ('due', 'paid', 'reversed', 'partly_reversed', 'failed');

-- CreateEnum
CREATE TYPE "refund_status" AS ENUM ('pending', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "work_kind" AS ENUM ('pattern', 'character', 'book', 'film', 'series', 'game', 'music', 'mural', 'design', 'play');

-- CreateEnum
CREATE TYPE "work_status" AS ENUM ('draft', 'in_review', 'verified', 'withdrawn');

-- CreateEnum
CREATE TYPE "holding_kind" AS ENUM ('ownership', 'licence');

-- CreateEnum
CREATE TYPE "holding_status" AS ENUM ('in_force', 'expired', 'terminated');

-- CreateEnum
CREATE TYPE "exclusivity" AS ENUM ('exclusive', 'sole', 'non_exclusive', 'own_use', 'holdback');

-- CreateEnum
CREATE TYPE "grant_state" AS ENUM ('option', 'in_force', 'declared', 'lapsed', 'expired', 'terminated');

-- CreateEnum
CREATE TYPE "deal_status" AS ENUM ('asked', 'offered', 'agreed', 'licensed', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "offer_status" AS ENUM ('open', 'superseded', 'accepted', 'declined', 'withdrawn', 'expired');

-- CreateEnum
CREATE TYPE "licence_status" AS ENUM ('signed', 'active', 'suspended', 'terminated', 'expired');

-- CreateTable
CREATE TABLE "category" (
    "slug" TEXT NOT NULL,
    "parent_slug" TEXT,
    "position" INTEGER NOT NULL,
    "unctad_code" TEXT,
    "hs_chapters" TEXT[],
    "text_id" UUID NOT NULL,

    CONSTRAINT "category_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "listing" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "listing_kind" NOT NULL,
    "status" "listing_status" NOT NULL DEFAULT 'draft',
    "category_slug" TEXT NOT NULL,
    "text_id" UUID NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "origin_country" CHAR(2),
    "hs_code" TEXT,
    "weight_grams" INTEGER,
    "materials" TEXT[],
    "ai_assisted" BOOLEAN NOT NULL DEFAULT false,
    "shipping_profile_id" UUID,
    "work_id" UUID,
    "licence_id" UUID,
    "popularity" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "submitted_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "variant" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "listing_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "sku" TEXT,
    "text_id" UUID,
    "price_minor" BIGINT NOT NULL,
    "stock_on_hand" INTEGER,
    "stock_reserved" INTEGER NOT NULL DEFAULT 0,
    "weight_grams" INTEGER,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "variant_id" UUID NOT NULL,
    "delta" INTEGER NOT NULL,
    "reason" "stock_movement_reason" NOT NULL,
    "order_id" UUID,
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing_picture" (
    "listing_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "alt" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "listing_picture_pkey" PRIMARY KEY ("listing_id","media_id")
);

-- CreateTable
CREATE TABLE "listing_file" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "listing_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listing_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing_revision" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "listing_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "submitted_by_id" UUID,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decision" "revision_decision" NOT NULL DEFAULT 'pending',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "listing_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_document" (
    "listing_id" UUID NOT NULL,
    "document" tsvector NOT NULL,
    "locales" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "search_document_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "search_word" (
    "folded" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("folded","locale")
);

-- CreateTable
CREATE TABLE "enterprise" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slug" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "kind" "enterprise_kind" NOT NULL,
    "status" "enterprise_status" NOT NULL DEFAULT 'pending',
    "legal_name" TEXT NOT NULL,
    "legal_name_latin" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "registration_number" TEXT NOT NULL,
    "vat_number" TEXT,
    "source_locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "founded_year" INTEGER,
    "text_id" UUID NOT NULL,
    "banner_media_id" UUID,
    "commission_plan_id" TEXT NOT NULL DEFAULT 'standard',
    "payout_rail" "payout_rail" NOT NULL DEFAULT 'bank_transfer',
    "stripe_account_id" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enterprise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "enterprise_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "membership_role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("enterprise_id","user_id")
);

-- CreateTable
CREATE TABLE "commission_plan" (
    "id" TEXT NOT NULL,
    "basis_points" INTEGER NOT NULL,
    "fixed_minor" BIGINT NOT NULL DEFAULT 0,
    "fixed_currency" CHAR(3) NOT NULL DEFAULT 'EUR',

    CONSTRAINT "commission_plan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payout_account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "rail" "payout_rail" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "holder_name" TEXT NOT NULL,
    "iban" TEXT,
    "account_number" TEXT,
    "cnaps_code" TEXT,
    "bic" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payout_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipping_profile" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "handling_days_min" INTEGER NOT NULL DEFAULT 1,
    "handling_days_max" INTEGER NOT NULL DEFAULT 3,
    "is_default" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "shipping_profile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipping_rate" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "profile_id" UUID NOT NULL,
    "countries" TEXT[],
    "max_weight_grams" INTEGER NOT NULL,
    "price_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "days_min" INTEGER NOT NULL,
    "days_max" INTEGER NOT NULL,
    "free_above_minor" BIGINT,

    CONSTRAINT "shipping_rate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "email" CITEXT NOT NULL,
    "email_verified_at" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "currency" CHAR(3),
    "country" CHAR(2),
    "staff_roles" "staff_role"[],
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_token" (
    "token_hash" TEXT NOT NULL,
    "identifier" CITEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "translator_grant" (
    "user_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "role" "translator_role" NOT NULL,

    CONSTRAINT "translator_grant_pkey" PRIMARY KEY ("user_id","locale")
);

-- CreateTable
CREATE TABLE "texts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "source_locale" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "texts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "translation" (
    "text_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "state" "translation_state" NOT NULL,
    "origin" "translation_origin" NOT NULL DEFAULT 'human',
    "engine" TEXT,
    "source_revision" INTEGER NOT NULL DEFAULT 1,
    "author_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "translation_pkey" PRIMARY KEY ("text_id","locale")
);

-- CreateTable
CREATE TABLE "interface_message" (
    "locale" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "author_id" UUID,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interface_message_pkey" PRIMARY KEY ("locale","namespace","key")
);

-- CreateTable
CREATE TABLE "interface_message_revision" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "locale" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT,
    "previous" TEXT,
    "version" INTEGER NOT NULL,
    "author_id" UUID,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interface_message_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "kind" "ledger_account_kind" NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "enterprise_id" UUID,
    "jurisdiction" CHAR(2),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "cause" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" UUID,
    "posted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" BIGSERIAL NOT NULL,
    "transaction_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_balance" (
    "account_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "ledger_balance_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "media" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "enterprise_id" UUID,
    "kind" "media_kind" NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "placeholder" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "cause" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "recipient" CITEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "status" "email_status" NOT NULL DEFAULT 'queued',
    "order_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "reason" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "cart" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "cart_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "seen_price_minor" BIGINT NOT NULL,
    "seen_currency" CHAR(3) NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("cart_id","variant_id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "placement_key" TEXT NOT NULL,
    "status" "order_status" NOT NULL DEFAULT 'draft',
    "buyer_id" UUID,
    "email" CITEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "subtotal_minor" BIGINT NOT NULL,
    "shipping_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "ship_to" JSONB,
    "country" CHAR(2) NOT NULL,
    "access_token_hash" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seller_order" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "status" "seller_order_status" NOT NULL DEFAULT 'awaiting_payment',
    "subtotal_minor" BIGINT NOT NULL,
    "shipping_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "commission_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "tax_rule" TEXT NOT NULL,
    "delivery_days_min" INTEGER,
    "delivery_days_max" INTEGER,
    "accepted_at" TIMESTAMPTZ(3),
    "handed_over_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seller_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seller_order_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "kind" "listing_kind" NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price_minor" BIGINT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL,
    "tax_rate" INTEGER NOT NULL,
    "source_price_minor" BIGINT NOT NULL,
    "source_currency" CHAR(3) NOT NULL,
    "exchange_rate" DECIMAL(18,8) NOT NULL,
    "title_for_buyer" TEXT NOT NULL,
    "title_for_seller" TEXT NOT NULL,
    "variant_for_buyer" TEXT,
    "variant_for_seller" TEXT,
    "picture_media_id" UUID,
    "hs_code" TEXT,
    "origin_country" CHAR(2),
    "weight_grams" INTEGER,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_reservation" (
    "order_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" "reservation_state" NOT NULL DEFAULT 'held',

    CONSTRAINT "stock_reservation_pkey" PRIMARY KEY ("order_id","variant_id")
);

-- CreateTable
CREATE TABLE "shipment" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seller_order_id" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "tracking_number" TEXT NOT NULL,
    "shipped_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "download_grant" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_line_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "last_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "download_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_event" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID NOT NULL,
    "seller_order_id" UUID,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "actor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_id" UUID,
    "licence_due_id" UUID,
    "status" "payment_status" NOT NULL DEFAULT 'open',
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "checkout_session_id" TEXT,
    "checkout_url" TEXT,
    "payment_intent_id" TEXT,
    "charge_id" TEXT,
    "method" TEXT,
    "fee_minor" BIGINT,
    "failure_code" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "succeeded_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stripe_call" (
    "idempotency_key" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "request" JSONB NOT NULL,
    "response_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_call_pkey" PRIMARY KEY ("idempotency_key")
);

-- CreateTable
CREATE TABLE "stripe_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "stripe_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transfer" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "seller_order_id" UUID NOT NULL,
    "status" "transfer_status" NOT NULL DEFAULT 'due',
    "rail" "payout_rail" NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "reversed_minor" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,
    "stripe_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "payment_id" UUID NOT NULL,
    "seller_order_id" UUID,
    "status" "refund_status" NOT NULL DEFAULT 'pending',
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "stripe_id" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "payment_id" UUID NOT NULL,
    "stripe_id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exchange_rate" (
    "source" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "rate" DECIMAL(18,8) NOT NULL,

    CONSTRAINT "exchange_rate_pkey" PRIMARY KEY ("source","date","currency")
);

-- CreateTable
CREATE TABLE "vat_rate" (
    "country" CHAR(2) NOT NULL,
    "class" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "rate" INTEGER NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "vat_rate_pkey" PRIMARY KEY ("country","class","valid_from")
);

-- CreateTable
CREATE TABLE "work" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slug" TEXT NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "kind" "work_kind" NOT NULL,
    "status" "work_status" NOT NULL DEFAULT 'draft',
    "text_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "creators" TEXT[],
    "languages" TEXT[],
    "ai_share" INTEGER NOT NULL DEFAULT 0,
    "popularity" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_identifier" (
    "work_id" UUID NOT NULL,
    "scheme" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "work_identifier_pkey" PRIMARY KEY ("work_id","scheme","value")
);

-- CreateTable
CREATE TABLE "work_picture" (
    "work_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "alt" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "work_picture_pkey" PRIMARY KEY ("work_id","media_id")
);

-- CreateTable
CREATE TABLE "holding" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "work_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "kind" "holding_kind" NOT NULL,
    "share_of" INTEGER NOT NULL DEFAULT 1,
    "share_in" INTEGER NOT NULL DEFAULT 1,
    "administrator" BOOLEAN NOT NULL DEFAULT false,
    "sublicensable" BOOLEAN NOT NULL DEFAULT true,
    "exclusivity" "exclusivity" NOT NULL DEFAULT 'exclusive',
    "status" "holding_status" NOT NULL DEFAULT 'in_force',
    "scope" JSONB NOT NULL,
    "rights" INTEGER[],
    "territories" INTEGER[],
    "languages" INTEGER[],
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,

    CONSTRAINT "holding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rights_grant" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "work_id" UUID NOT NULL,
    "holder_id" UUID NOT NULL,
    "licensee_id" UUID NOT NULL,
    "licence_id" UUID,
    "offer_id" UUID,
    "exclusivity" "exclusivity" NOT NULL,
    "state" "grant_state" NOT NULL,
    "scope" JSONB NOT NULL,
    "rights" INTEGER[],
    "territories" INTEGER[],
    "languages" INTEGER[],
    "term" daterange NOT NULL,
    "lapses_at" TIMESTAMPTZ(3),
    "live" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rights_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deal" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "holder_id" UUID NOT NULL,
    "licensee_id" UUID NOT NULL,
    "status" "deal_status" NOT NULL DEFAULT 'asked',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deal_work" (
    "deal_id" UUID NOT NULL,
    "work_id" UUID NOT NULL,

    CONSTRAINT "deal_work_pkey" PRIMARY KEY ("deal_id","work_id")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "deal_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "status" "offer_status" NOT NULL DEFAULT 'open',
    "terms" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "valid_until" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offer_acceptance" (
    "offer_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "signed_name" TEXT NOT NULL,
    "terms_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "offer_acceptance_pkey" PRIMARY KEY ("offer_id","enterprise_id")
);

-- CreateTable
CREATE TABLE "deal_message" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "deal_id" UUID NOT NULL,
    "enterprise_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deal_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "licence" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" TEXT NOT NULL,
    "deal_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "status" "licence_status" NOT NULL DEFAULT 'signed',
    "terms" JSONB NOT NULL,
    "terms_hash" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE,
    "show_parties" BOOLEAN NOT NULL DEFAULT true,
    "show_money" BOOLEAN NOT NULL DEFAULT false,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "activated_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "licence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "licence_due" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "licence_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "due_on" DATE NOT NULL,
    "paid_at" TIMESTAMPTZ(3),

    CONSTRAINT "licence_due_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "category_text_id_key" ON "category"("text_id");

-- CreateIndex
CREATE UNIQUE INDEX "listing_slug_key" ON "listing"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "listing_text_id_key" ON "listing"("text_id");

-- CreateIndex
CREATE INDEX "listing_status_published_at_idx" ON "listing"("status", "published_at" DESC);

-- CreateIndex
CREATE INDEX "listing_category_slug_status_popularity_idx" ON "listing"("category_slug", "status", "popularity" DESC);

-- CreateIndex
CREATE INDEX "listing_enterprise_id_status_idx" ON "listing"("enterprise_id", "status");

-- CreateIndex
CREATE INDEX "listing_work_id_idx" ON "listing"("work_id");

-- CreateIndex
CREATE UNIQUE INDEX "variant_text_id_key" ON "variant"("text_id");

-- CreateIndex
CREATE INDEX "variant_listing_id_position_idx" ON "variant"("listing_id", "position");

-- CreateIndex
CREATE INDEX "stock_movement_variant_id_created_at_idx" ON "stock_movement"("variant_id", "created_at");

-- CreateIndex
CREATE INDEX "listing_file_listing_id_idx" ON "listing_file"("listing_id");

-- CreateIndex
CREATE INDEX "listing_revision_decision_submitted_at_idx" ON "listing_revision"("decision", "submitted_at");

-- CreateIndex
CREATE UNIQUE INDEX "listing_revision_listing_id_number_key" ON "listing_revision"("listing_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "enterprise_slug_key" ON "enterprise"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "enterprise_text_id_key" ON "enterprise"("text_id");

-- CreateIndex
CREATE UNIQUE INDEX "enterprise_stripe_account_id_key" ON "enterprise"("stripe_account_id");

-- CreateIndex
CREATE INDEX "enterprise_country_idx" ON "enterprise"("country");

-- CreateIndex
CREATE UNIQUE INDEX "enterprise_country_registration_number_key" ON "enterprise"("country", "registration_number");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "payout_account_enterprise_id_idx" ON "payout_account"("enterprise_id");

-- CreateIndex
CREATE INDEX "shipping_profile_enterprise_id_idx" ON "shipping_profile"("enterprise_id");

-- CreateIndex
CREATE INDEX "shipping_rate_profile_id_idx" ON "shipping_rate"("profile_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "verification_token_identifier_idx" ON "verification_token"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "interface_message_revision_locale_namespace_key_version_key" ON "interface_message_revision"("locale", "namespace", "key", "version");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_code_key" ON "ledger_account"("code");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_cause_key" ON "ledger_transaction"("cause");

-- CreateIndex
CREATE INDEX "ledger_transaction_order_id_idx" ON "ledger_transaction"("order_id");

-- CreateIndex
CREATE INDEX "ledger_entry_account_id_id_idx" ON "ledger_entry"("account_id", "id");

-- CreateIndex
CREATE INDEX "ledger_entry_transaction_id_idx" ON "ledger_entry"("transaction_id");

-- CreateIndex
CREATE INDEX "media_enterprise_id_idx" ON "media"("enterprise_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_cause_key" ON "email"("cause");

-- CreateIndex
CREATE INDEX "email_status_created_at_idx" ON "email"("status", "created_at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_type_subject_id_created_at_idx" ON "audit_entry"("subject_type", "subject_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entry_created_at_idx" ON "audit_entry"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "cart_user_id_key" ON "cart"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "orders_number_key" ON "orders"("number");

-- CreateIndex
CREATE UNIQUE INDEX "orders_placement_key_key" ON "orders"("placement_key");

-- CreateIndex
CREATE INDEX "orders_buyer_id_placed_at_idx" ON "orders"("buyer_id", "placed_at" DESC);

-- CreateIndex
CREATE INDEX "orders_status_expires_at_idx" ON "orders"("status", "expires_at");

-- CreateIndex
CREATE INDEX "orders_email_idx" ON "orders"("email");

-- CreateIndex
CREATE UNIQUE INDEX "seller_order_number_key" ON "seller_order"("number");

-- CreateIndex
CREATE INDEX "seller_order_enterprise_id_status_created_at_idx" ON "seller_order"("enterprise_id", "status", "created_at" DESC);

-- CreateIndex
CREATE INDEX "seller_order_order_id_idx" ON "seller_order"("order_id");

-- CreateIndex
CREATE INDEX "order_line_seller_order_id_idx" ON "order_line"("seller_order_id");

-- CreateIndex
CREATE INDEX "order_line_listing_id_idx" ON "order_line"("listing_id");

-- CreateIndex
CREATE INDEX "shipment_seller_order_id_idx" ON "shipment"("seller_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "download_grant_order_line_id_file_id_key" ON "download_grant"("order_line_id", "file_id");

-- CreateIndex
CREATE INDEX "order_event_order_id_created_at_idx" ON "order_event"("order_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_checkout_session_id_key" ON "payment"("checkout_session_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_payment_intent_id_key" ON "payment"("payment_intent_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_charge_id_key" ON "payment"("charge_id");

-- CreateIndex
CREATE INDEX "payment_order_id_idx" ON "payment"("order_id");

-- CreateIndex
CREATE INDEX "payment_status_created_at_idx" ON "payment"("status", "created_at");

-- CreateIndex
CREATE INDEX "stripe_event_processed_at_received_at_idx" ON "stripe_event"("processed_at", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_stripe_id_key" ON "transfer"("stripe_id");

-- CreateIndex
CREATE INDEX "transfer_status_created_at_idx" ON "transfer"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_seller_order_id_key" ON "transfer"("seller_order_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_stripe_id_key" ON "refund"("stripe_id");

-- CreateIndex
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "dispute_stripe_id_key" ON "dispute"("stripe_id");

-- CreateIndex
CREATE UNIQUE INDEX "work_slug_key" ON "work"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "work_text_id_key" ON "work"("text_id");

-- CreateIndex
CREATE INDEX "work_status_popularity_idx" ON "work"("status", "popularity" DESC);

-- CreateIndex
CREATE INDEX "holding_work_id_idx" ON "holding"("work_id");

-- CreateIndex
CREATE INDEX "rights_grant_work_id_idx" ON "rights_grant"("work_id");

-- CreateIndex
CREATE INDEX "rights_grant_licence_id_idx" ON "rights_grant"("licence_id");

-- CreateIndex
CREATE UNIQUE INDEX "deal_number_key" ON "deal"("number");

-- CreateIndex
CREATE INDEX "deal_holder_id_updated_at_idx" ON "deal"("holder_id", "updated_at" DESC);

-- CreateIndex
CREATE INDEX "deal_licensee_id_updated_at_idx" ON "deal"("licensee_id", "updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "offer_deal_id_version_key" ON "offer"("deal_id", "version");

-- CreateIndex
CREATE INDEX "deal_message_deal_id_created_at_idx" ON "deal_message"("deal_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "licence_number_key" ON "licence"("number");

-- CreateIndex
CREATE UNIQUE INDEX "licence_offer_id_key" ON "licence"("offer_id");

-- CreateIndex
CREATE INDEX "licence_status_ends_on_idx" ON "licence"("status", "ends_on");

-- CreateIndex
CREATE INDEX "licence_due_licence_id_idx" ON "licence_due"("licence_id");

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_parent_slug_fkey" FOREIGN KEY ("parent_slug") REFERENCES "category"("slug") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_category_slug_fkey" FOREIGN KEY ("category_slug") REFERENCES "category"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_shipping_profile_id_fkey" FOREIGN KEY ("shipping_profile_id") REFERENCES "shipping_profile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_picture" ADD CONSTRAINT "listing_picture_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_picture" ADD CONSTRAINT "listing_picture_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_file" ADD CONSTRAINT "listing_file_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_file" ADD CONSTRAINT "listing_file_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_revision" ADD CONSTRAINT "listing_revision_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_banner_media_id_fkey" FOREIGN KEY ("banner_media_id") REFERENCES "media"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_commission_plan_id_fkey" FOREIGN KEY ("commission_plan_id") REFERENCES "commission_plan"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout_account" ADD CONSTRAINT "payout_account_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipping_profile" ADD CONSTRAINT "shipping_profile_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipping_rate" ADD CONSTRAINT "shipping_rate_profile_id_fkey" FOREIGN KEY ("profile_id") REFERENCES "shipping_profile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translator_grant" ADD CONSTRAINT "translator_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation" ADD CONSTRAINT "translation_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_balance" ADD CONSTRAINT "ledger_balance_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "media" ADD CONSTRAINT "media_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seller_order" ADD CONSTRAINT "seller_order_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seller_order" ADD CONSTRAINT "seller_order_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_reservation" ADD CONSTRAINT "stock_reservation_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_reservation" ADD CONSTRAINT "stock_reservation_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "download_grant" ADD CONSTRAINT "download_grant_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_event" ADD CONSTRAINT "order_event_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_licence_due_id_fkey" FOREIGN KEY ("licence_due_id") REFERENCES "licence_due"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_seller_order_id_fkey" FOREIGN KEY ("seller_order_id") REFERENCES "seller_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work" ADD CONSTRAINT "work_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work" ADD CONSTRAINT "work_text_id_fkey" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_identifier" ADD CONSTRAINT "work_identifier_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_picture" ADD CONSTRAINT "work_picture_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_picture" ADD CONSTRAINT "work_picture_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holding" ADD CONSTRAINT "holding_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "holding" ADD CONSTRAINT "holding_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rights_grant" ADD CONSTRAINT "rights_grant_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rights_grant" ADD CONSTRAINT "rights_grant_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rights_grant" ADD CONSTRAINT "rights_grant_licensee_id_fkey" FOREIGN KEY ("licensee_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rights_grant" ADD CONSTRAINT "rights_grant_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_licensee_id_fkey" FOREIGN KEY ("licensee_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_work" ADD CONSTRAINT "deal_work_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_work" ADD CONSTRAINT "deal_work_work_id_fkey" FOREIGN KEY ("work_id") REFERENCES "work"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer_acceptance" ADD CONSTRAINT "offer_acceptance_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer_acceptance" ADD CONSTRAINT "offer_acceptance_enterprise_id_fkey" FOREIGN KEY ("enterprise_id") REFERENCES "enterprise"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_message" ADD CONSTRAINT "deal_message_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence" ADD CONSTRAINT "licence_deal_id_fkey" FOREIGN KEY ("deal_id") REFERENCES "deal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence" ADD CONSTRAINT "licence_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "licence_due" ADD CONSTRAINT "licence_due_licence_id_fkey" FOREIGN KEY ("licence_id") REFERENCES "licence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
