-- Rights: the database has the last word on who may have what. To follow the foundation migration, which creates btree_gist and intarray.

-- Whose grants are compared with each other: the zero UUID for all owners of a work together, the sublicensing licensee for what it
-- gives out of its licence. A sublicence lies inside its parent by authority and would collide with it under one control.
ALTER TABLE "rights_grant"
  DROP COLUMN live,
  ADD COLUMN live boolean NOT NULL GENERATED ALWAYS AS (state IN ('option', 'in_force', 'declared')) STORED,
  ADD COLUMN control_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  ADD COLUMN cells integer[] NOT NULL,
  ALTER COLUMN rights SET NOT NULL,
  ALTER COLUMN territories SET NOT NULL,
  ALTER COLUMN languages SET NOT NULL;

-- A grant has points, and its state fits what it is.
ALTER TABLE "rights_grant"
  ADD CONSTRAINT rights_grant_not_empty CHECK (
    cardinality(rights) > 0 AND cardinality(territories) > 0 AND cardinality(languages) > 0 AND cardinality(cells) > 0
    AND NOT isempty(term) AND NOT lower_inf(term)
  ),
  ADD CONSTRAINT rights_grant_leaves_ascending CHECK (
    rights = uniq(sort(rights)) AND territories = uniq(sort(territories)) AND languages = uniq(sort(languages))
  ),
  ADD CONSTRAINT rights_grant_option_lapses CHECK (state NOT IN ('option', 'lapsed') OR lapses_at IS NOT NULL),
  ADD CONSTRAINT rights_grant_declared_by_holder CHECK (
    CASE WHEN exclusivity IN ('own_use', 'holdback')
      THEN licensee_id = holder_id AND state IN ('declared', 'expired', 'terminated')
      ELSE licensee_id <> holder_id AND state <> 'declared'
    END
  );

-- The conflict table of lib/rights/conflict.ts, over live grants in one work under one control that share a point. The holder's own
-- declarations are of no licensee, so they are compared as those of one nobody: with every licensee's, and not with each other.
--   restrictive: exclusive, sole and holdback among each other, of different licensees
ALTER TABLE "rights_grant" ADD CONSTRAINT rights_grant_restrictive EXCLUDE USING gist (
  work_id WITH =,
  control_id WITH =,
  (CASE WHEN exclusivity = 'holdback' THEN '00000000-0000-0000-0000-000000000000'::uuid ELSE licensee_id END) WITH <>,
  rights gist__intbig_ops (siglen = 8) WITH &&,
  territories gist__intbig_ops (siglen = 32) WITH &&,
  languages gist__intbig_ops (siglen = 16) WITH &&,
  term WITH &&
) WHERE (live AND exclusivity IN ('exclusive', 'sole', 'holdback'));

--   non-exclusive against those, of different licensees
ALTER TABLE "rights_grant" ADD CONSTRAINT rights_grant_non_exclusive EXCLUDE USING gist (
  work_id WITH =,
  control_id WITH =,
  (exclusivity = 'non_exclusive') WITH <>,
  (CASE WHEN exclusivity = 'holdback' THEN '00000000-0000-0000-0000-000000000000'::uuid ELSE licensee_id END) WITH <>,
  rights gist__intbig_ops (siglen = 8) WITH &&,
  territories gist__intbig_ops (siglen = 32) WITH &&,
  languages gist__intbig_ops (siglen = 16) WITH &&,
  term WITH &&
) WHERE (live AND exclusivity <> 'own_use');

--   the holder's own use against exclusive grants and holdbacks, whosoever they are
ALTER TABLE "rights_grant" ADD CONSTRAINT rights_grant_own_use EXCLUDE USING gist (
  work_id WITH =,
  control_id WITH =,
  exclusivity WITH <>,
  rights gist__intbig_ops (siglen = 8) WITH &&,
  territories gist__intbig_ops (siglen = 32) WITH &&,
  languages gist__intbig_ops (siglen = 16) WITH &&,
  term WITH &&
) WHERE (live AND exclusivity IN ('exclusive', 'own_use', 'holdback'));

-- For finding works by what is taken (lib/rights/cells.ts). With intarray installed only gin__int_ops serves `&&`.
CREATE INDEX rights_grant_cells ON "rights_grant" USING gin (cells gin__int_ops) WITH (fastupdate = off) WHERE (live);
CREATE INDEX rights_grant_lapsing ON "rights_grant" (lapses_at) WHERE (state = 'option');

-- Locks the work and lapses what the clock has lapsed: first statement of every transaction that gives, declares or activates a grant.
-- With the lock one of many simultaneous acceptances wins and the others see 23P01; without it some see 40P01 (deadlock).
CREATE FUNCTION lock_rights_of_work(work uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM work w WHERE w.id = lock_rights_of_work.work FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no work %', work USING ERRCODE = 'foreign_key_violation';
  END IF;
  UPDATE rights_grant g SET state = 'lapsed'
    WHERE g.work_id = lock_rights_of_work.work AND g.state = 'option' AND g.lapses_at <= clock_timestamp();
END $$;
