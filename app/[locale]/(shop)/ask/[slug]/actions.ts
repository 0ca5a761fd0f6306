'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { askQuestion, askSchema } from '#lib/community/index.ts';

export const askAction = formAction(
  askSchema.extend({ slug: z.string().regex(/^[\p{L}\p{N}-]{1,160}$/u) }),
  async (actor, { slug, ...input }) => {
    await askQuestion(actor, input);
    return redirectTo(`/ask/${slug}?done=1`);
  },
);
