-- Only an index's owner may put what waits into it, and the product's connections own nothing (docs/decisions/018).
CREATE FUNCTION search_clean_pending() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT gin_clean_pending_list('search_document_gin'), gin_clean_pending_list('search_document_head_gin');
$$;
