import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import type { Tx } from '#lib/db/index.ts';
import { type TextWithTranslations, withTranslations } from '#lib/languages/index.ts';
import type { Words } from './content.ts';

/** The fields of one language version as they are stored. */
function fieldsOf(fields: TextWithTranslations['translations'][number]['fields']): Record<string, string> {
  if (!(fields instanceof Object) || Array.isArray(fields)) return {};
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** A stored text as words by language, for an editor. */
export function wordsOf(text: TextWithTranslations): Words {
  return Object.fromEntries(text.translations.map(({ locale, fields }) => [locale, fieldsOf(fields)]));
}

function same(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => (one[name] ?? '') === (other[name] ?? ''));
}

/** A new, empty text in a source language. */
export async function startText(tx: Tx, actor: Actor, sourceLocale: string): Promise<string> {
  const { id } = await tx.text.create({
    data: {
      sourceLocale,
      translations: { create: { locale: sourceLocale, fields: {}, state: 'source', authorId: actorId(actor) } },
    },
  });
  return id;
}

/**
 * Writes a text in all its languages at once. A changed source moves the revision on; a translation that was not touched with it is
 * known to be of the revision before. A language without words is taken away, except the source. Says whether anything changed.
 */
export async function writeWords(tx: Tx, actor: Actor, textId: string, words: Words): Promise<boolean> {
  const text = await tx.text.findUniqueOrThrow({ where: { id: textId }, ...withTranslations });
  const before = wordsOf(text);
  const source = words[text.sourceLocale] ?? {};
  const sourceChanged = !same(before[text.sourceLocale] ?? {}, source);
  const revision = text.revision + (sourceChanged ? 1 : 0);
  if (sourceChanged) await tx.text.update({ where: { id: textId }, data: { revision } });
  const written = { [text.sourceLocale]: source, ...words };
  const changed = Object.entries(written).filter(([locale, fields]) => !same(before[locale] ?? {}, fields));
  for (const [locale, fields] of changed) {
    const isSource = locale === text.sourceLocale;
    const data = {
      fields,
      state: isSource ? 'source' : 'translated',
      origin: 'human',
      engine: null,
      sourceRevision: revision,
      authorId: actorId(actor),
      updatedAt: now(),
    } as const;
    await tx.translation.upsert({
      where: { textId_locale: { textId, locale } },
      create: { textId, locale, ...data },
      update: data,
    });
  }
  const { count } = await tx.translation.deleteMany({ where: { textId, locale: { notIn: Object.keys(written) } } });
  return changed.length > 0 || count > 0;
}
