'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { editReview, editReviewSchema, pictureFields, writeReview, writeReviewSchema } from '#lib/community/index.ts';

/** The page to come back to, and the pictures. */
const more = { ...pictureFields, number: z.string().regex(/^[\w-]{1,40}$/) };

function orderPath(number: string, key: string | undefined, done: 'written' | 'changed'): string {
  return `/orders/${number}?${key ? `key=${encodeURIComponent(key)}&` : ''}review=${done}`;
}

export const writeReviewAction = formAction(
  writeReviewSchema.extend(more),
  async (actor, { number, pictures, alt, removed, ...input }) => {
    await writeReview(actor, input, { pictures, alt, removed });
    return redirectTo(orderPath(number, input.key, 'written'));
  },
);

export const editReviewAction = formAction(
  editReviewSchema.extend(more),
  async (actor, { number, pictures, alt, removed, ...input }) => {
    await editReview(actor, input, { pictures, alt, removed });
    return redirectTo(orderPath(number, input.key, 'changed'));
  },
);
