import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id } from '#lib/core/validation.ts';
import type { TranslationImport, TranslationImportChange, TranslationImportLine } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { defaultLocale, isLocale, type Locale } from '../locales.ts';
import { glossaryBetween } from '../termbase/glossary.ts';
import { type ComparedUnit, compareUnits } from './compare.ts';
import { knownUnits } from './known.ts';
import { isTermFormat, readTranslationFile, type TranslationFile } from './read.ts';
import { compareTerms } from './terms.ts';
import { sameLanguage } from './tmx.ts';

export const importSchema = z.object({
  locale: z
    .string()
    .refine(isLocale, { error: 'choose' })
    .transform((tag) => tag as Locale),
});

/** Whoever may edit a language's strings, or an enterprise's own words; what of a file they may is asked unit by unit. */
function requireTranslator(actor: Actor, locale: Locale): void {
  const editor =
    actor.type === 'person' &&
    actor.memberships.some(({ enterpriseId }) => may(actor, 'listing.edit', { enterpriseId }));
  if (!editor) authorize(actor, 'message.edit', { locale });
}

/** Refuses a file that says it is in other languages than it is read for. */
function requireLanguages({ languages }: TranslationFile, locale: Locale): void {
  if (languages.target !== null && !sameLanguage(languages.target, locale))
    throw new DomainError('translation_files.wrong_language', { said: languages.target, wanted: locale }, 'file');
  if (languages.source !== null && sameLanguage(languages.source, locale))
    throw new DomainError(
      'translation_files.wrong_language',
      { said: languages.source, wanted: defaultLocale },
      'file',
    );
}

/** What a file would change, without changing anything. Throws all that reading throws, and `translation_files.wrong_language`. */
export async function compareFile(
  actor: Actor,
  locale: Locale,
  fileName: string,
  bytes: Uint8Array,
): Promise<{ file: TranslationFile; compared: ComparedUnit[] }> {
  requireTranslator(actor, locale);
  const file = await readTranslationFile(fileName, bytes, { source: defaultLocale, target: locale });
  requireLanguages(file, locale);
  if (isTermFormat(file.format)) return { file, compared: await compareTerms(actor, locale, file.terms) };
  if (file.format === 'tmx') return { file, compared: remembered(actor, locale, file) };
  const known = await knownUnits(
    actor,
    locale,
    file.units.map(({ key }) => key),
  );
  return { file, compared: compareUnits(file.units, known, locale, await glossaryBetween(defaultLocale, locale)) };
}

/** Units of a TMX go to the memory, whatever they are of. */
function remembered(actor: Actor, locale: Locale, { units }: TranslationFile): ComparedUnit[] {
  authorize(actor, 'message.publish', { locale });
  return units.map(({ key, line, source, target }) => {
    const row = {
      key,
      line,
      source: source.slice(0, limits.memoryText),
      before: '',
      after: target.slice(0, limits.memoryText),
      version: 0,
      warnings: [],
    };
    const long = source.length > limits.memoryText || target.length > limits.memoryText;
    return long
      ? {
          ...row,
          change: 'refused',
          problem: 'too_long',
          details: { length: Math.max(source.length, target.length), most: limits.memoryText },
        }
      : { ...row, change: 'added', problem: null, details: {} };
  });
}

/** Takes a file in to be looked at; nothing is changed yet. Returns the preview's id. */
export async function previewImport(
  actor: Actor,
  locale: Locale,
  fileName: string,
  bytes: Uint8Array,
): Promise<string> {
  const { file, compared } = await compareFile(actor, locale, fileName, bytes);
  return transaction(async (tx) => {
    const { id: importId } = await tx.translationImport.create({
      data: {
        locale,
        format: file.format,
        encoding: file.encoding,
        fileName: fileName.slice(0, limits.shortText),
        authorId: actorId(actor),
      },
    });
    const rows = compared.map((each, unit) => ({ ...each, unit }));
    for (let at = 0; at < rows.length; at += 1_000) await writeLines(tx, importId, rows.slice(at, at + 1_000));
    return importId;
  });
}

async function writeLines(
  tx: Tx,
  importId: string,
  rows: readonly (ComparedUnit & { readonly unit: number })[],
): Promise<void> {
  await tx.$executeRaw`
    insert into translation_import_line (import_id, unit, line, key, change, source, before, after, version, problem, details, warnings)
    select ${importId}::uuid, unit, line, key, change::translation_import_change, source, before, after, version, problem, details, warnings
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (unit int, line int, key text, change text, source text, before text,
      after text, version int, problem text, details jsonb, warnings jsonb)`;
}

/** Which lines of a preview: those that do one thing, or those that a check has something to say of. */
export type ImportLines = TranslationImportChange | 'warned';

export type ImportCounts = Readonly<Record<ImportLines, number>>;

const warned = { NOT: { warnings: { equals: [] } } };

/** A preview of one's own, with how many units do what. Throws `translation_files.unknown_import`. */
export async function viewTranslationImport(
  actor: Actor,
  importId: string,
): Promise<TranslationImport & { counts: ImportCounts }> {
  const found = id.safeParse(importId).success
    ? await prisma().translationImport.findUnique({ where: { id: importId } })
    : null;
  if (!found || found.authorId !== actorId(actor)) throw new DomainError('translation_files.unknown_import');
  const [groups, told] = await Promise.all([
    prisma().translationImportLine.groupBy({ by: ['change'], where: { importId }, _count: true }),
    prisma().translationImportLine.count({ where: { importId, ...warned } }),
  ]);
  const of = (change: TranslationImportChange) => groups.find((group) => group.change === change)?._count ?? 0;
  return {
    ...found,
    counts: {
      added: of('added'),
      changed: of('changed'),
      conflict: of('conflict'),
      refused: of('refused'),
      warned: told,
    },
  };
}

/** Lines of a preview in the order of the file. */
export async function importLines(
  actor: Actor,
  importId: string,
  which?: ImportLines,
  cursor?: string,
): Promise<Page<TranslationImportLine>> {
  await viewTranslationImport(actor, importId);
  const [after = -1] = decodeCursor(cursor, ['number']) ?? [];
  const rows = await prisma().translationImportLine.findMany({
    where: { importId, unit: { gt: after }, ...(which === 'warned' ? warned : which ? { change: which } : {}) },
    orderBy: { unit: 'asc' },
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, ({ unit }) => encodeCursor([unit]));
}
