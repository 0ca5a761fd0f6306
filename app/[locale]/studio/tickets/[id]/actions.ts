'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { checkIn, checkInSchema, undoCheckIn, undoCheckInSchema } from '#lib/ordering/index.ts';

export const checkInAction = formAction(checkInSchema, async (actor, input) => {
  const ticketId = await checkIn(actor, input);
  return redirectTo(`/studio/tickets/${input.listingId}?in=${ticketId}`);
});

export const undoCheckInAction = formAction(undoCheckInSchema, async (actor, input) => {
  await undoCheckIn(actor, input);
  return redirectTo(`/studio/tickets/${input.listingId}?undone=1`);
});
