import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { Tx } from '#lib/db/index.ts';
import { transaction } from '#lib/db/index.ts';
import { isLocale } from '#lib/languages/index.ts';
import { announceWork } from '../end.ts';
import { lockedWork } from './open.ts';

/** What people write of a work; the source needs a title, a translation may leave out anything. */
export const workFields = ['title', 'summary', 'description', 'terms'] as const;

export const saveWorkWordsSchema = z.object({
  workId: id,
  language: z.string().refine(isLocale, { error: 'choose' }),
  title: text(limits.title),
  summary: optionalText(limits.summary),
  description: optionalText(limits.description),
  /** What the holder prefers, in its own words. */
  terms: optionalText(limits.summary),
});

/** Saves a work's words in one language; readers of a verified one see them at once. Throws `rights.work_in_review`. */
export async function saveWorkWords(actor: Actor, input: z.output<typeof saveWorkWordsSchema>): Promise<void> {
  await transaction(async (tx) => {
    const work = await lockedWork(tx, actor, input.workId);
    if (work.status === 'in_review') throw new DomainError('rights.work_in_review');
    const { title, summary, description, terms } = input;
    await writeWords(tx, actor, work.textId, input.language, { title, summary, description, terms });
    await tx.work.update({ where: { id: work.id }, data: { version: { increment: 1 } } });
    if (work.status === 'verified') await announceWork(tx, work.id);
  });
}

function wordOf(fields: unknown, name: string): string {
  const value: unknown = fields instanceof Object ? Reflect.get(fields, name) : '';
  return typeof value === 'string' ? value : '';
}

async function writeWords(
  tx: Tx,
  actor: Actor,
  textId: string,
  language: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const written = await tx.text.findUniqueOrThrow({ where: { id: textId }, include: { translations: true } });
  const source = written.sourceLocale === language;
  const before = written.translations.find((each) => each.locale === language);
  // The same words again are no new revision, or every translation would be called stale.
  if (source && before && Object.entries(fields).every(([name, value]) => wordOf(before.fields, name) === value))
    return;
  const data = {
    fields,
    state: source ? 'source' : 'translated',
    origin: 'human',
    authorId: actorId(actor),
    sourceRevision: source ? written.revision + 1 : written.revision,
    updatedAt: now(),
  } as const;
  if (source) await tx.text.update({ where: { id: textId }, data: { revision: { increment: 1 } } });
  await tx.translation.upsert({
    where: { textId_locale: { textId, locale: language } },
    create: { textId, locale: language, ...data },
    update: data,
  });
}
