-- Staff looks for orders by any name a maker goes by (lib/ordering/staff.ts).
CREATE INDEX enterprise_legal_name_latin_trigram ON "enterprise" USING gin (legal_name_latin gin_trgm_ops);
CREATE INDEX enterprise_other_names_trigram ON "enterprise" USING gin ((jsonb_path_query_array(names, '$.*')::text) gin_trgm_ops);
