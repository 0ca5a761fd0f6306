import { z } from 'zod';
import { minute, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken, secretToken } from '#lib/core/ids.ts';
import { email } from '#lib/core/validation.ts';
import { transaction } from '#lib/db/index.ts';
import { isLocale, type Locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { limitSignIn } from './limit.ts';
import { type SignedIn, userByProvedEmail } from './sign-in.ts';

const linkLasts = 20 * minute;

export const linkSchema = z.object({
  email,
  locale: z
    .string()
    .refine(isLocale)
    .transform((tag) => tag as Locale),
});

/** Sends a sign-in link that works once and for twenty minutes. Says nothing about whether the address has an account. */
export async function sendSignInLink(input: z.output<typeof linkSchema>, address: string): Promise<void> {
  await limitSignIn(input.email, address);
  const token = secretToken();
  const tokenHash = hashToken(token);
  await transaction(async (tx) => {
    await tx.verificationToken.create({
      data: { tokenHash, identifier: input.email, expiresAt: new Date(now().getTime() + linkLasts) },
    });
    await queueMail(tx, {
      cause: `sign-in:${tokenHash}`,
      template: 'sign_in_link',
      recipient: input.email,
      locale: input.locale,
      params: { link: `${config().SITE_URL}/${input.locale}/sign-in/link?token=${token}`, minutes: linkLasts / minute },
    });
  });
}

/** Uses a link up and gives the account it proves, made at first use. Throws `identity.link_spent`. */
export async function spendSignInLink(token: string, locale: Locale): Promise<SignedIn> {
  const spent = await transaction(async (tx) => {
    const found = await tx.verificationToken.findUnique({ where: { tokenHash: hashToken(token) } });
    if (!found || found.expiresAt < now()) return null;
    const { count } = await tx.verificationToken.deleteMany({ where: { tokenHash: found.tokenHash } });
    return count === 1 ? found.identifier : null;
  });
  if (!spent) throw new DomainError('identity.link_spent');
  return userByProvedEmail(spent, locale);
}
