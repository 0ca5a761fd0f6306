-- CreateEnum
CREATE TYPE "term_domain" AS ENUM ('trade', 'rights', 'craft', 'payment');

-- CreateEnum
CREATE TYPE "translation_import_status" AS ENUM ('previewed', 'applied', 'dropped');

-- CreateEnum
CREATE TYPE "translation_import_change" AS ENUM ('added', 'changed', 'conflict', 'refused');

-- CreateTable
CREATE TABLE "memory_unit" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "place" TEXT NOT NULL,
    "source_locale" TEXT NOT NULL,
    "target_locale" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "state" "translation_state" NOT NULL,
    "origin" "translation_origin" NOT NULL DEFAULT 'human',
    "domain" TEXT NOT NULL,
    "bands" INTEGER[],
    "size" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memory_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memory_mark" (
    "name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "memory_mark_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "term" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "slug" TEXT NOT NULL,
    "domain" "term_domain" NOT NULL,
    "part_of_speech" TEXT NOT NULL,
    "definition" TEXT NOT NULL,
    "do_not_translate" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "term_word" (
    "term_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "alternatives" TEXT[],
    "forbidden" TEXT[],
    "note" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "author_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "term_word_pkey" PRIMARY KEY ("term_id","locale")
);

-- CreateTable
CREATE TABLE "translation_import" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "locale" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "encoding" TEXT NOT NULL DEFAULT 'utf-8',
    "status" "translation_import_status" NOT NULL DEFAULT 'previewed',
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "translation_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "translation_import_line" (
    "import_id" UUID NOT NULL,
    "unit" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "change" "translation_import_change" NOT NULL,
    "source" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "translation_import_line_pkey" PRIMARY KEY ("import_id","unit")
);

-- CreateTable
CREATE TABLE "translation_token" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "locales" TEXT[],
    "rights" TEXT[],
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "translation_token_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "memory_unit_target_locale_id_idx" ON "memory_unit"("target_locale", "id");

-- CreateIndex
CREATE UNIQUE INDEX "memory_unit_target_locale_place_key" ON "memory_unit"("target_locale", "place");

-- CreateIndex
CREATE UNIQUE INDEX "term_slug_key" ON "term"("slug");

-- CreateIndex
CREATE INDEX "term_domain_slug_idx" ON "term"("domain", "slug");

-- CreateIndex
CREATE INDEX "term_word_locale_idx" ON "term_word"("locale");

-- CreateIndex
CREATE INDEX "translation_import_locale_created_at_idx" ON "translation_import"("locale", "created_at" DESC);

-- CreateIndex
CREATE INDEX "translation_import_line_import_id_change_unit_idx" ON "translation_import_line"("import_id", "change", "unit");

-- CreateIndex
CREATE UNIQUE INDEX "translation_token_hash_key" ON "translation_token"("hash");

-- CreateIndex
CREATE INDEX "translation_token_author_id_created_at_idx" ON "translation_token"("author_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "term_word" ADD CONSTRAINT "term_word_term_id_fkey" FOREIGN KEY ("term_id") REFERENCES "term"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "translation_import_line" ADD CONSTRAINT "translation_import_line_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "translation_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a likeness is found by: any band in common.
CREATE INDEX memory_unit_bands ON "memory_unit" USING gin (bands) WITH (gin_pending_list_limit = 1024);
ALTER TABLE "memory_unit" ADD CONSTRAINT memory_unit_words CHECK (source <> '' AND target <> '' AND size > 0 AND source_locale <> target_locale AND state <> 'source');
ALTER TABLE "memory_unit" ADD CONSTRAINT memory_unit_size CHECK (char_length(source) <= 8000 AND char_length(target) <= 8000);

ALTER TABLE "term" ADD CONSTRAINT term_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE "term_word" ADD CONSTRAINT term_word_value CHECK (btrim(value) <> '' AND char_length(value) <= 200);
ALTER TABLE "term_word" ADD CONSTRAINT term_word_not_forbidden CHECK (NOT value = ANY (forbidden));

ALTER TABLE "translation_import" ADD CONSTRAINT translation_import_applied CHECK ((status = 'applied') = (applied_at IS NOT NULL));
ALTER TABLE "translation_import_line" ADD CONSTRAINT translation_import_line_refused CHECK ((change IN ('refused', 'conflict')) = (problem IS NOT NULL));

ALTER TABLE "translation_token" ADD CONSTRAINT translation_token_scope CHECK (cardinality(locales) > 0 AND cardinality(rights) > 0 AND rights <@ ARRAY['read', 'write']);

-- Of the two operators && (intarray has one of its own) the index knows PostgreSQL's. The planner believes that thousands of units share a
-- band where dozens do, and would read them all.
CREATE FUNCTION memory_near(wanted int[]) RETURNS SETOF memory_unit LANGUAGE sql STABLE ROWS 200 SET enable_seqscan = off
AS $$ SELECT * FROM memory_unit WHERE bands OPERATOR(pg_catalog.&&) wanted $$;
