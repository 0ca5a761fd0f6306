-- Nearly every statement adds one transaction in one currency that moves one seller's balance: one look at what was added settles it, and
-- only what is otherwise is taken apart.
CREATE OR REPLACE FUNCTION ledger_entries_booked() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  usual record;
  wrong record;
  kept uuid;
  moved bigint;
BEGIN
  -- The usual case, one transaction in one currency, in one look at what was added.
  SELECT sum(e.amount_minor) AS sum, min(e.posted_at) AS at, min(e.transaction_id::text)::uuid AS transaction_id,
    min(e.transaction_id::text) = max(e.transaction_id::text) AND min(e.currency) = max(e.currency)
      AND min(e.posted_at) = max(e.posted_at) AND bool_and(coalesce(a.currency = e.currency, false)) AS plain,
    min(e.account_id::text) FILTER (WHERE a.kind IN ('seller_payable', 'reserve_payable'))::uuid AS kept,
    max(e.account_id::text) FILTER (WHERE a.kind IN ('seller_payable', 'reserve_payable'))::uuid AS last_kept,
    sum(e.amount_minor) FILTER (WHERE a.kind IN ('seller_payable', 'reserve_payable')) AS moved
  INTO usual FROM added e LEFT JOIN ledger_account a ON a.id = e.account_id;
  IF usual.plain AND usual.sum = 0 AND usual.kept IS NOT DISTINCT FROM usual.last_kept AND EXISTS (
    SELECT FROM ledger_transaction t WHERE t.id = usual.transaction_id AND t.posted_at = usual.at AND t.xact = pg_current_xact_id()
  ) THEN
    IF usual.kept IS NOT NULL THEN
      UPDATE ledger_balance SET amount_minor = amount_minor + usual.moved WHERE account_id = usual.kept;
      IF NOT FOUND THEN
        INSERT INTO ledger_balance AS b (account_id, amount_minor) VALUES (usual.kept, usual.moved)
        ON CONFLICT (account_id) DO UPDATE SET amount_minor = b.amount_minor + excluded.amount_minor;
      END IF;
    END IF;
    RETURN NULL;
  END IF;

  SELECT * INTO wrong FROM (
    SELECT e.transaction_id, sum(e.amount_minor) AS sum, min(e.posted_at) AS first, max(e.posted_at) AS last,
      bool_and(coalesce((SELECT a.currency FROM ledger_account a WHERE a.id = e.account_id) = e.currency, false)) AS fits
    FROM added e GROUP BY e.transaction_id, e.currency
  ) part
  WHERE part.sum <> 0 OR NOT part.fits OR part.first <> part.last OR part.first IS DISTINCT FROM
    (SELECT t.posted_at FROM ledger_transaction t WHERE t.id = part.transaction_id AND t.xact = pg_current_xact_id())
  LIMIT 1;
  IF FOUND AND NOT wrong.fits THEN
    RAISE EXCEPTION 'ledger transaction % has an entry on no account or on one of another currency', wrong.transaction_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_currency';
  ELSIF FOUND AND wrong.sum <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', wrong.transaction_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balanced';
  ELSIF FOUND THEN
    RAISE EXCEPTION 'ledger transaction % is not being written now: entries come with their transaction', wrong.transaction_id
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_entry_in_time';
  END IF;

  -- In the order of the accounts, so that two that move the same do not wait for each other.
  FOR kept, moved IN
    SELECT e.account_id, sum(e.amount_minor) FROM added e
    WHERE (SELECT a.kind::text FROM ledger_account a WHERE a.id = e.account_id) IN ('seller_payable', 'reserve_payable')
    GROUP BY e.account_id ORDER BY e.account_id
  LOOP
    UPDATE ledger_balance SET amount_minor = amount_minor + moved WHERE account_id = kept;
    CONTINUE WHEN FOUND;
    INSERT INTO ledger_balance AS b (account_id, amount_minor) VALUES (kept, moved)
    ON CONFLICT (account_id) DO UPDATE SET amount_minor = b.amount_minor + excluded.amount_minor;
  END LOOP;
  RETURN NULL;
END $$;
