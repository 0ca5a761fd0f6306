import type { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { transaction } from '#lib/db/index.ts';
import { type PreviewLine, type Problem, previewMessage } from '#lib/languages/index.ts';
import { hold } from './held.ts';
import { type SameSource, sameSource } from './same-source.ts';
import { problemsWith, saveSchema } from './save.ts';

export const checkSchema = saveSchema.omit({ seen: true });

export interface Checked {
  /** Other strings of the same source that read otherwise. */
  readonly others: readonly SameSource[];
  readonly problems: readonly Problem[];
  readonly preview: readonly PreviewLine[];
}

/** What the checks say of a wording that is being typed, and how readers will get it. Nothing is written. */
export async function checkString(actor: Actor, input: z.output<typeof checkSchema>): Promise<Checked> {
  const { locale, unit, value } = input;
  authorize(actor, 'message.suggest', { locale });
  const held = await transaction((tx) => hold(tx, locale, unit));
  const others = await sameSource(held);
  const preview = held.format === 'icu' && value.trim() !== '' ? previewMessage(value, locale) : [];
  if (value.trim() === '') return { problems: [], preview, others: [] };
  const elsewhere = others.map(({ target }) => target);
  return {
    problems: problemsWith(held, value, elsewhere),
    preview,
    others: others.filter(({ target }) => target.trim() !== value.trim()),
  };
}
