import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { isLocale, type Locale } from '../locales.ts';
import { glossaryBetween } from '../termbase/glossary.ts';
import { monthOf, reserve } from './budget.ts';
import { type MachineSettings, type ProviderName, providerFor } from './providers.ts';
import { translate } from './translate.ts';

export const machineSchema = z.object({
  enterpriseId: id,
  to: z
    .string()
    .refine(isLocale, { error: 'choose' })
    .transform((tag) => tag as Locale),
});

interface Waiting {
  readonly textId: string;
  readonly sourceLocale: string;
  readonly revision: number;
  readonly field: string;
  readonly source: string;
}

/** Texts that a machine may translate: without a translation, or with a machine's of an earlier original. */
function waiting(enterpriseId: string, to: Locale, texts: number): Promise<Waiting[]> {
  return prisma().$queryRaw<Waiting[]>`
    with page as (
      select x.id, x.source_locale, x.revision from listing l join texts x on x.id = l.text_id
      left join translation t on t.text_id = x.id and t.locale = ${to}
      where l.enterprise_id = ${enterpriseId}::uuid and l.status <> 'archived' and x.source_locale <> ${to}
        and (t.text_id is null or (t.state = 'machine' and t.source_revision < x.revision))
      order by l.popularity desc, x.id limit ${texts}
    )
    select page.id as "textId", page.source_locale as "sourceLocale", page.revision, f.key as field, f.value as source
    from page join translation s on s.text_id = page.id and s.state = 'source'
    cross join lateral jsonb_each_text(s.fields) f where f.value <> '' order by page.id, f.key`;
}

/** What translating a catalogue by machine would take, before anything is asked of anybody. */
export interface MachineEstimate {
  readonly texts: number;
  readonly characters: number;
  /** Characters of this month's budget that are left. */
  readonly left: number;
  /** Null: no service is set for the pair. */
  readonly engine: ProviderName | null;
}

/** How many texts wait, how long they are, and which service would do it. */
export async function estimateMachine(
  actor: Actor,
  { enterpriseId, to }: z.output<typeof machineSchema>,
  settings: MachineSettings = process.env,
): Promise<MachineEstimate> {
  authorize(actor, 'listing.edit', { enterpriseId });
  const [rows, used] = await Promise.all([
    waiting(enterpriseId, to, limits.machineTextsCounted),
    prisma().machineUsage.findUnique({ where: { enterpriseId_month: { enterpriseId, month: monthOf(now()) } } }),
  ]);
  const from = rows[0]?.sourceLocale ?? 'en';
  return {
    texts: new Set(rows.map(({ textId }) => textId)).size,
    characters: rows.reduce((sum, { source }) => sum + source.length, 0),
    left: Math.max(0, limits.machineCharacters - (used?.characters ?? 0)),
    engine: isLocale(from) ? providerFor(from, to, settings) : null,
  };
}

/**
 * Translates the next texts of a catalogue by machine, those seen most first; readers are told what it is. Throws `machine.not_configured`,
 * `machine.unavailable`, `machine.budget_spent`. Returns how many texts were translated, and how many the machine got wrong.
 */
export async function machineTranslate(
  actor: Actor,
  { enterpriseId, to }: z.output<typeof machineSchema>,
  settings: MachineSettings = process.env,
): Promise<{ done: number; refused: number }> {
  authorize(actor, 'listing.edit', { enterpriseId });
  const rows = await waiting(enterpriseId, to, limits.machineTexts);
  let done = 0;
  let refused = 0;
  for (const [from, own] of Map.groupBy(rows, ({ sourceLocale }) => sourceLocale)) {
    if (!isLocale(from)) continue;
    if (!providerFor(from, to, settings)) throw new DomainError('machine.not_configured', { from, to });
    await reserve(
      enterpriseId,
      own.reduce((sum, { source }) => sum + source.length, 0),
    );
    const results = await translate(
      own.map(({ source }) => source),
      from,
      to,
      await glossaryBetween(from, to),
      settings,
    );
    const texts = Map.groupBy(
      own.map((row, at) => ({ ...row, result: results[at] })),
      ({ textId }) => textId,
    );
    for (const fields of texts.values()) {
      // A listing half in one language and half in another helps nobody.
      const whole = fields.every(({ result }) => result?.value != null);
      if (whole)
        await keep(
          to,
          fields.map(({ result, ...row }) => ({ ...row, value: result?.value ?? '' })),
          results[0]?.engine ?? '',
        );
      if (whole) done += 1;
      else refused += 1;
    }
  }
  return { done, refused };
}

