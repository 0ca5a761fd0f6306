ALTER TYPE "work_event_kind" ADD VALUE 'confirmed' BEFORE 'restored';

-- CreateTable
CREATE TABLE "text_revision" (
    "text_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "fields" JSONB NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "text_revision_pkey" PRIMARY KEY ("text_id","revision")
);

ALTER TABLE "text_revision" ADD CONSTRAINT "text_revision_text" FOREIGN KEY ("text_id") REFERENCES "texts"("id") ON DELETE CASCADE;
ALTER TABLE "text_revision" ADD CONSTRAINT "text_revision_positive" CHECK ("revision" > 0);

-- What a source said is kept while a translation is made of it, or of something before it.
CREATE FUNCTION keep_source() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  oldest integer;
BEGIN
  SELECT min(t.source_revision) INTO oldest FROM translation t WHERE t.text_id = OLD.text_id AND t.state <> 'source';
  IF oldest IS NOT NULL THEN
    INSERT INTO text_revision (text_id, revision, fields) VALUES (OLD.text_id, OLD.source_revision, OLD.fields) ON CONFLICT DO NOTHING;
  END IF;
  DELETE FROM text_revision r WHERE r.text_id = OLD.text_id AND (oldest IS NULL OR r.revision < oldest);
  RETURN NULL;
END $$;

CREATE TRIGGER translation_keep_source AFTER UPDATE OF fields ON translation
  FOR EACH ROW WHEN (OLD.state = 'source' AND OLD.fields IS DISTINCT FROM NEW.fields) EXECUTE FUNCTION keep_source();

-- Other places of the very same source, asked while somebody types.
CREATE INDEX "memory_unit_source" ON "memory_unit" ("target_locale", md5("source"));
