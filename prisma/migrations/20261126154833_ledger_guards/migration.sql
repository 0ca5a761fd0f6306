-- The ledger by PostgreSQL itself (docs/decisions/018): what follows holds for whoever writes, not for our code alone.

-- Causes are compared byte by byte: faster, and the unique index finds by the beginning of a cause as well.
ALTER TABLE "ledger_transaction" ALTER COLUMN "cause" TYPE text COLLATE "C";

-- Foreign keys lock the row they look at, and every order looks at the platform's accounts. The trigger below asks the same
-- without a lock, which is enough because transactions and accounts are never changed or deleted.
ALTER TABLE "ledger_entry" DROP CONSTRAINT "ledger_entry_account_id_fkey", DROP CONSTRAINT "ledger_entry_transaction_id_fkey";
DROP TRIGGER ledger_entry_balanced ON "ledger_entry";
DROP TRIGGER ledger_entry_currency ON "ledger_entry";
DROP FUNCTION ledger_transaction_balances();
DROP FUNCTION ledger_entry_currency_matches();
-- Two indexes keep an entry: by its transaction, which makes it one of a kind as well, and by its account, whose sums are read from the
-- index alone.
ALTER TABLE "ledger_entry" DROP CONSTRAINT "ledger_entry_pkey";
DROP INDEX "ledger_entry_transaction_id_idx", "ledger_entry_account_id_id_idx";
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_pkey" PRIMARY KEY (transaction_id, id);
CREATE INDEX "ledger_entry_account_id_id_idx" ON "ledger_entry" (account_id, id) INCLUDE (amount_minor, posted_at);
DROP INDEX "ledger_transaction_order_id_idx";
CREATE INDEX "ledger_transaction_order_id_idx" ON "ledger_transaction" (order_id) WHERE order_id IS NOT NULL;

ALTER TABLE "ledger_entry" ADD CONSTRAINT ledger_entry_amount_not_zero CHECK (amount_minor <> 0);
ALTER TABLE "ledger_watermark" ADD CONSTRAINT ledger_watermark_one_row CHECK (id = 1);
CREATE UNIQUE INDEX reconciliation_difference_open ON "reconciliation_difference" (kind, object_id) WHERE resolved_at IS NULL;
ALTER TABLE "reconciliation_difference" ADD CONSTRAINT reconciliation_difference_resolved
  CHECK ((resolved_at IS NULL) = (resolution IS NULL) AND (resolution IS DISTINCT FROM 'by_hand' OR reason IS NOT NULL));
INSERT INTO "ledger_watermark" (id, entry_id) VALUES (1, 0);

-- Once a statement: each entry is of a transaction that this database transaction writes and of an account of its currency, what a
-- statement adds to a transaction adds up to zero, and running balances move. So there is no moment at which the books do not balance.
-- (Plans are kept as long as a connection, and made for any values: planning would cost more than the work. One made while the tables
-- were small must not read them whole when they have grown.)
CREATE FUNCTION ledger_entries_booked() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  wrong record;
  kept uuid;
  moved bigint;
BEGIN
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
CREATE TRIGGER ledger_entry_booked AFTER INSERT ON "ledger_entry" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_entries_booked();

-- Once a transaction, at commit: it has entries, they add up to zero in each currency, and its day is open.
CREATE FUNCTION ledger_transaction_whole() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  balanced boolean;
  closed boolean;
BEGIN
  SELECT coalesce(bool_and(c.sum = 0), false), EXISTS (SELECT FROM ledger_day WHERE day >= (NEW.posted_at AT TIME ZONE 'UTC')::date)
  INTO balanced, closed
  FROM (SELECT sum(amount_minor) FROM ledger_entry WHERE transaction_id = NEW.id GROUP BY currency) c;
  IF NOT balanced THEN
    RAISE EXCEPTION 'ledger transaction % is empty or does not balance', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_balanced';
  ELSIF closed THEN
    RAISE EXCEPTION 'ledger transaction % falls into a closed day', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_day_open';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_transaction_balanced AFTER INSERT ON "ledger_transaction"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transaction_whole();

