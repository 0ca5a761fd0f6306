import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError, saidAt } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney, type Money, negate, subtract } from '#lib/core/money.ts';
import { id, text } from '#lib/core/validation.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { writtenAs } from '#lib/languages/index.ts';
import { accountCode, post } from '#lib/ledger/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { audit } from '#lib/trust/index.ts';
import { typedAmount } from './books.ts';
import { moneyPeople, note } from './events.ts';
import { debts, type OwedTranslation } from './owed.ts';

export const repaidSchema = z.object({
  disputeId: id,
  /** As it is typed. */
  amount: z.string().trim().max(20),
  /** What the bank received is in it. */
  currency: z.string().max(3),
  receivedOn: z.iso.date({ error: 'invalid' }),
  /** Names the transfer on the bank's statement; a space or a capital more is the same one. */
  reference: text(limits.bankReference),
  reason: text(limits.translationReason),
});

/**
 * Finance has seen a customer pay by bank what it owes after a lost dispute, or a part of it: booked once for a reference, and the customer
 * is told. Throws `translations.not_yet`, `translations.repaid_already`, `translations.not_owed`, `translations.owed_currency`,
 * `translations.owed_most` with what is owed, and what is wrong with the amount.
 */
export async function recordDebtRepaid(actor: Actor, input: z.output<typeof repaidSchema>): Promise<void> {
  authorize(actor, 'translation.collect');
  if (input.receivedOn > isoDay(now())) throw new DomainError('translations.not_yet', {}, 'receivedOn');
  await transaction(async (tx) => {
    await lockDebts(tx, input.disputeId);
    const cause = `dispute:${input.disputeId}:repaid:${input.reference.replace(/\s/g, '').toUpperCase()}`;
    if ((await tx.ledgerTransaction.count({ where: { cause } })) > 0)
      throw new DomainError('translations.repaid_already', {}, 'reference');
    const [debt] = await debts(tx, input.disputeId);
    if (!debt) throw new DomainError('translations.not_owed');
    const amount = receivedOf(actor, debt, input);
    await post(tx, {
      cause,
      kind: 'debt_repaid',
      entries: [
        { account: { kind: 'bank_clearing', currency: amount.currency }, amount },
        {
          account: { kind: 'buyer_receivable', currency: amount.currency, enterpriseId: debt.customer.id },
          amount: negate(amount),
        },
      ],
    });
    await follow(tx, actor, debt, { ...input, amount, cause });
  });
}

/** Keeps a customer's debts in one currency from being paid twice over: they share an account. Throws `translations.unknown`. */
async function lockDebts(tx: Tx, disputeId: string): Promise<void> {
  const dispute = await tx.dispute.findUnique({
    where: { id: disputeId },
    select: { currency: true, payment: { select: { translationOrder: { select: { enterpriseId: true } } } } },
  });
  if (!dispute?.payment.translationOrder) throw new DomainError('translations.unknown');
  const { enterpriseId } = dispute.payment.translationOrder;
  const code = accountCode({ kind: 'buyer_receivable', enterpriseId, currency: currency(dispute.currency) });
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${code}, 0))`;
}

function receivedOf(
  actor: Actor,
  { amount: owed }: OwedTranslation,
  { amount: typed, currency: code }: z.output<typeof repaidSchema>,
): Money {
  if (code !== owed.currency)
    throw new DomainError('translations.owed_currency', { currency: owed.currency }, 'amount');
  const amount = saidAt('amount', () => typedAmount(typed, owed.currency));
  if (amount.minor === 0n) throw new DomainError('money.not_an_amount', {}, 'amount');
  if (amount.minor > owed.minor)
    throw new DomainError('translations.owed_most', { most: formatMoney(owed, person(actor).locale) }, 'amount');
  return amount;
}

interface Repaid {
  readonly amount: Money;
  readonly receivedOn: string;
  readonly reference: string;
  readonly reason: string;
  readonly cause: string;
}

/** The record, the history of the order's jobs, and a mail to those of the customer's people who may see its money. */
async function follow(
  tx: Tx,
  actor: Actor,
  { disputeId, orderId, orderNumber, jobNumber, customer, amount: owed }: OwedTranslation,
  { amount, receivedOn, reference, reason, cause }: Repaid,
): Promise<void> {
  const data = { amount: `${amount.minor}`, currency: amount.currency, receivedOn };
  await audit(tx, actor, {
    action: 'dispute.repaid',
    subjectType: 'dispute',
    subjectId: disputeId,
    reason,
    data: { ...data, reference },
  });
  const jobs = await tx.translationJob.findMany({ where: { orderId }, select: { id: true } });
  for (const { id: jobId } of jobs) await note(tx, actor, jobId, 'repaid', { data });
  const left = subtract(owed, amount);
  for (const { id: userId, email, reader } of await moneyPeople(tx, customer.id))
    await queueMail(tx, {
      cause: `translation:${cause}:${userId}`,
      template: 'translation_repaid',
      recipient: email,
      locale: reader,
      params: {
        number: orderNumber,
        amount: formatMoney(amount, reader),
        day: new Intl.DateTimeFormat(writtenAs(reader), { dateStyle: 'long', timeZone: 'UTC' }).format(
          new Date(receivedOn),
        ),
        left: formatMoney(left, reader),
        settled: left.minor === 0n ? 'yes' : 'no',
        link: `${config().SITE_URL}/${reader}/translate/jobs/${jobNumber}#money`,
      },
    });
}
