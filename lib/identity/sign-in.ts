import { z } from 'zod';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { email, text } from '#lib/core/validation.ts';
import { prisma } from '#lib/db/index.ts';
import { limitSignIn } from './limit.ts';
import { hashPassword, passwordMatches } from './password.ts';

export const password = z.string().min(10, { error: 'password_too_short' }).max(200, { error: 'too_long' });

export const signUpSchema = z.object({ email, name: text(120), password, locale: z.string().max(20) });
export type SignUp = z.infer<typeof signUpSchema>;

export const signInSchema = z.object({ email, password: z.string().min(1, { error: 'required' }).max(200) });

export interface SignedIn {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
}

/** Makes an account with a password. Throws `identity.email_taken`. */
export async function signUp(input: SignUp): Promise<SignedIn> {
  const taken = await prisma().user.findUnique({ where: { email: input.email }, select: { id: true } });
  if (taken) throw new DomainError('identity.email_taken', {}, 'email');
  const passwordHash = await hashPassword(input.password);
  return prisma().user.create({
    data: { email: input.email, name: input.name, locale: input.locale, passwordHash },
    select: { id: true, email: true, name: true, locale: true },
  });
}

/** A hash nobody has the password of, so that an unknown address takes as long as a wrong password. */
const nobody = hashPassword(crypto.randomUUID());

/** The person with this address and password. Throws `identity.wrong_credentials` or `identity.too_many_attempts`. */
export async function signInWithPassword(input: z.infer<typeof signInSchema>, address: string): Promise<SignedIn> {
  await limitSignIn(input.email, address);
  const user = await prisma().user.findUnique({ where: { email: input.email } });
  const matches = await passwordMatches(input.password, user?.passwordHash ?? (await nobody));
  if (!user || !matches || user.suspendedAt) throw new DomainError('identity.wrong_credentials');
  return { id: user.id, email: user.email, name: user.name, locale: user.locale };
}

/** A demo person, by one click; only where DEMO is on. Throws `identity.not_allowed`. */
export async function signInAsDemo(address: string): Promise<SignedIn> {
  if (!config().DEMO) throw new DomainError('identity.not_allowed');
  const user = await prisma().user.findUnique({ where: { email: address } });
  if (!user?.demo) throw new DomainError('identity.not_allowed');
  return { id: user.id, email: user.email, name: user.name, locale: user.locale };
}

/** The account behind an address that has just been proved by an e-mailed link; made at first use. */
export async function userByProvedEmail(address: string, locale: string): Promise<SignedIn> {
  return prisma().user.upsert({
    where: { email: address },
    create: { email: address, name: address.split('@')[0] ?? address, locale, emailVerifiedAt: now() },
    update: { emailVerifiedAt: now() },
    select: { id: true, email: true, name: true, locale: true },
  });
}
