-- AlterTable
ALTER TABLE "listing" ADD COLUMN     "rating_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "rating_sum" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "review" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "order_line_id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "buyer_id" UUID,
    "buyer_key" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "locale" TEXT NOT NULL,
    "rating" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answer_locale" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by_id" UUID,
    "hidden_at" TIMESTAMPTZ(3),
    "hidden_reason" TEXT,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "listing_id" UUID NOT NULL,
    "asker_id" UUID,
    "author_name" TEXT NOT NULL,
    "country" CHAR(2),
    "locale" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT,
    "answer_locale" TEXT,
    "answered_at" TIMESTAMPTZ(3),
    "answered_by_id" UUID,
    "hidden_at" TIMESTAMPTZ(3),
    "hidden_reason" TEXT,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "review_order_line_id_key" ON "review"("order_line_id");

-- CreateIndex
CREATE INDEX "review_listing_id_created_at_idx" ON "review"("listing_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "review_created_at_idx" ON "review"("created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "review_listing_id_buyer_id_key" ON "review"("listing_id", "buyer_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_listing_id_buyer_key_key" ON "review"("listing_id", "buyer_key");

-- CreateIndex
CREATE INDEX "question_listing_id_created_at_idx" ON "question"("listing_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "question_asker_id_created_at_idx" ON "question"("asker_id", "created_at");

-- CreateIndex
CREATE INDEX "question_created_at_idx" ON "question"("created_at" DESC);

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_asker_id_fkey" FOREIGN KEY ("asker_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand: what the database guarantees of reviews and questions.
ALTER TABLE "review"
  ADD CONSTRAINT review_rating_in_range CHECK (rating BETWEEN 1 AND 5),
  ADD CONSTRAINT review_answer_whole CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answer_locale IS NULL)),
  ADD CONSTRAINT review_hidden_with_reason CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL));
ALTER TABLE "question"
  ADD CONSTRAINT question_answer_whole CHECK ((answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answer_locale IS NULL)),
  ADD CONSTRAINT question_hidden_with_reason CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL));
ALTER TABLE "listing" ADD CONSTRAINT listing_rating_in_range CHECK (rating_count >= 0 AND rating_sum BETWEEN rating_count AND 5 * rating_count);

-- A review is of the listing that its order line is of.
CREATE UNIQUE INDEX order_line_of_listing ON "order_line" (id, listing_id);
ALTER TABLE "review" ADD CONSTRAINT review_of_what_was_bought FOREIGN KEY (order_line_id, listing_id) REFERENCES "order_line" (id, listing_id);
