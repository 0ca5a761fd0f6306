'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { type FormState, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { translateVoice, translateVoiceSchema } from '#lib/community/index.ts';
import { DomainError } from '#lib/core/errors.ts';
import { reviewsPath, voiceKey } from './path.ts';

const schema = translateVoiceSchema.extend({ after: z.string().max(500).default('') });

const translate = formAction(schema, async (actor, { after, ...input }) => {
  try {
    await translateVoice(actor, input);
  } catch (error) {
    // The page shows the words as they are now, beside what was typed.
    if (error instanceof DomainError && error.code === 'community.original_changed') refresh();
    throw error;
  }
  return redirectTo(reviewsPath(input.locale, { done: voiceKey(input), after }));
});

/** Publishes a translation of a review or a question and comes back to those that wait. */
export async function translateVoiceAction(state: FormState, form: FormData): Promise<FormState> {
  return translate(state, form);
}
