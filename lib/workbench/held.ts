import { DomainError } from '#lib/core/errors.ts';
import type { WorkUnit } from '#lib/db/generated/client.ts';
import type { TextModel as TextRow } from '#lib/db/generated/models.ts';
import type { Tx } from '#lib/db/index.ts';
import {
  developerNotes,
  type GlossaryTerm,
  glossaryBetween,
  type Locale,
  locale as localeOf,
  lockMessage,
  sourceOf,
} from '#lib/languages/index.ts';
import { type ContentRow, contentRow } from './content.ts';
import { contentStanding } from './list.ts';
import { deliveredAs, type Standing, standing, targetHash } from './standing.ts';
import { interfaceString } from './strings.ts';
import { readUnit, type Unit } from './unit.ts';

/** A string that nobody else can change until the transaction ends, as the database has it. */
export interface Held {
  readonly locale: Locale;
  readonly unit: string;
  readonly named: Unit;
  readonly source: string;
  readonly sourceLocale: string;
  readonly format: 'icu' | 'plain';
  readonly maxLength: number | undefined;
  /** The developers say that it may read like its source in this language. */
  readonly same: boolean;
  readonly target: string;
  /** Of an interface string: the published version, 0 for none. */
  readonly version: number;
  readonly standing: Standing;
  readonly stale: boolean;
  /** Where it is stale: the source that it was made of; empty where that is not known. */
  readonly staleSource: string;
  readonly notes: WorkUnit | null;
  readonly glossary: readonly GlossaryTerm[];
  readonly content: ContentRow | null;
}

/** Locks and reads a string. Throws `workbench.unknown` for what is no string of the language. */
export async function hold(tx: Tx, locale: Locale, unit: string): Promise<Held> {
  const named = readUnit(unit);
  if (!named) throw new DomainError('workbench.unknown');
  return named.kind === 'interface' ? holdMessage(tx, locale, unit, named) : holdContent(tx, locale, unit, named);
}

async function holdMessage(
  tx: Tx,
  locale: Locale,
  unit: string,
  named: Extract<Unit, { kind: 'interface' }>,
): Promise<Held> {
  const { namespace, key } = named;
  await lockMessage(tx, { locale, namespace, key });
  const [{ known, base }, published, source, notes, developer, glossary] = await Promise.all([
    interfaceString(locale, unit),
    tx.interfaceMessage.findUnique({ where: { locale_namespace_key: { locale, namespace, key } } }),
    sourceOf(locale, namespace, key, tx),
    tx.workUnit.findUnique({ where: { locale_unit: { locale, unit } } }),
    developerNotes(),
    glossaryBetween('en', locale, tx),
  ]);
  if (!known || source === undefined) throw new DomainError('workbench.unknown');
  const target = published?.value ?? base;
  const delivered = deliveredAs(locale, published !== null);
  return {
    locale,
    unit,
    named,
    source,
    sourceLocale: 'en',
    format: 'icu',
    maxLength: developer[unit]?.maxLength,
    same: developer[unit]?.same.includes(locale) ?? false,
    target,
    version: published?.version ?? 0,
    ...standing({ source, target, delivered, deliveredStale: false }, notes ?? undefined),
    staleSource: notes?.source ?? '',
    notes,
    glossary,
    content: null,
  };
}

async function holdContent(
  tx: Tx,
  locale: Locale,
  unit: string,
  named: Extract<Unit, { kind: 'content' }>,
): Promise<Held> {
  await tx.$queryRaw<Pick<TextRow, 'id'>[]>`select id from texts where id = ${named.textId}::uuid for update`;
  const content = await contentRow(tx, locale, named.textId, named.field);
  if (!content) throw new DomainError('workbench.unknown');
  const notes = await tx.workUnit.findUnique({ where: { locale_unit: { locale, unit } } });
  const noted = notes?.state !== 'untouched' && notes?.targetHash === targetHash(content.target);
  return {
    locale,
    unit,
    named,
    source: content.source,
    sourceLocale: content.sourceLocale,
    format: 'plain',
    maxLength: undefined,
    same: false,
    target: content.target,
    version: 0,
    ...contentStanding(content),
    staleSource: noted ? (notes?.source ?? '') : content.staleSource,
    notes,
    glossary: await glossaryBetween(localeOf(content.sourceLocale), locale, tx),
    content,
  };
}
