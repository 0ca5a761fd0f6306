-- CreateTable
CREATE TABLE "question_translation" (
    "question_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "body" TEXT,
    "of_body" TEXT,
    "answer" TEXT,
    "of_answer" TEXT,
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "question_translation_pkey" PRIMARY KEY ("question_id","locale")
);

-- CreateIndex
CREATE INDEX "question_translation_author_id_idx" ON "question_translation"("author_id");

-- AddForeignKey
ALTER TABLE "question_translation" ADD CONSTRAINT "question_translation_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_translation" ADD CONSTRAINT "question_translation_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "question_translation"
  ADD CONSTRAINT question_translation_body_of_something CHECK ((body IS NULL) = (of_body IS NULL)),
  ADD CONSTRAINT question_translation_answer_of_something CHECK ((answer IS NULL) = (of_answer IS NULL)),
  ADD CONSTRAINT question_translation_not_empty CHECK (num_nonnulls(body, answer) > 0 AND body <> '' AND answer <> '');

-- As of reviews: nothing is translated into the language it is written in, and nothing that nobody has written.
CREATE FUNCTION question_translation_of_another_language() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  original question%ROWTYPE;
BEGIN
  SELECT * INTO original FROM question WHERE id = NEW.question_id;
  IF (NEW.body IS NOT NULL AND original.locale = NEW.locale)
    OR (NEW.answer IS NOT NULL AND (original.answer IS NULL OR original.answer_locale = NEW.locale)) THEN
    RAISE EXCEPTION 'a translation is in another language than its original'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'question_translation_of_another_language';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER question_translation_of_another_language BEFORE INSERT OR UPDATE OF question_id, locale, body, answer ON "question_translation"
  FOR EACH ROW EXECUTE FUNCTION question_translation_of_another_language();
