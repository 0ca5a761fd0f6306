-- A list shows titles of texts that are fifty times as long: to unpack each text of a page for one word of it took a third of the time.
ALTER TABLE "translation" ADD COLUMN "title" TEXT GENERATED ALWAYS AS (fields ->> 'title') STORED;

-- Fifty beginnings of two misspelt words let the planner expect half the vocabulary and compare each of its words with each of them, a
-- quarter of a second; the index has the answer in a millisecond.
CREATE FUNCTION search_words_near(beginnings text[], most integer) RETURNS SETOF search_word LANGUAGE sql STABLE
  SET enable_seqscan = off
  AS $$ SELECT * FROM search_word WHERE near && beginnings ORDER BY count DESC LIMIT most $$;
