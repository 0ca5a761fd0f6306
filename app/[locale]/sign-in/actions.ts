'use server';

import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { done, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { startSession } from '#app/_session/auth.ts';
import { takeCart } from '#app/_session/cart.ts';
import { takeGuestLists } from '#app/_session/keeper.ts';
import {
  linkSchema,
  type SignedIn,
  sendSignInLink,
  signInAsDemo,
  signInSchema,
  signInWithPassword,
  signUp,
  signUpSchema,
  spendSignInLink,
} from '#lib/identity/index.ts';

const next = z.object({ next: z.string().max(300).optional() });

/** Only a path of this site. */
function path(given: string | undefined): string {
  return given && /^\/(?![/\\])[\w\-/?=&.%]*$/.test(given) ? given : '/account';
}

async function agent(): Promise<string> {
  return (await headers()).get('user-agent') ?? '';
}

/** Signs the person in on this device, with what its browser had saved. */
async function enter(user: SignedIn): Promise<void> {
  await startSession(user, await agent());
  await takeGuestLists(user.id);
  await takeCart(user.id);
}

async function address(): Promise<string> {
  return (await headers()).get('x-client-address') ?? '';
}

export const signInAction = formAction(signInSchema.extend(next.shape), async (_actor, input) => {
  await enter(await signInWithPassword(input, await address()));
  return redirectTo(path(input.next));
});

export const signUpAction = formAction(
  signUpSchema.omit({ locale: true }).extend(next.shape),
  async (_actor, input) => {
    await enter(await signUp({ ...input, locale: await readerLocale() }));
    return redirectTo(path(input.next));
  },
);

export const sendLinkAction = formAction(linkSchema.omit({ locale: true }), async (_actor, input) => {
  await sendSignInLink({ email: input.email, locale: await readerLocale() }, await address());
  const t = await getTranslations('account');
  return done(t('link_sent'));
});

export const spendLinkAction = formAction(z.object({ token: z.string().max(100) }), async (_actor, input) => {
  await enter(await spendSignInLink(input.token, await readerLocale()));
  return redirectTo('/account');
});

export const demoAction = formAction(
  z.object({ email: z.string().max(200) }).extend(next.shape),
  async (_actor, input) => {
    await enter(await signInAsDemo(input.email));
    return redirectTo(path(input.next));
  },
);
