'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { editReview, editReviewSchema, writeReview, writeReviewSchema } from '#lib/community/index.ts';

/** The page to come back to. */
const back = { number: z.string().regex(/^[\w-]{1,40}$/) };

function orderPath(number: string, key: string | undefined, done: 'written' | 'changed'): string {
  return `/orders/${number}?${key ? `key=${encodeURIComponent(key)}&` : ''}review=${done}`;
}

export const writeReviewAction = formAction(writeReviewSchema.extend(back), async (actor, { number, ...input }) => {
  await writeReview(actor, input);
  return redirectTo(orderPath(number, input.key, 'written'));
});

export const editReviewAction = formAction(editReviewSchema.extend(back), async (actor, { number, ...input }) => {
  await editReview(actor, input);
  return redirectTo(orderPath(number, input.key, 'changed'));
});
