-- CreateTable
CREATE TABLE "review_translation" (
    "review_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "body" TEXT,
    "of_body" TEXT,
    "answer" TEXT,
    "of_answer" TEXT,
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_translation_pkey" PRIMARY KEY ("review_id","locale")
);

-- CreateIndex
CREATE INDEX "review_translation_author_id_idx" ON "review_translation"("author_id");

-- AddForeignKey
ALTER TABLE "review_translation" ADD CONSTRAINT "review_translation_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_translation" ADD CONSTRAINT "review_translation_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What a translation is compared with to know whether its original has changed since; lib/community/words.ts counts it alike.
CREATE FUNCTION words_hash(locale text, words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN encode(sha256(convert_to(locale || E'\n' || words, 'UTF8')), 'hex');

ALTER TABLE "review_translation"
  ADD CONSTRAINT review_translation_body_of_something CHECK ((body IS NULL) = (of_body IS NULL)),
  ADD CONSTRAINT review_translation_answer_of_something CHECK ((answer IS NULL) = (of_answer IS NULL)),
  ADD CONSTRAINT review_translation_not_empty CHECK (num_nonnulls(body, answer) > 0 AND body <> '' AND answer <> '');

-- Nothing is translated into the language it is written in, and nothing that nobody has written.
CREATE FUNCTION review_translation_of_another_language() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  original review%ROWTYPE;
BEGIN
  SELECT * INTO original FROM review WHERE id = NEW.review_id;
  IF (NEW.body IS NOT NULL AND original.locale = NEW.locale)
    OR (NEW.answer IS NOT NULL AND (original.answer IS NULL OR original.answer_locale = NEW.locale)) THEN
    RAISE EXCEPTION 'a translation is in another language than its original'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'review_translation_of_another_language';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER review_translation_of_another_language BEFORE INSERT OR UPDATE OF review_id, locale, body, answer ON "review_translation"
  FOR EACH ROW EXECUTE FUNCTION review_translation_of_another_language();
