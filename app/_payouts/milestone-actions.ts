'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  acceptMilestone,
  acceptMilestoneSchema,
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

export const acceptMilestoneAction = formAction(
  acceptMilestoneSchema.extend(back),
  async (actor, { number, ...input }) => {
    await acceptMilestone(actor, input);
    const key = input.key ? `?key=${encodeURIComponent(input.key)}` : '';
    return redirectTo(`/orders/${number}${key}#milestones`);
  },
);
