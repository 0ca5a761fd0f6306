'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  acceptOwnership,
  changeRoles,
  changeRolesSchema,
  endOffer,
  invitationSchema,
  inviteMember,
  inviteSchema,
  leaveSchema,
  leaveTeam,
  memberSchema,
  offerOwnership,
  offerOwnershipSchema,
  offerSchema,
  removeMember,
  resendInvitation,
  revokeInvitation,
} from '#lib/enterprises/index.ts';

/** Every form of the page says whose team it is of, so that it comes back to it. */
const at = z.object({ enterprise: z.string().regex(/^[\w-]{1,80}$/) });

function back(enterprise: string, done: string) {
  return redirectTo(`/studio/team?enterprise=${enterprise}&done=${done}`);
}

export const inviteAction = formAction(inviteSchema.extend(at.shape), async (actor, input) => {
  await inviteMember(actor, input);
  return back(input.enterprise, 'invited');
});

export const resendAction = formAction(invitationSchema.extend(at.shape), async (actor, input) => {
  await resendInvitation(actor, input);
  return back(input.enterprise, 'sent_again');
});

export const revokeAction = formAction(invitationSchema.extend(at.shape), async (actor, input) => {
  await revokeInvitation(actor, input);
  return back(input.enterprise, 'revoked');
});

export const rolesAction = formAction(changeRolesSchema.extend(at.shape), async (actor, input) => {
  await changeRoles(actor, input);
  return back(input.enterprise, 'roles');
});

export const removeAction = formAction(memberSchema.extend(at.shape), async (actor, input) => {
  await removeMember(actor, input);
  return back(input.enterprise, 'removed');
});

export const leaveAction = formAction(leaveSchema, async (actor, input) => {
  await leaveTeam(actor, input);
  return redirectTo('/studio');
});

export const offerAction = formAction(offerOwnershipSchema.extend(at.shape), async (actor, input) => {
  await offerOwnership(actor, input);
  return back(input.enterprise, 'offered');
});

export const acceptOfferAction = formAction(offerSchema.extend(at.shape), async (actor, input) => {
  await acceptOwnership(actor, input);
  return back(input.enterprise, 'owner');
});

export const endOfferAction = formAction(offerSchema.extend(at.shape), async (actor, input) => {
  await endOffer(actor, input);
  return back(input.enterprise, 'offer_ended');
});
