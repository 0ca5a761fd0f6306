import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { hour, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { countryCode, id, optionalText, text } from '#lib/core/validation.ts';
import type { PayoutAccount } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { audit } from '#lib/trust/index.ts';
import { compactNumber, ibanLength, ibanProblem, isBic, isCnaps, maskedNumber } from './bank-number.ts';
import { keepDocument } from './document.ts';
import { tellOfAccount } from './mails.ts';
import { ofEnterprise } from './source.ts';

/** A changed account is not paid to before this: the others of the team can still say that it was not them. */
export const changeWaits = 48 * hour;

const number = (max: number) =>
  z
    .string()
    .max(max * 3, { error: 'too_long' })
    .default('')
    .transform(compactNumber);

type Issue = { path: string; code: string; params?: Record<string, unknown> };

/** What is wrong with the numbers of an account, each at its field. */
function problems(given: {
  kind: 'iban' | 'local';
  iban: string;
  accountNumber: string;
  cnapsCode: string;
  bic: string;
}): Issue[] {
  if (given.kind === 'iban') {
    if (!given.iban) return [{ path: 'iban', code: 'required' }];
    const problem = ibanProblem(given.iban);
    const country = given.iban.slice(0, 2);
    const params = { country: [country], length: ibanLength(country), given: given.iban.length };
    return [
      ...(problem ? [{ path: 'iban', code: `payouts.${problem}`, params }] : []),
      ...(given.bic && !isBic(given.bic) ? [{ path: 'bic', code: 'payouts.bic' }] : []),
    ];
  }
  const issues: Issue[] = [];
  if (!/^[A-Z0-9]{6,34}$/.test(given.accountNumber))
    issues.push({ path: 'accountNumber', code: 'payouts.account_number' });
  if (!given.cnapsCode && !given.bic) issues.push({ path: 'cnapsCode', code: 'payouts.bank_code' });
  if (given.cnapsCode && !isCnaps(given.cnapsCode)) issues.push({ path: 'cnapsCode', code: 'payouts.cnaps' });
  if (given.bic && !isBic(given.bic)) issues.push({ path: 'bic', code: 'payouts.bic' });
  return issues;
}

export const saveBankAccountSchema = z
  .object({
    enterpriseId: id,
    kind: z.enum(['iban', 'local']),
    holderName: text(limits.accountName),
    iban: number(34),
    accountNumber: number(34),
    cnapsCode: number(12),
    bic: number(11),
    bankCountry: countryCode.or(z.literal('')).default(''),
    bankName: optionalText(limits.accountName),
    document: z.instanceof(File).optional(),
  })
  .superRefine((given, context) => {
    for (const { path, code, params } of problems(given))
      context.addIssue({ code: 'custom', path: [path], message: code, ...(params ? { params } : {}) });
  });

/** How an account is shown to people: the end of its number. */
export function accountTail(account: Pick<PayoutAccount, 'iban' | 'accountNumber'>): string {
  return maskedNumber(account.iban ?? account.accountNumber ?? '');
}

async function lockEnterprise(tx: Tx, enterpriseId: string) {
  await tx.$queryRaw`select id from enterprise where id = ${enterpriseId}::uuid for update`;
  return tx.enterprise.findUniqueOrThrow({ where: { id: enterpriseId }, include: { connectedAccount: true } });
}

/**
 * Names the bank account that an enterprise wants to be paid to. Staff verifies it; until then the one before stays. A change waits 48
 * hours and is told to all owners and people of finance. Throws what is wrong with the document.
 */
export async function saveBankAccount(actor: Actor, input: z.output<typeof saveBankAccountSchema>): Promise<void> {
  const { enterpriseId, kind, document, ...given } = input;
  authorize(actor, 'payout_account.edit', { enterpriseId });
  const paper = await keepDocument(document);
  await transaction(async (tx) => {
    const enterprise = await lockEnterprise(tx, enterpriseId);
    const before = await tx.payoutAccount.findFirst({ where: { enterpriseId, status: 'verified' } });
    const changes = before !== null || enterprise.connectedAccount !== null;
    await tx.payoutAccount.updateMany({
      where: { enterpriseId, status: { in: ['pending', 'refused'] } },
      data: { status: 'replaced' },
    });
    const isIban = kind === 'iban';
    const account = await tx.payoutAccount.create({
      data: {
        enterpriseId,
        currency: enterprise.currency,
        holderName: given.holderName,
        bankName: given.bankName,
        bankCountry: isIban ? given.iban.slice(0, 2) : given.bankCountry || enterprise.country,
        iban: isIban ? given.iban : null,
        accountNumber: isIban ? null : given.accountNumber,
        cnapsCode: isIban ? null : given.cnapsCode || null,
        bic: given.bic || null,
        ...paper,
        usableFrom: new Date(now().getTime() + (changes ? changeWaits : 0)),
        createdById: actorId(actor),
        createdAt: now(),
      },
    });
    if (!enterprise.connectedAccount) await payBy(tx, enterpriseId, 'bank_transfer');
    await audit(tx, actor, {
      action: 'payout_account.saved',
      subjectType: 'enterprise',
      subjectId: enterpriseId,
      data: { accountId: account.id, tail: accountTail(account) },
    });
    if (changes)
      await tellOfAccount(tx, { enterpriseId, accountId: account.id, what: 'changed', account: accountTail(account) });
  });
}

export const ownAccountSchema = z.object({ enterpriseId: id, accountId: id });

/** Takes back an account that has not been verified. */
export async function withdrawBankAccount(actor: Actor, input: z.output<typeof ownAccountSchema>): Promise<void> {
  const { enterpriseId, accountId } = input;
  authorize(actor, 'payout_account.edit', { enterpriseId });
  await transaction(async (tx) => {
    const { count } = await tx.payoutAccount.updateMany({
      where: { id: accountId, enterpriseId, status: { in: ['pending', 'refused'] } },
      data: { status: 'replaced' },
    });
    if (count === 0) throw new DomainError('payouts.account_gone');
    await audit(tx, actor, {
      action: 'payout_account.withdrawn',
      subjectType: 'enterprise',
      subjectId: enterpriseId,
      data: { accountId },
    });
  });
}

/** From now on the enterprise is paid this way; what is due goes along. */
export async function payBy(tx: Tx, enterpriseId: string, rail: 'stripe_connect' | 'bank_transfer'): Promise<void> {
  await tx.enterprise.update({ where: { id: enterpriseId }, data: { payoutRail: rail } });
  await tx.transfer.updateMany({
    where: { ...ofEnterprise(enterpriseId), status: { in: ['due', 'failed'] } },
    data: { rail },
  });
}

export const verifyAccountSchema = z.object({
  accountId: id,
  nameMatches: z.literal('on', { error: 'payouts.confirm_name' }),
  numberSeen: z.literal('on', { error: 'payouts.confirm_number' }),
  note: optionalText(limits.shortText),
});

async function decide(
  actor: Actor,
  accountId: string,
  { status, reason }: { status: 'verified' | 'refused'; reason: string },
): Promise<void> {
  authorize(actor, 'payout_account.verify');
  await transaction(async (tx) => {
    const found = await tx.payoutAccount.findUnique({ where: { id: accountId } });
    if (!found) throw new DomainError('payouts.account_gone');
    const { enterpriseId } = found;
    await lockEnterprise(tx, enterpriseId);
    const account = await tx.payoutAccount.findUnique({ where: { id: accountId } });
    if (account?.status !== 'pending') throw new DomainError('payouts.account_gone');
    if (status === 'verified') {
      await tx.payoutAccount.updateMany({ where: { enterpriseId, status: 'verified' }, data: { status: 'replaced' } });
      await payBy(tx, enterpriseId, 'bank_transfer');
    }
    await tx.payoutAccount.update({
      where: { id: accountId },
      data: {
        status,
        decidedById: actorId(actor),
        reason: reason || null,
        ...(status === 'verified' ? { verifiedAt: now() } : {}),
      },
    });
    await audit(tx, actor, {
      action: `payout_account.${status}`,
      subjectType: 'enterprise',
      subjectId: enterpriseId,
      reason: reason || undefined,
      data: { accountId, tail: accountTail(account) },
    });
    await tellOfAccount(tx, { enterpriseId, accountId, what: status, account: accountTail(account), reason });
    if (status === 'verified') await announce(tx, 'payouts.account_ready', { enterpriseId });
  });
}

/** Staff has compared holder and number with the register and the bank's paper: money may go there. */
export async function verifyBankAccount(actor: Actor, input: z.output<typeof verifyAccountSchema>): Promise<void> {
  await decide(actor, input.accountId, { status: 'verified', reason: input.note });
}

export const refuseAccountSchema = z.object({ accountId: id, reason: text(limits.shortText, 10) });

/** The account cannot be right; the enterprise reads why. */
export async function refuseBankAccount(actor: Actor, input: z.output<typeof refuseAccountSchema>): Promise<void> {
  await decide(actor, input.accountId, { status: 'refused', reason: input.reason });
}

/** Accounts that wait to be verified, the longest waiting first. */
export async function accountsToVerify(actor: Actor) {
  authorize(actor, 'payout_account.verify');
  return prisma().payoutAccount.findMany({
    where: { status: 'pending' },
    include: { enterprise: true },
    orderBy: { createdAt: 'asc' },
    take: limits.pageMax,
  });
}