-- Nothing is changed, deleted or emptied.
CREATE TRIGGER ledger_account_append_only BEFORE UPDATE OR DELETE ON "ledger_account" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_day_append_only BEFORE UPDATE OR DELETE ON "ledger_day" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_day_balance_append_only BEFORE UPDATE OR DELETE ON "ledger_day_balance" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_account_not_emptied BEFORE TRUNCATE ON "ledger_account" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_transaction_not_emptied BEFORE TRUNCATE ON "ledger_transaction" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_entry_not_emptied BEFORE TRUNCATE ON "ledger_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_day_not_emptied BEFORE TRUNCATE ON "ledger_day" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_day_balance_not_emptied BEFORE TRUNCATE ON "ledger_day_balance" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The one door for writing: postings with their entries, each cause once. Returns how many were booked. A function, because its
-- statements are planned once a connection, and because the product's connections may not write to the tables themselves.
CREATE FUNCTION ledger_post(causes text[], kinds text[], order_ids text[], postings int[], codes text[], amounts bigint[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  booked_at timestamptz(3);
  accounts uuid[];
  ids uuid[];
  made uuid[];
BEGIN
  -- The number of this database transaction is taken before the time is read and before entries are numbered: once all with lower
  -- numbers have ended, neither an earlier time nor a lower entry can appear. The rollup and the day's close wait for that.
  PERFORM pg_current_xact_id();
  LOOP
    SELECT greatest(clock_timestamp(), (SELECT max(day) + 1 FROM ledger_day)::timestamp AT TIME ZONE 'UTC'),
      ARRAY(SELECT (SELECT a.id FROM ledger_account a WHERE a.code = c.code) FROM unnest(codes) WITH ORDINALITY AS c (code, n) ORDER BY c.n)
    INTO booked_at, accounts;
    EXIT WHEN array_position(accounts, NULL) IS NULL;
    INSERT INTO ledger_account (code, kind, currency, enterprise_id, jurisdiction)
    SELECT c.code, part[1]::ledger_account_kind, part[cardinality(part)],
      CASE WHEN cardinality(part) = 3 AND length(part[2]) = 36 THEN part[2]::uuid END,
      CASE WHEN cardinality(part) = 3 AND length(part[2]) = 2 THEN part[2] END
    FROM (SELECT DISTINCT unnest(codes) AS code) c, LATERAL (SELECT string_to_array(c.code, ':') AS part) p
    WHERE NOT EXISTS (SELECT FROM ledger_account a WHERE a.code = c.code)
    ORDER BY c.code ON CONFLICT (code) DO NOTHING;
  END LOOP;

  IF cardinality(causes) = 1 THEN
    -- The usual case, without the planner's work on lists.
    ids := ARRAY[uuidv7()];
    made := ids;
    INSERT INTO ledger_transaction (id, cause, kind, order_id, posted_at)
    VALUES (ids[1], causes[1], kinds[1], nullif(order_ids[1], '')::uuid, booked_at) ON CONFLICT (cause) DO NOTHING;
    IF NOT FOUND THEN
      RETURN 0;
    END IF;
  ELSE
    ids := ARRAY(SELECT uuidv7() FROM generate_subscripts(causes, 1));
    WITH new AS (
      INSERT INTO ledger_transaction (id, cause, kind, order_id, posted_at)
      SELECT ids[p.n], p.cause, p.kind, nullif(p.order_id, '')::uuid, booked_at
      FROM unnest(causes, kinds, order_ids) WITH ORDINALITY AS p (cause, kind, order_id, n) ORDER BY p.cause
      ON CONFLICT (cause) DO NOTHING RETURNING id
    )
    SELECT array_agg(id) INTO made FROM new;
    IF made IS NULL THEN
      RETURN 0;
    END IF;
  END IF;

  INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, currency, posted_at)
  SELECT ids[e.posting], e.account, e.amount, right(e.code, 3), booked_at
  FROM unnest(postings, accounts, codes, amounts) AS e (posting, account, code, amount)
  WHERE ids[e.posting] = ANY (made);
  RETURN cardinality(made);
END $$;

-- Takes entries up to `through` into the rollup. The caller has made sure that no lower one is still being written.
CREATE FUNCTION ledger_roll_up(through bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  since bigint;
BEGIN
  SELECT entry_id INTO since FROM ledger_watermark WHERE id = 1 FOR UPDATE;
  IF through <= since THEN
    RETURN 0;
  END IF;
  INSERT INTO ledger_rollup AS r (account_id, amount_minor, entries)
  SELECT a.id, tail.sum, tail.count
  FROM ledger_account a, LATERAL (
    SELECT sum(e.amount_minor), count(*) FROM ledger_entry e WHERE e.account_id = a.id AND e.id > since AND e.id <= through
  ) tail
  WHERE tail.count > 0 ORDER BY a.id
  ON CONFLICT (account_id) DO UPDATE SET amount_minor = r.amount_minor + excluded.amount_minor, entries = r.entries + excluded.entries;
  UPDATE ledger_watermark SET entry_id = through, rolled_at = clock_timestamp() WHERE id = 1;
  RETURN through - since;
END $$;

-- Rights. The product's connections take the role `ambersilk_app` (lib/db/client.ts), which may do everything but write to the ledger:
-- there it reads, and books through the functions above. Where the migrating user may not make roles, the triggers stand alone.
DO $$
DECLARE
  place text;
BEGIN
  BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ambersilk_app') THEN
      CREATE ROLE ambersilk_app NOLOGIN;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL; -- Another installation of this server made it at this moment.
  END;
  EXECUTE format('GRANT ambersilk_app TO %I', current_user);
  FOR place IN SELECT nspname FROM pg_namespace WHERE nspname IN ('public', 'pgboss') LOOP
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO ambersilk_app', place);
    EXECUTE format('GRANT ALL ON ALL TABLES IN SCHEMA %I TO ambersilk_app', place);
    EXECUTE format('GRANT ALL ON ALL SEQUENCES IN SCHEMA %I TO ambersilk_app', place);
  END LOOP;
  -- What later migrations and the queue make.
  ALTER DEFAULT PRIVILEGES GRANT USAGE, CREATE ON SCHEMAS TO ambersilk_app;
  ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO ambersilk_app;
  ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO ambersilk_app;

  REVOKE ALL ON ledger_account, ledger_transaction, ledger_entry, ledger_balance, ledger_rollup, ledger_watermark, ledger_day, ledger_day_balance, ledger_check
    FROM ambersilk_app;
  GRANT SELECT ON ledger_account, ledger_transaction, ledger_entry, ledger_balance, ledger_rollup, ledger_watermark TO ambersilk_app;
  GRANT SELECT, INSERT ON ledger_day, ledger_day_balance, ledger_check TO ambersilk_app;
  GRANT EXECUTE ON FUNCTION ledger_post(text[], text[], text[], int[], text[], bigint[]), ledger_roll_up(bigint) TO ambersilk_app;
  REVOKE EXECUTE ON FUNCTION ledger_post(text[], text[], text[], int[], text[], bigint[]), ledger_roll_up(bigint) FROM PUBLIC;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE WARNING 'This user may not make the role ambersilk_app: the ledger is kept by its triggers alone, not by revoked rights as well.';
END $$;
