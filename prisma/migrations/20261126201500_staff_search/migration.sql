-- The staff's desk finds orders by their makers' names.
CREATE INDEX enterprise_display_name_trigram ON "enterprise" USING gin (display_name gin_trgm_ops);
