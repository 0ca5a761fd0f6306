'use server';

import { z } from 'zod';
import { done, formAction } from '#app/_forms/form-action.ts';
import { email, text } from '#lib/core/validation.ts';

/** Shows how a form answers: with errors beside the fields, or with a word. */
export const sampleAction = formAction(
  z.object({ name: text(40), email: z.literal('').or(email), terms: z.literal('on', { error: 'required' }) }),
  async () => done('Thank you.'),
);
