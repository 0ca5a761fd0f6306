'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { resumeMails, stopMails } from '#lib/lists/index.ts';

const schema = z.object({ token: z.string().max(200) });

export const stopAction = formAction(schema, async (_actor, input) => {
  await stopMails(input.token);
  return redirectTo(`/unsubscribe?token=${encodeURIComponent(input.token)}&done=1`);
});

export const resumeAction = formAction(schema, async (_actor, input) => {
  await resumeMails(input.token);
  return redirectTo(`/unsubscribe?token=${encodeURIComponent(input.token)}&done=0`);
});
