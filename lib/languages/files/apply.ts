import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { forget } from '#lib/core/memory.ts';
import { id } from '#lib/core/validation.ts';
import type { TranslationImportLine } from '#lib/db/generated/client.ts';
import { announceChange, type Tx, transaction } from '#lib/db/index.ts';
import { defaultLocale, type Locale, locale as localeOf } from '../locales.ts';
import { rememberUnits } from '../memory/remember.ts';
import { publishMany } from '../publish-many.ts';
import { knownUnits } from './known.ts';
import { isTermFormat } from './read.ts';
import { termDetails, writeTerms } from './terms.ts';

export const applyImportSchema = z.object({
  importId: id,
  /** What of the units whose original has moved. */
  conflicts: z.enum(['leave', 'take'], { error: 'choose' }).default('leave'),
});

/**
 * Does what a preview showed, in one transaction: all of it, or nothing. Throws `translation_files.applied` where it was done or dropped
 * before, and `languages.edited_meanwhile` where a string was published since it was compared. Returns how many units were taken.
 */
export async function applyTranslationImport(actor: Actor, input: z.output<typeof applyImportSchema>): Promise<number> {
  const taken = await transaction(async (tx) => {
    const [row] = await tx.$queryRaw<
      { locale: string; format: string; fileName: string; status: string; authorId: string | null }[]
    >`
      select locale, format, file_name as "fileName", status::text as status, author_id as "authorId"
      from translation_import where id = ${input.importId}::uuid for update`;
    if (!row || row.authorId !== actorId(actor)) throw new DomainError('translation_files.unknown_import');
    if (row.status !== 'previewed') throw new DomainError('translation_files.applied');
    const lines = await tx.translationImportLine.findMany({
      where: {
        importId: input.importId,
        change: { in: ['added', 'changed', ...(input.conflicts === 'take' ? (['conflict'] as const) : [])] },
      },
      orderBy: { unit: 'asc' },
    });
    await write(tx, actor, localeOf(row.locale), row, lines);
    await tx.translationImport.update({
      where: { id: input.importId },
      data: { status: 'applied', appliedAt: new Date() },
    });
    return lines.length;
  });
  forget('glossary:');
  return taken;
}

/** Gives a preview up. */
export async function dropTranslationImport(actor: Actor, importId: string): Promise<void> {
  await transaction((tx) =>
    tx.translationImport.updateMany({
      where: { id: importId, status: 'previewed', authorId: actorId(actor) },
      data: { status: 'dropped' },
    }),
  );
}

async function write(
  tx: Tx,
  actor: Actor,
  locale: Locale,
  file: { readonly format: string; readonly fileName: string },
  lines: readonly TranslationImportLine[],
): Promise<void> {
  if (isTermFormat(file.format)) return writeTerms(tx, actor, locale, lines.map(termOf));
  if (file.format === 'tmx') {
    const entry = {
      sourceLocale: defaultLocale,
      targetLocale: locale,
      state: 'translated',
      origin: 'human',
      domain: file.fileName,
    } as const;
    await rememberUnits(
      tx,
      lines.map(({ key, source, after }) => ({
        ...entry,
        place: `file:${file.fileName}:${key}`,
        source,
        target: after,
      })),
    );
    return;
  }
  const content = lines.filter(({ key }) => key.startsWith('text.'));
  await publishMany(
    tx,
    actor,
    locale,
    lines.filter((line) => !content.includes(line)).map(({ key, after, version }) => ({ key, value: after, version })),
  );
  if (content.length > 0) await writeContent(tx, actor, locale, content);
}

function termOf({ key, after, version, details }: TranslationImportLine) {
  return { key, after, version, ...termDetails.parse(details) };
}

/** Writes fields of translations of what an enterprise wrote; those it may not any more, and those that moved on, are an error of the whole. */
async function writeContent(
  tx: Tx,
  actor: Actor,
  locale: Locale,
  lines: readonly TranslationImportLine[],
): Promise<void> {
  const known = await knownUnits(
    actor,
    locale,
    lines.map(({ key }) => key),
  );
  const late = lines.find(({ key, version }) => known.get(key)?.version !== version);
  if (late) throw new DomainError('languages.edited_meanwhile', { key: late.key });
  const rows = lines.flatMap(({ key, after, version }) => {
    const text = known.get(key)?.text;
    return text ? [{ id: text.id, field: text.field, after, version }] : [];
  });
  await tx.$executeRaw`
    insert into translation (text_id, locale, fields, state, origin, source_revision, author_id, updated_at)
    select g.id, ${locale}, jsonb_object_agg(g.field, g.after), 'translated', 'human', max(g.version), ${actorId(actor)}::uuid, now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (id uuid, field text, after text, version int) group by g.id order by g.id
    on conflict (text_id, locale) do update set fields = translation.fields || excluded.fields, state = 'translated', origin = 'human',
      source_revision = excluded.source_revision, author_id = excluded.author_id, updated_at = now()
    where translation.state <> 'source'`;
  await announceChange(tx, { kind: 'catalogue' });
}
