import { createHash } from 'node:crypto';
import { forget, remember } from '#lib/core/memory.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { baseMessages, flatten, type Locale, locales } from '#lib/languages/index.ts';
import { followRenames } from './renames.ts';
import { deliveredAs, targetHash } from './standing.ts';

type Words = ReadonlyMap<string, string>;

/** A process compares again at its next start, or when English is edited. */
const keepMs = 24 * 60 * 60_000;
const followed = 'followed-sources:';

/** A job: follows what a release changed in the strings of the product, renamed keys first. Again it finds nothing to do. */
export async function followRelease(): Promise<void> {
  await followRenames();
  await followSources();
}

/**
 * English that a release or an edit changed makes stale what was translated from it and stayed as it was: it is noted as made of what English
 * said before, so that the workbench shows it like anything stale. A translation that came in the same release is of the new English,
 * and what somebody worked on has its own note.
 */
async function followSources(): Promise<void> {
  const english = new Map([...flatten(await baseMessages('en')), ...(await published('en'))]);
  const state = createHash('sha256')
    .update(JSON.stringify([...english]))
    .digest('base64url');
  const compared = await remember(`${followed}${state}`, keepMs, () => {
    // The newest alone: English that goes back to what it said before has changed as well.
    forget(followed);
    return transaction((tx) => compare(tx, english));
  });
  if (!compared) forget(followed);
}

interface Kept {
  readonly source: string;
  readonly targets: ReadonlyMap<string, string>;
}

/** False: another worker, perhaps of another release, is at it. */
async function compare(tx: Tx, english: Words): Promise<boolean> {
  const [held] = await tx.$queryRaw<
    { mine: boolean }[]
  >`select pg_try_advisory_xact_lock(hashtext('interface_source')) as mine`;
  if (!held?.mine) return false;
  const kept = await keptSources(tx);
  const changed = [...english].filter(([unit, source]) => (kept.get(unit)?.source ?? source) !== source);
  const targets = new Map([...english.keys()].map((unit): [string, Record<string, string>] => [unit, {}]));
  for (const locale of locales) {
    if (locale === 'en') continue;
    const base = flatten(await baseMessages(locale));
    for (const [unit, value] of base) {
      const own = targets.get(unit);
      if (own && value !== '') own[locale] = targetHash(value);
    }
    const edits = changed.length > 0 ? await published(locale, tx) : new Map<string, string>();
    await noteBefore(
      tx,
      locale,
      changed.flatMap(([unit]) => {
        const before = kept.get(unit);
        const edit = edits.get(unit);
        const value = edit ?? base.get(unit) ?? '';
        const stayed = edit !== undefined || before?.targets.get(locale) === targetHash(value);
        if (!before || value === '' || !stayed) return [];
        const state = deliveredAs(locale, edit !== undefined);
        return [{ unit, source: before.source, hash: targetHash(value), state }];
      }),
    );
  }
  await keep(
    tx,
    [...english].map(([unit, source]) => ({ unit, source, targets: targets.get(unit) ?? {} })),
  );
  return true;
}

/** Notes beside what is there what it was made of; a note of this very wording knows better. */
async function noteBefore(
  tx: Tx,
  locale: Locale,
  rows: readonly { unit: string; source: string; hash: string; state: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    insert into work_unit (locale, unit, state, source, target_hash)
    select ${locale}, unit, state::work_state, source, hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (unit text, state text, source text, hash text)
    order by unit
    on conflict (locale, unit) do update set
      state = case when work_unit.state = 'untouched' then excluded.state else 'translated'::work_state end,
      source = excluded.source, target_hash = excluded.target_hash, author_id = null, reviewer_id = null, updated_at = now()
    where work_unit.state = 'untouched' or work_unit.target_hash <> excluded.target_hash`;
}

async function keptSources(tx: Tx): Promise<ReadonlyMap<string, Kept>> {
  const rows = await tx.interfaceSource.findMany();
  return new Map(
    rows.map(({ unit, source, targets }) => [
      unit,
      {
        source,
        targets: new Map(
          targets instanceof Object ? Object.entries(targets).map(([tag, hash]) => [tag, String(hash)]) : [],
        ),
      },
    ]),
  );
}

async function keep(
  tx: Tx,
  rows: readonly { unit: string; source: string; targets: Readonly<Record<string, string>> }[],
): Promise<void> {
  const json = JSON.stringify(rows);
  await tx.$executeRaw`
    insert into interface_source (unit, source, targets)
    select unit, source, targets from jsonb_to_recordset(${json}::jsonb) as g (unit text, source text, targets jsonb)
    on conflict (unit) do update set source = excluded.source, targets = excluded.targets
    where interface_source.source <> excluded.source or interface_source.targets <> excluded.targets`;
  await tx.$executeRaw`
    delete from interface_source s
    where not exists (select 1 from jsonb_to_recordset(${json}::jsonb) as g (unit text) where g.unit = s.unit)`;
}

async function published(locale: Locale, db: Tx = prisma()): Promise<Words> {
  const rows = await db.interfaceMessage.findMany({
    where: { locale },
    select: { namespace: true, key: true, value: true },
  });
  return new Map(rows.map(({ namespace, key, value }) => [`${namespace}.${key}`, value]));
}
