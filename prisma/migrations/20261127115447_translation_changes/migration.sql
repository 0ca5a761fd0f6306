-- CreateIndex
CREATE INDEX "translation_updated_at_text_id_locale_idx" ON "translation"("updated_at", "text_id", "locale");
