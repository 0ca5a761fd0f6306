ALTER TABLE "listing_sample" ADD COLUMN "titles" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "work_sample" ADD COLUMN "titles" JSONB NOT NULL DEFAULT '{}';

-- What they were called was in the language of what they are samples of.
UPDATE "listing_sample" s SET titles = jsonb_build_object(t.source_locale, s.title)
  FROM "listing" l JOIN "texts" t ON t.id = l.text_id WHERE l.id = s.listing_id;
UPDATE "work_sample" s SET titles = jsonb_build_object(t.source_locale, s.title)
  FROM "work" w JOIN "texts" t ON t.id = w.text_id WHERE w.id = s.work_id;

ALTER TABLE "listing_sample" DROP COLUMN "title";
ALTER TABLE "work_sample" DROP COLUMN "title";
ALTER TABLE "listing_sample" ADD CONSTRAINT listing_sample_titles_by_locale CHECK (jsonb_typeof(titles) = 'object');
ALTER TABLE "work_sample" ADD CONSTRAINT work_sample_titles_by_locale CHECK (jsonb_typeof(titles) = 'object');

-- Proposals and revisions keep them as listings do (lib/catalogue/content.ts).
CREATE FUNCTION samples_with_titles(content jsonb, locale text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_set(content, '{samples}', coalesce(jsonb_agg(
    jsonb_build_object('mediaId', s -> 'mediaId', 'titles', jsonb_build_object(locale, s -> 'title')) ORDER BY at), '[]'))
    FROM jsonb_array_elements(content -> 'samples') WITH ORDINALITY AS each (s, at)
$$;
UPDATE "listing_draft" d SET content = samples_with_titles(d.content, t.source_locale)
  FROM "listing" l JOIN "texts" t ON t.id = l.text_id
  WHERE l.id = d.listing_id AND jsonb_array_length(jsonb_path_query_array(d.content, '$.samples[*].title')) > 0;
UPDATE "listing_revision" r SET snapshot = samples_with_titles(r.snapshot, t.source_locale)
  FROM "listing" l JOIN "texts" t ON t.id = l.text_id
  WHERE l.id = r.listing_id AND jsonb_array_length(jsonb_path_query_array(r.snapshot, '$.samples[*].title')) > 0;
DROP FUNCTION samples_with_titles(jsonb, text);
