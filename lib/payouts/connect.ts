import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { id } from '#lib/core/validation.ts';
import type { ConnectedAccount } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { accountFacts, onboardingLink, openAccount } from '#lib/payments/index.ts';
import { audit } from '#lib/trust/index.ts';
import { changeWaits, payBy } from './bank-account.ts';
import { tellOfAccount } from './mails.ts';
import { mayConnect } from './rails.ts';

export const connectSchema = z.object({ enterpriseId: id });

/**
 * Opens (or goes on with) an enterprise's account at Stripe and gives the address of Stripe's page that asks what it needs. An
 * enterprise that was paid to a bank account before waits 48 hours, as with any change. Throws `payouts.no_stripe_country`.
 */
export async function startConnect(actor: Actor, { enterpriseId }: z.output<typeof connectSchema>): Promise<string> {
  authorize(actor, 'payout_account.edit', { enterpriseId });
  const { email, locale } = person(actor);
  const enterprise = await prisma().enterprise.findUniqueOrThrow({ where: { id: enterpriseId } });
  if (!mayConnect(enterprise.country))
    throw new DomainError('payouts.no_stripe_country', { country: [enterprise.country] });
  const site = config().SITE_URL;
  const stripeId =
    enterprise.stripeAccountId ??
    (await openAccount({
      id: enterprise.id,
      country: enterprise.country,
      displayName: enterprise.displayName,
      url: `${site}/${enterprise.sourceLocale}/e/${enterprise.slug}`,
      email,
    }));
  await transaction(async (tx) => {
    const before = await tx.payoutAccount.findFirst({ where: { enterpriseId, status: 'verified' } });
    const { count } = await tx.connectedAccount.createMany({
      data: [{ enterpriseId, stripeId, usableFrom: new Date(now().getTime() + (before ? changeWaits : 0)) }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await tx.enterprise.update({ where: { id: enterpriseId }, data: { stripeAccountId: stripeId } });
    if (!before) await payBy(tx, enterpriseId, 'stripe_connect');
    await audit(tx, actor, {
      action: 'payout_account.connected',
      subjectType: 'enterprise',
      subjectId: enterpriseId,
      data: { stripeId },
    });
    if (before) await tellOfAccount(tx, { enterpriseId, accountId: stripeId, what: 'changed', account: 'Stripe' });
  });
  const page = `${site}/${locale}/studio/payouts/account?enterprise=${enterprise.slug}`;
  return onboardingLink(stripeId, { returnUrl: `${page}&from=stripe`, refreshUrl: `${page}&again=1` });
}

/** Brings what we know of a connected account in line with what Stripe says now. One that has become good is paid by it from now on. */
export async function refreshConnected(stripeId: string): Promise<ConnectedAccount | null> {
  const known = await prisma().connectedAccount.findUnique({ where: { stripeId } });
  if (!known) return null;
  const facts = await accountFacts(stripeId);
  return transaction(async (tx) => {
    await tx.$queryRaw`select enterprise_id from connected_account where stripe_id = ${stripeId} for update`;
    const before = await tx.connectedAccount.findUniqueOrThrow({ where: { stripeId } });
    const good = facts.transfersActive && facts.payoutsEnabled;
    const wasGood = before.transfersActive && before.payoutsEnabled;
    const after = await tx.connectedAccount.update({
      where: { stripeId },
      data: { ...facts, currentlyDue: [...facts.currentlyDue], readAt: now() },
    });
    if (good && !wasGood) {
      await payBy(tx, before.enterpriseId, 'stripe_connect');
      await announce(tx, 'payouts.account_ready', { enterpriseId: before.enterpriseId });
    }
    return after;
  });
}

/** What Stripe asks for, in few kinds of words of ours. */
export type Requirement = 'bank' | 'document' | 'owners' | 'person' | 'company' | 'terms' | 'business' | 'other';

const kinds: readonly (readonly [RegExp, Requirement])[] = [
  [/external_account/, 'bank'],
  [/verification|document/, 'document'],
  [/owners|directors|executives/, 'owners'],
  [/tos_acceptance/, 'terms'],
  [/^(individual|representative|person_)/, 'person'],
  [/^company|business_type|tax/, 'company'],
  [/^business_profile|^settings/, 'business'],
];

/** The kinds of things that are asked for, each once. */
export function requirementsIn(currentlyDue: readonly string[]): Requirement[] {
  return [...new Set(currentlyDue.map((name) => kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'other'))];
}
