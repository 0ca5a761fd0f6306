-- Half the time of writing a document, and of ranking it, went into packing and unpacking words that hardly get smaller by it.
ALTER TABLE "search_document" ALTER COLUMN document SET STORAGE EXTERNAL, ALTER COLUMN head SET STORAGE EXTERNAL;
