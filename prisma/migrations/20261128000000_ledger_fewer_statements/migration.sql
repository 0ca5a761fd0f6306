-- As before, with fewer statements: each costs the executor's start whatever it does, and many postings at once are usually all new.
CREATE OR REPLACE FUNCTION ledger_post(causes text[], kinds text[], order_ids text[], postings int[], codes text[], amounts bigint[]) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ignored text;
  last_closed date;
  booked_at timestamptz(3);
  ids uuid[];
  made uuid[];
  awaited int := cardinality(codes);
  written int;
  missing int;
  limited int := 0;
  all_new boolean := true;
  one int;
BEGIN
  -- The number of this database transaction is taken before the time is read and before entries are numbered: once all with lower
  -- numbers have ended, neither an earlier time nor a lower entry can appear. The rollup and the day's close wait for that.
  ignored := pg_current_xact_id();
  SELECT max(day) INTO last_closed FROM ledger_day;
  booked_at := greatest(clock_timestamp(), (last_closed + 1)::timestamp AT TIME ZONE 'UTC');

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
    -- Usually all are new, and then nothing need be looked up in a list.
    all_new := cardinality(made) = cardinality(ids);
    IF NOT all_new THEN
      SELECT count(*) INTO awaited FROM unnest(postings) AS e (posting) WHERE ids[e.posting] = ANY (made);
    END IF;
  END IF;

  ignored := set_config('ambersilk.posting', 'on', true);
  INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, currency, posted_at)
  SELECT ids[e.posting], a.id, e.amount, a.currency, booked_at
  FROM unnest(postings, codes, amounts) AS e (posting, code, amount) JOIN ledger_account a ON a.code = e.code
  WHERE (all_new OR ids[e.posting] = ANY (made));
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written < awaited THEN
    INSERT INTO ledger_account (code, kind, currency, enterprise_id, jurisdiction)
    SELECT c.code, part[1]::ledger_account_kind, part[cardinality(part)],
      CASE WHEN cardinality(part) = 3 AND length(part[2]) = 36 THEN part[2]::uuid END,
      CASE WHEN cardinality(part) = 3 AND length(part[2]) = 2 THEN part[2] END
    FROM (SELECT DISTINCT unnest(codes) AS code) c, LATERAL (SELECT string_to_array(c.code, ':') AS part) p
    WHERE NOT EXISTS (SELECT FROM ledger_account a WHERE a.code = c.code)
    ORDER BY c.code ON CONFLICT (code) DO NOTHING;
    INSERT INTO ledger_entry (transaction_id, account_id, amount_minor, currency, posted_at)
    SELECT ids[e.posting], a.id, e.amount, a.currency, booked_at
    FROM unnest(postings, codes, amounts) AS e (posting, code, amount) JOIN ledger_account a ON a.code = e.code
    WHERE (all_new OR ids[e.posting] = ANY (made))
      AND NOT EXISTS (SELECT FROM ledger_entry x WHERE x.transaction_id = ids[e.posting] AND x.account_id = a.id);
    GET DIAGNOSTICS missing = ROW_COUNT;
    IF written + missing <> awaited THEN
      RAISE EXCEPTION 'an account of the ledger is being made by another transaction that this one cannot see'
        USING ERRCODE = 'serialization_failure';
    END IF;
  END IF;
  ignored := set_config('ambersilk.posting', 'off', true);

  FOR n IN 1 .. cardinality(codes) LOOP
    IF codes[n] LIKE 'seller\_payable:%' OR codes[n] LIKE 'reserve\_payable:%' THEN
      limited := limited + 1;
      one := n;
    END IF;
  END LOOP;
  IF limited = 1 AND cardinality(causes) = 1 THEN
    UPDATE ledger_balance SET amount_minor = amount_minor + amounts[one]
    WHERE account_id = (SELECT a.id FROM ledger_account a WHERE a.code = codes[one]);
    IF FOUND THEN
      RETURN 1;
    END IF;
  END IF;
  IF limited > 0 THEN
    -- In the order of the accounts, so that two that move the same do not wait for each other.
    INSERT INTO ledger_balance AS b (account_id, amount_minor)
    SELECT a.id, sum(e.amount) FROM unnest(postings, codes, amounts) AS e (posting, code, amount) JOIN ledger_account a ON a.code = e.code
    WHERE (all_new OR ids[e.posting] = ANY (made)) AND (e.code LIKE 'seller\_payable:%' OR e.code LIKE 'reserve\_payable:%')
    GROUP BY a.id ORDER BY a.id
    ON CONFLICT (account_id) DO UPDATE SET amount_minor = b.amount_minor + excluded.amount_minor;
  END IF;
  RETURN cardinality(made);
END $$;

-- Once a transaction, at commit: it has entries, they add up to zero in each currency, and its day is open.
CREATE OR REPLACE FUNCTION ledger_transaction_whole() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  rest bigint;
  plain boolean;
  closed boolean;
BEGIN
  SELECT sum(amount_minor), min(currency COLLATE "C") = max(currency COLLATE "C"),
    EXISTS (SELECT FROM ledger_day WHERE day >= (NEW.posted_at AT TIME ZONE 'UTC')::date)
  INTO rest, plain, closed FROM ledger_entry WHERE transaction_id = NEW.id;
  IF NOT plain THEN
    SELECT max(abs(c.sum)) INTO rest FROM (SELECT sum(amount_minor) FROM ledger_entry WHERE transaction_id = NEW.id GROUP BY currency) c;
  END IF;
  IF rest IS DISTINCT FROM 0 THEN
    RAISE EXCEPTION 'ledger transaction % is empty or does not balance', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_balanced';
  END IF;
  IF closed THEN
    RAISE EXCEPTION 'ledger transaction % falls into a closed day', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_day_open';
  END IF;
  RETURN NULL;
END $$;
