import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { minute, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { limitSignIn } from './limit.ts';
import { passwordMatches } from './password.ts';
import { hasSecondFactor, requireSecondFactor } from './second-factor.ts';

const codeLasts = 15 * minute;

/** What a person sends to prove once more who they are. */
export const confirmForm = {
  password: z.string().max(200).default(''),
  mailCode: z.string().trim().max(20).default(''),
  factorCode: z.string().trim().max(40).default(''),
} as const;
const confirmSchema = z.object(confirmForm);
export type Confirmation = z.output<typeof confirmSchema>;

export interface Confirmed {
  readonly proof: 'password' | 'mail_code';
  readonly secondFactor: boolean;
}

/** How this person confirms: by password, or by a code in a mail where they have none; and by their second factor where they have one. */
export async function confirmWays(actor: Actor): Promise<{ password: boolean; secondFactor: boolean }> {
  const { userId } = person(actor);
  const { passwordHash } = await prisma().user.findUniqueOrThrow({ where: { id: userId } });
  return { password: passwordHash !== null, secondFactor: await hasSecondFactor(userId) };
}

const codeHash = (userId: string, code: string) => hashToken(`confirm:${userId}:${code}:${config().AUTH_SECRET}`);
const holderOf = (userId: string) => `confirm:${userId}`;

/** Mails a person without a password a code that proves once who they are. An older code is void. */
export async function sendConfirmCode(actor: Actor, address: string): Promise<void> {
  const { userId, email, locale: reads } = person(actor);
  await limitSignIn(email, address);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await transaction(async (tx) => {
    await tx.verificationToken.deleteMany({ where: { identifier: holderOf(userId) } });
    await tx.verificationToken.create({
      data: {
        tokenHash: codeHash(userId, code),
        identifier: holderOf(userId),
        expiresAt: new Date(now().getTime() + codeLasts),
      },
    });
    await queueMail(tx, {
      cause: `confirm:${userId}:${now().getTime()}`,
      template: 'confirm_code',
      recipient: email,
      locale: locale(reads),
      params: { code, minutes: codeLasts / minute, link: `${config().SITE_URL}/${locale(reads)}/deals` },
    });
  });
}

/**
 * Proves once more who acts, before something that binds. Attempts are counted as sign-ins are. Throws `identity.password_wrong`,
 * `identity.code_wrong` and `identity.factor_wrong`, each at its field.
 */
export async function confirmPerson(actor: Actor, given: Confirmation, address: string): Promise<Confirmed> {
  const { userId, email } = person(actor);
  await limitSignIn(email, address);
  const user = await prisma().user.findUniqueOrThrow({ where: { id: userId } });
  if (user.suspendedAt) throw new DomainError('identity.not_allowed');
  if (user.passwordHash === null) await spendCode(userId, given.mailCode);
  else if (!(await passwordMatches(given.password, user.passwordHash)))
    throw new DomainError('identity.password_wrong', {}, 'password');
  const secondFactor = await hasSecondFactor(userId);
  if (secondFactor) await requireSecondFactor(userId, given.factorCode);
  return { proof: user.passwordHash === null ? 'mail_code' : 'password', secondFactor };
}

async function spendCode(userId: string, code: string): Promise<void> {
  const { count } = await prisma().verificationToken.deleteMany({
    where: { tokenHash: codeHash(userId, code.replace(/\s/g, '')), expiresAt: { gt: now() } },
  });
  if (count === 0) throw new DomainError('identity.code_wrong', {}, 'mailCode');
}
