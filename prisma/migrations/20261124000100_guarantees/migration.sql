-- What the database guarantees by itself. Each domain's README names the constraint of each of its invariants.

-- Stock: never negative, never promised twice.
ALTER TABLE "variant"
  ADD CONSTRAINT variant_stock_on_hand_not_negative CHECK (stock_on_hand >= 0),
  ADD CONSTRAINT variant_stock_reserved_in_range CHECK (stock_reserved >= 0 AND (stock_on_hand IS NULL OR stock_reserved <= stock_on_hand)),
  ADD CONSTRAINT variant_price_not_negative CHECK (price_minor >= 0);
ALTER TABLE "cart_line" ADD CONSTRAINT cart_line_quantity_positive CHECK (quantity BETWEEN 1 AND 999);
ALTER TABLE "order_line" ADD CONSTRAINT order_line_quantity_positive CHECK (quantity > 0);
ALTER TABLE "stock_reservation" ADD CONSTRAINT stock_reservation_quantity_positive CHECK (quantity > 0);

-- Orders: the parts add up to the whole.
ALTER TABLE "orders" ADD CONSTRAINT orders_total CHECK (total_minor = subtotal_minor + shipping_minor AND total_minor >= 0);
ALTER TABLE "seller_order" ADD CONSTRAINT seller_order_total CHECK (total_minor = subtotal_minor + shipping_minor AND total_minor >= 0);

-- Money moves only forwards by what there is.
ALTER TABLE "transfer" ADD CONSTRAINT transfer_reversed_in_range CHECK (reversed_minor BETWEEN 0 AND amount_minor);
ALTER TABLE "refund" ADD CONSTRAINT refund_positive CHECK (amount_minor > 0);

-- Ledger: each transaction sums to zero in each currency, at commit; rows are never changed or deleted.
CREATE FUNCTION ledger_transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ledger_entry WHERE transaction_id = NEW.transaction_id GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', NEW.transaction_id USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balanced';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balanced AFTER INSERT ON "ledger_entry"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transaction_balances();

CREATE FUNCTION ledger_entry_currency_matches() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT currency FROM ledger_account WHERE id = NEW.account_id) <> NEW.currency THEN
    RAISE EXCEPTION 'ledger entry in % on an account of another currency', NEW.currency USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_currency';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ledger_entry_currency BEFORE INSERT ON "ledger_entry" FOR EACH ROW EXECUTE FUNCTION ledger_entry_currency_matches();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON "ledger_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_transaction_append_only BEFORE UPDATE OR DELETE ON "ledger_transaction" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Outbox: a commit wakes the worker.
CREATE FUNCTION outbox_message_notify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('ambersilk_outbox', '');
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_message_notify AFTER INSERT ON "outbox_message" FOR EACH STATEMENT EXECUTE FUNCTION outbox_message_notify();

-- Search: one document a listing. No pending list: what was approved is found at once.
ALTER TABLE "search_document" ADD CONSTRAINT search_document_listing FOREIGN KEY (listing_id) REFERENCES "listing"(id) ON DELETE CASCADE;
CREATE INDEX search_document_gin ON "search_document" USING gin (document) WITH (fastupdate = off);
CREATE INDEX search_word_trigram ON "search_word" USING gin (folded gin_trgm_ops);

-- One version after the other, one decision at a time.
CREATE UNIQUE INDEX listing_revision_one_pending ON "listing_revision" (listing_id) WHERE decision = 'pending';
CREATE UNIQUE INDEX offer_one_open ON "offer" (deal_id) WHERE status = 'open';
