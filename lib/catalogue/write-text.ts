import { type Actor, actorId } from '#lib/core/actor.ts';
import type { Tx } from '#lib/db/index.ts';

/** Writes a new text in its source language and returns its id. */
export async function createText(
  tx: Tx,
  actor: Actor,
  sourceLocale: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  const { id } = await tx.text.create({
    data: {
      sourceLocale,
      translations: { create: { locale: sourceLocale, fields, state: 'source', authorId: actorId(actor) } },
    },
    select: { id: true },
  });
  return id;
}

/**
 * Writes a text's source anew and says whether that changed anything. A change moves its revision on, so that translations know that
 * they are stale.
 */
export async function rewriteText(
  tx: Tx,
  actor: Actor,
  textId: string,
  fields: Readonly<Record<string, string>>,
): Promise<boolean> {
  const written = await tx.text.findUniqueOrThrow({
    where: { id: textId },
    include: { translations: { where: { state: 'source' } } },
  });
  const before = written.translations[0]?.fields;
  const same =
    before instanceof Object &&
    !Array.isArray(before) &&
    Object.entries(fields).every(([name, value]) => (before[name] ?? '') === value);
  if (same) return false;
  await tx.text.update({ where: { id: written.id }, data: { revision: { increment: 1 } } });
  await tx.translation.update({
    where: { textId_locale: { textId: written.id, locale: written.sourceLocale } },
    data: { fields, authorId: actorId(actor), updatedAt: new Date(), sourceRevision: written.revision + 1 },
  });
  return true;
}
