-- CreateEnum
CREATE TYPE "work_state" AS ENUM ('untouched', 'machine', 'draft', 'translated', 'reviewed');

-- CreateEnum
CREATE TYPE "suggestion_state" AS ENUM ('open', 'accepted', 'declined');

-- CreateEnum
CREATE TYPE "work_event_kind" AS ENUM ('translated', 'suggested', 'accepted', 'declined', 'reviewed', 'restored', 'locked', 'unlocked', 'assigned', 'commented', 'renamed');

-- CreateTable
CREATE TABLE "work_unit" (
    "locale" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "state" "work_state" NOT NULL,
    "source" TEXT NOT NULL,
    "target_hash" TEXT NOT NULL,
    "author_id" UUID,
    "reviewer_id" UUID,
    "assignee_id" UUID,
    "locked_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_unit_pkey" PRIMARY KEY ("locale","unit")
);

-- CreateTable
CREATE TABLE "work_suggestion" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "locale" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "state" "suggestion_state" NOT NULL DEFAULT 'open',
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "work_suggestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_vote" (
    "suggestion_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "value" SMALLINT NOT NULL,

    CONSTRAINT "work_vote_pkey" PRIMARY KEY ("suggestion_id","user_id")
);

-- CreateTable
CREATE TABLE "work_comment" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "locale" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "author_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_note" (
    "unit" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "author_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_note_pkey" PRIMARY KEY ("unit")
);

-- CreateTable
CREATE TABLE "work_event" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "locale" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "kind" "work_event_kind" NOT NULL,
    "value" TEXT,
    "previous" TEXT,
    "words" INTEGER NOT NULL DEFAULT 0,
    "actor_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "work_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_day" (
    "locale" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "strings" INTEGER NOT NULL,
    "words" INTEGER NOT NULL,
    "missing_words" INTEGER NOT NULL,
    "waiting_words" INTEGER NOT NULL,

    CONSTRAINT "work_day_pkey" PRIMARY KEY ("locale","day")
);

-- CreateTable
CREATE TABLE "work_digest" (
    "user_id" UUID NOT NULL,
    "off" BOOLEAN NOT NULL DEFAULT false,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "work_digest_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "work_unit_locale_assignee_id_idx" ON "work_unit"("locale", "assignee_id");

-- CreateIndex
CREATE INDEX "work_suggestion_locale_unit_state_idx" ON "work_suggestion"("locale", "unit", "state");

-- CreateIndex
CREATE INDEX "work_comment_locale_unit_created_at_idx" ON "work_comment"("locale", "unit", "created_at");

-- CreateIndex
CREATE INDEX "work_event_locale_at_id_idx" ON "work_event"("locale", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "work_event_locale_unit_at_idx" ON "work_event"("locale", "unit", "at");

-- CreateIndex
CREATE INDEX "work_event_actor_id_at_idx" ON "work_event"("actor_id", "at");

-- AddForeignKey
ALTER TABLE "work_vote" ADD CONSTRAINT "work_vote_suggestion_id_fkey" FOREIGN KEY ("suggestion_id") REFERENCES "work_suggestion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE "work_unit" ADD CONSTRAINT work_unit_name CHECK (unit ~ '^(text:[0-9a-f-]{36}\.[A-Za-z0-9_]{1,60}|[a-z_]{1,40}\.[A-Za-z0-9_.-]{1,200})$');
ALTER TABLE "work_vote" ADD CONSTRAINT work_vote_value CHECK (value IN (-1, 1));
ALTER TABLE "work_suggestion" ADD CONSTRAINT work_suggestion_decided CHECK ((state = 'open') = (decided_at IS NULL));
ALTER TABLE "work_suggestion" ADD CONSTRAINT work_suggestion_value CHECK (value <> '');
-- The same wording waits once.
CREATE UNIQUE INDEX work_suggestion_once ON "work_suggestion" (locale, unit, md5(value)) WHERE state = 'open';
ALTER TABLE "work_comment" ADD CONSTRAINT work_comment_body CHECK (body <> '');
ALTER TABLE "work_day" ADD CONSTRAINT work_day_counts CHECK (missing_words BETWEEN 0 AND words AND waiting_words BETWEEN 0 AND words);