/** One text of a catalogue by machine, and what is written with it in one transaction. */
export interface MachineText {
  readonly enterpriseId: string;
  readonly textId: string;
  readonly to: Locale;
  /** Runs with the translation's own commit, so that a crash leaves both or none. */
  readonly whenKept: (tx: Tx) => Promise<void>;
}

/**
 * Translates one text by machine where people have not: `done`, `refused` where the machine got it wrong, `needless` where nothing is to be
 * done (any more). Throws `machine.not_configured`, `machine.unavailable`, `machine.budget_spent`. The caller has asked for the right.
 */
export async function machineTranslateText(
  { enterpriseId, textId, to, whenKept }: MachineText,
  settings: MachineSettings = process.env,
): Promise<'done' | 'refused' | 'needless'> {
  const rows = await prisma().$queryRaw<Waiting[]>`
    select x.id as "textId", x.source_locale as "sourceLocale", x.revision, f.key as field, f.value as source
    from texts x join translation s on s.text_id = x.id and s.state = 'source'
    left join translation t on t.text_id = x.id and t.locale = ${to}
    cross join lateral jsonb_each_text(s.fields) f
    where x.id = ${textId}::uuid and x.source_locale <> ${to} and f.value <> ''
      and (t.text_id is null or (t.state = 'machine' and t.source_revision < x.revision)) order by f.key`;
  const from = rows[0]?.sourceLocale;
  if (from === undefined || !isLocale(from)) return 'needless';
  if (!providerFor(from, to, settings)) throw new DomainError('machine.not_configured', { from, to });
  await reserve(
    enterpriseId,
    rows.reduce((sum, { source }) => sum + source.length, 0),
  );
  const results = await translate(
    rows.map(({ source }) => source),
    from,
    to,
    await glossaryBetween(from, to),
    settings,
  );
  const fields = rows.map((row, at) => ({ ...row, value: results[at]?.value ?? '' }));
  // A text half in one language and half in another helps nobody.
  if (fields.some(({ value }) => value === '')) return 'refused';
  await keep(to, fields, results[0]?.engine ?? '', whenKept);
  return 'done';
}

/** How many characters of an enterprise's budget of this month are left. */
export async function machineBudgetLeft(enterpriseId: string): Promise<number> {
  const used = await prisma().machineUsage.findUnique({
    where: { enterpriseId_month: { enterpriseId, month: monthOf(now()) } },
  });
  return Math.max(0, limits.machineCharacters - (used?.characters ?? 0));
}

/** Writes a machine's translation, unless somebody was there first or the original has moved since. */
async function keep(
  to: Locale,
  fields: readonly (Waiting & { value: string })[],
  engine: string,
  whenKept: (tx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  const [first] = fields;
  if (!first) return;
  const words = JSON.stringify(Object.fromEntries(fields.map(({ field, value }) => [field, value])));
  await transaction(async (tx) => {
    const [text] = await tx.$queryRaw<
      { revision: number }[]
    >`select revision from texts where id = ${first.textId}::uuid for update`;
    await whenKept(tx);
    if (text?.revision !== first.revision) return;
    const written = await tx.$executeRaw`
      insert into translation (text_id, locale, fields, state, origin, engine, source_revision, updated_at)
      values (${first.textId}::uuid, ${to}, ${words}::jsonb, 'machine', 'machine', ${engine}, ${first.revision}, now())
      on conflict (text_id, locale) do update set fields = excluded.fields, engine = excluded.engine, source_revision = excluded.source_revision,
        updated_at = now() where translation.state = 'machine'`;
    if (written > 0) await announceChange(tx, { kind: 'catalogue' });
  });
}
