import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { forget } from '#lib/core/memory.ts';
import type { WorkEventKind, WorkState } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { type Problem, refuseBroken, writeMessage } from '#lib/languages/index.ts';
import { problemsOf } from './checked.ts';
import { type Held, hold } from './held.ts';
import { targetHash, wordCount } from './standing.ts';
import { mostCharacters, unitSchema } from './unit.ts';
import { noteOtherFields, writeContent } from './write-content.ts';

const wording = z
  .string()
  .max(limits.description, { error: 'too_long' })
  .transform((value) => value.normalize('NFC').replace(/\r\n?/g, '\n'));

export const saveSchema = unitSchema.extend({
  value: wording,
  /** The wording the translator had before them. */
  seen: wording,
});

/** What the checks say of a wording for a string that is held; `elsewhere` is what other strings make of the same source. */
export function problemsWith(held: Held, target: string, elsewhere: readonly string[] = []): readonly Problem[] {
  const { source, sourceLocale, locale, format, maxLength, same, glossary } = held;
  return problemsOf({ source, sourceLocale, target, locale, format, maxLength, same, glossary, elsewhere });
}

/** Throws `workbench.locked` for everybody but the language's managers. */
export function refuseLocked(actor: Actor, { notes, locale }: Held): void {
  if (notes?.lockedById && !may(actor, 'message.manage', { locale })) throw new DomainError('workbench.locked');
}

/** Throws `workbench.edited_meanwhile` with what is there now, where somebody was faster. */
export function refuseUnseen({ target, notes }: Held, seen: string): void {
  if (target !== seen)
    throw new DomainError('workbench.edited_meanwhile', { theirs: target, by: notes?.authorId ?? '' }, 'value');
}

/** Throws `validation.too_long` for a wording that is longer than one of its kind may be. */
export function refuseLong({ named }: Held, value: string): void {
  if (value.length > mostCharacters(named)) throw new DomainError('validation.too_long', {}, 'value');
}

/** Publishes a wording for a held string and notes how far it is now. What is there already is not published again. */
export async function put(
  tx: Tx,
  held: Held,
  value: string,
  { authorId, actor, kind }: { authorId: string | null; actor: Actor; kind: WorkEventKind },
): Promise<void> {
  const { locale, unit, source, target } = held;
  refuseLong(held, value);
  if (held.content) await noteOtherFields(tx, locale, held.content.textId);
  const known = { state: 'translated' as const, source, targetHash: targetHash(value), authorId, reviewerId: null };
  await noteWork(tx, held, known);
  if (held.content) await writeContent(tx, locale, held.content, { [held.content.field]: value }, authorId);
  else if (held.named.kind === 'interface' && value !== target) {
    const { namespace, key } = held.named;
    await writeMessage(tx, { locale, namespace, key, value, version: held.version }, authorId);
  }
  await tx.workEvent.create({
    data: { locale, unit, kind, value, previous: target, words: wordCount(source), actorId: actorId(actor) },
  });
}

/** Writes down how far a held string is. */
export async function noteWork(
  tx: Tx,
  { locale, unit, source, target }: Held,
  data: {
    readonly state?: WorkState;
    readonly source?: string;
    readonly targetHash?: string;
    readonly authorId?: string | null;
    readonly reviewerId?: string | null;
    readonly assigneeId?: string | null;
    readonly lockedById?: string | null;
  },
): Promise<void> {
  await tx.workUnit.upsert({
    where: { locale_unit: { locale, unit } },
    create: { locale, unit, state: 'untouched', source, targetHash: targetHash(target), ...data },
    update: { ...data, updatedAt: new Date() },
  });
}

/**
 * A translator's own wording: checked, published to readers, and waiting for review. Throws `languages.broken_message`,
 * `workbench.edited_meanwhile` with the wording that is there now, `workbench.locked`, `workbench.unknown`.
 */
export async function saveString(actor: Actor, input: z.output<typeof saveSchema>): Promise<void> {
  const { locale, unit, value, seen } = input;
  authorize(actor, 'message.publish', { locale });
  await transaction(async (tx) => {
    const held = await hold(tx, locale, unit);
    refuseLocked(actor, held);
    refuseUnseen(held, seen);
    refuseLong(held, value);
    refuseBroken(problemsWith(held, value));
    if (value === held.target && !held.stale && held.standing === 'translated') return;
    await put(tx, held, value, { authorId: actorId(actor), actor, kind: 'translated' });
  });
  // Other instances hear of it; this one need not wait.
  forget(`messages:${locale}`);
}
