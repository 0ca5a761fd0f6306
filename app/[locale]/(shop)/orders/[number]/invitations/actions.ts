'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { invitationsSchema, setInvitations } from '#lib/community/index.ts';

export const setInvitationsAction = formAction(invitationsSchema, async (actor, input) => {
  await setInvitations(actor, input);
  const key = input.key ? `key=${encodeURIComponent(input.key)}&` : '';
  return redirectTo(`/orders/${input.number}/invitations?${key}done=${input.wanted}`);
});
