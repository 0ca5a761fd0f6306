'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { answerQuestion, answerQuestionSchema, answerReview, answerReviewSchema } from '#lib/community/index.ts';

/** The list to come back to. */
const back = { enterprise: z.string().max(80), show: z.enum(['waiting', 'answered']) };

function listPath(list: 'reviews' | 'questions', { enterprise, show }: { enterprise: string; show: string }): string {
  return `/studio/${list}?enterprise=${encodeURIComponent(enterprise)}&show=${show}&done=1`;
}

export const answerReviewAction = formAction(
  answerReviewSchema.extend(back),
  async (actor, { enterprise, show, ...input }) => {
    await answerReview(actor, input);
    return redirectTo(listPath('reviews', { enterprise, show }));
  },
);

export const answerQuestionAction = formAction(
  answerQuestionSchema.extend(back),
  async (actor, { enterprise, show, ...input }) => {
    await answerQuestion(actor, input);
    return redirectTo(listPath('questions', { enterprise, show }));
  },
);
