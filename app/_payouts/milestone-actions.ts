'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  acceptMilestone,
  acceptMilestoneSchema,
  askChanges,
  askChangesSchema,
  deliverMilestone,
  deliverMilestoneSchema,
} from '#lib/ordering/index.ts';

/** The page to come back to. */
const back = { number: z.string().regex(/^[\w-]{1,40}$/) };

export const deliverMilestoneAction = formAction(
  deliverMilestoneSchema.extend(back),
  async (actor, { number, ...input }) => {
    await deliverMilestone(actor, input);
    return redirectTo(`/studio/orders/${number}`);
  },
);

function buyersPage(number: string, key: string) {
  return redirectTo(`/orders/${number}${key ? `?key=${encodeURIComponent(key)}` : ''}#milestones`);
}

export const acceptMilestoneAction = formAction(
  acceptMilestoneSchema.extend(back),
  async (actor, { number, ...input }) => {
    await acceptMilestone(actor, input);
    return buyersPage(number, input.key);
  },
);

export const askChangesAction = formAction(askChangesSchema.extend(back), async (actor, { number, ...input }) => {
  await askChanges(actor, input);
  return buyersPage(number, input.key);
});
