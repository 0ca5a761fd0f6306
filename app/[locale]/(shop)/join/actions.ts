'use server';

import { headers } from 'next/headers';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { currentSession } from '#app/_session/actor.ts';
import { forgetSession, startSession } from '#app/_session/auth.ts';
import { person } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import {
  acceptInvitation,
  declineInvitation,
  joinSchema,
  joinWithNewAccount,
  tokenSchema,
  viewInvitation,
} from '#lib/enterprises/index.ts';
import { revokeSession } from '#lib/identity/index.ts';

/** Where the newcomer lands: the team they have just joined. */
async function toTeam(token: string) {
  const view = await viewInvitation(token);
  if (!view) throw new DomainError('enterprises.invitation_gone');
  return redirectTo(`/studio/team?enterprise=${view.enterprise.slug}&done=joined`);
}

export const acceptAction = formAction(tokenSchema, async (actor, input) => {
  await acceptInvitation(actor, input);
  return toTeam(input.token);
});

export const joinAction = formAction(joinSchema.omit({ locale: true }), async (_actor, input) => {
  const user = await joinWithNewAccount({ ...input, locale: await joinLocale() });
  await startSession(user, (await headers()).get('user-agent') ?? '');
  return toTeam(input.token);
});

async function joinLocale() {
  return joinSchema.shape.locale.parse(await readerLocale());
}

export const declineAction = formAction(tokenSchema, async (actor, input) => {
  await declineInvitation(actor, input);
  return redirectTo(`/join?token=${encodeURIComponent(input.token)}`);
});

/** Signs out the account that was not invited, and asks for the one that was. */
export const switchAction = formAction(tokenSchema, async (actor, input) => {
  const { sessionId } = await currentSession();
  await revokeSession(person(actor), sessionId);
  await forgetSession();
  return redirectTo(`/sign-in?next=/join?token=${encodeURIComponent(input.token)}`);
});
