-- CreateTable
CREATE TABLE "listing_day" (
    "listing_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "views" INTEGER NOT NULL DEFAULT 0,
    "carts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "listing_day_pkey" PRIMARY KEY ("listing_id","day")
);

-- CreateTable
CREATE TABLE "search_day" (
    "day" DATE NOT NULL,
    "locale" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "category_slug" TEXT NOT NULL DEFAULT '',
    "country" TEXT NOT NULL DEFAULT '',
    "written" TEXT NOT NULL,
    "visitors" INTEGER NOT NULL,
    "in_vain" INTEGER NOT NULL,

    CONSTRAINT "search_day_pkey" PRIMARY KEY ("day","locale","folded","category_slug","country")
);

-- CreateTable
CREATE TABLE "visitor_mark" (
    "day" DATE NOT NULL,
    "mark" BYTEA NOT NULL,

    CONSTRAINT "visitor_mark_pkey" PRIMARY KEY ("day","mark")
);

-- CreateTable
CREATE TABLE "daily_salt" (
    "day" DATE NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "daily_salt_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "review_picture" (
    "review_id" UUID NOT NULL,
    "media_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "alt" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_picture_pkey" PRIMARY KEY ("review_id","position")
);

-- CreateTable
CREATE TABLE "review_invitation" (
    "order_id" UUID NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_invitation_pkey" PRIMARY KEY ("order_id")
);

-- CreateTable
CREATE TABLE "mail_refusal" (
    "email" CITEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "refused_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_refusal_pkey" PRIMARY KEY ("email","kind")
);

-- CreateIndex
CREATE UNIQUE INDEX "review_picture_media_id_key" ON "review_picture"("media_id");

-- AddForeignKey
ALTER TABLE "review_picture" ADD CONSTRAINT "review_picture_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_picture" ADD CONSTRAINT "review_picture_media_id_fkey" FOREIGN KEY ("media_id") REFERENCES "media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_invitation" ADD CONSTRAINT "review_invitation_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what the database guarantees of counts, pictures and refusals.
ALTER TABLE "listing_day"
  ADD CONSTRAINT listing_day_listing FOREIGN KEY (listing_id) REFERENCES "listing" (id) ON DELETE CASCADE,
  ADD CONSTRAINT listing_day_not_negative CHECK (views >= 0 AND carts >= 0);
ALTER TABLE "search_day"
  ADD CONSTRAINT search_day_adds_up CHECK (visitors > 0 AND in_vain BETWEEN 0 AND visitors),
  ADD CONSTRAINT search_day_short CHECK (length(folded) BETWEEN 1 AND 100 AND length(written) BETWEEN 1 AND 100);
-- What was looked for in vain, lately.
CREATE INDEX "search_day_in_vain" ON "search_day" (day) WHERE in_vain > 0;
ALTER TABLE "visitor_mark" ADD CONSTRAINT visitor_mark_of_a_day FOREIGN KEY (day) REFERENCES "daily_salt" (day) ON DELETE CASCADE;
-- Five pictures a review, each at its place.
ALTER TABLE "review_picture" ADD CONSTRAINT review_picture_position CHECK (position BETWEEN 0 AND 4);
ALTER TABLE "mail_refusal" ADD CONSTRAINT mail_refusal_kind CHECK (kind IN ('review_invitation'));
