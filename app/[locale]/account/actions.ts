'use server';

import { z } from 'zod';
import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import { currentSession } from '#app/_session/actor.ts';
import { forgetSession } from '#app/_session/auth.ts';
import { forgetCart } from '#app/_session/cart.ts';
import { person } from '#lib/core/actor.ts';
import { id } from '#lib/core/validation.ts';
import { revokeSession } from '#lib/identity/index.ts';

export const signOutAction = formAction(z.object({}), async (actor) => {
  const { sessionId } = await currentSession();
  await revokeSession(person(actor), sessionId);
  await forgetSession();
  await forgetCart();
  return redirectTo('/');
});

export const revokeAction = formAction(z.object({ sessionId: id }), async (actor, input) => {
  await revokeSession(person(actor), input.sessionId);
  return redirectTo('/account');
});
