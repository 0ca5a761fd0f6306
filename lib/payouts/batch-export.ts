import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { money } from '#lib/core/money.ts';
import { id } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { inSepa } from './bank-number.ts';
import { lockBatch } from './batch.ts';
import { booksOf, lockBooks } from './books.ts';
import { workingDays } from './calendar.ts';
import { platformAccount } from './debtor.ts';
import { bankAccountOf, bookSent, type Decidable, decidable, holdOn, owedBy } from './decide.ts';
import type { Hold } from './hold.ts';
import { type PainPayment, painFile } from './pain.ts';
import { sepaText } from './sepa-text.ts';
import { sourceOf } from './source.ts';

export const exportBatchSchema = z.object({ batchId: id });

const exported = {
  enterprise: true,
  account: true,
  transfers: { include: decidable },
} as const satisfies Prisma.BankPaymentInclude;
type Exported = Prisma.BankPaymentGetPayload<{ include: typeof exported }>;

/** Whether a payment may still leave as it was approved: its account stands, nothing is disputed, nothing was refunded meanwhile. */
async function requireSound(tx: Tx, payment: Exported): Promise<void> {
  for (const transfer of payment.transfers) {
    const source = sourceOf(transfer);
    const owed = owedBy(transfer);
    await lockBooks(tx, owed);
    const { ownOrder, owed: total } = await booksOf(tx, owed, source.cause);
    const leaves = transfer.amountMinor + transfer.reserveMinor;
    const sound =
      holdOn(source) === null &&
      bankAccountOf(source.enterprise)?.id === payment.accountId &&
      leaves <= ownOrder &&
      leaves <= total;
    if (!sound)
      throw new DomainError('payouts.batch_stale', {
        enterprise: payment.enterprise.displayName,
        reference: payment.endToEndId,
      });
  }
}

async function book(tx: Tx, transfer: Decidable): Promise<void> {
  const owed = owedBy(transfer);
  const { enterprise, cause } = sourceOf(transfer);
  await bookSent(tx, transfer, {
    owed,
    of: cause,
    payee: enterprise,
    through: { kind: 'payouts_in_transit', currency: owed.currency },
    cause: `transfer:${transfer.id}`,
  });
}

function painPayment({ account, amountMinor, enterprise, ...payment }: Exported): PainPayment {
  const amount = money(amountMinor, payment.currency);
  const sepa = amount.currency === 'EUR' && inSepa(account.iban);
  return {
    endToEndId: payment.endToEndId,
    amount,
    sepa,
    to: {
      // A Chinese bank compares the holder's name character by character.
      name: account.cnapsCode
        ? account.holderName.slice(0, 140)
        : sepaText(account.holderName, enterprise.sourceLocale, sepa ? 70 : 140),
      country: account.bankCountry,
      iban: account.iban,
      accountNumber: account.accountNumber,
      cnapsCode: account.cnapsCode,
      bic: account.bic,
    },
    remittance: sepaText(`Ambersilk ${payment.endToEndId} ${enterprise.legalNameLatin}`, 'en', 140),
  };
}

/**
 * Makes the file of a batch that two people have approved, and books that its money is on the way. Throws `payouts.two_needed`,
 * `payouts.no_debtor`, and `payouts.batch_stale` with the payment that must be taken out first.
 */
export async function exportBatch(actor: Actor, { batchId }: z.output<typeof exportBatchSchema>): Promise<void> {
  authorize(actor, 'payout.operate');
  await transaction(async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if ((await tx.payoutApproval.count({ where: { batchId } })) < 2) throw new DomainError('payouts.two_needed');
    const debtor = await platformAccount(tx);
    if (!debtor) throw new DomainError('payouts.no_debtor');
    const payments = await tx.bankPayment.findMany({
      where: { batchId, status: 'proposed' },
      include: exported,
      orderBy: { endToEndId: 'asc' },
    });
    for (const payment of payments) {
      await requireSound(tx, payment);
      for (const transfer of payment.transfers) await book(tx, transfer);
    }
    const [first, ...rest] = payments.map(painPayment);
    if (!first) throw new DomainError('payouts.nothing_due', { currency: batch.currency });
    // Approvals may have taken days: a bank executes nothing in the past.
    const executeOn = new Date(Math.max(batch.executeOn.getTime(), workingDays(now(), 1).getTime()));
    const file = painFile({
      messageId: batch.number,
      createdAt: now(),
      executeOn,
      debtor: { ...debtor, name: sepaText(debtor.name, 'en', 70) },
      payments: [first, ...rest],
    });
    await tx.transfer.updateMany({
      where: { bankPayment: { batchId }, status: 'batched' },
      data: { status: 'in_transit' },
    });
    await tx.bankPayment.updateMany({ where: { batchId, status: 'proposed' }, data: { status: 'sent' } });
    await tx.payoutBatch.update({ where: { id: batchId }, data: { status: 'exported', exportedAt: now(), file } });
    await audit(tx, actor, {
      action: 'payout_batch.exported',
      subjectType: 'payout_batch',
      subjectId: batchId,
      data: { number: batch.number, payments: payments.length },
    });
  });
}

/** The file of an exported batch, byte for byte as it was made. Throws `payouts.batch_gone`. */
export async function batchFile(actor: Actor, batchId: string): Promise<{ name: string; content: string }> {
  authorize(actor, 'payout.operate');
  const batch = await prisma().payoutBatch.findUnique({ where: { id: batchId } });
  if (!batch?.file) throw new DomainError('payouts.batch_gone');
  return { name: `${batch.number}.xml`, content: batch.file };
}

const listed = {
  approvals: { orderBy: { seat: 'asc' } },
  payments: {
    include: { enterprise: true, account: true, _count: { select: { transfers: true } } },
    orderBy: { endToEndId: 'asc' },
  },
} as const satisfies Prisma.PayoutBatchInclude;
export type BatchView = Prisma.PayoutBatchGetPayload<{ include: typeof listed }>;

/** A batch with its payments and who approved it. Throws `payouts.batch_gone`. */
export async function readBatch(actor: Actor, batchId: string) {
  authorize(actor, 'payout.operate');
  const batch = await prisma().payoutBatch.findUnique({ where: { id: batchId }, include: listed });
  if (!batch) throw new DomainError('payouts.batch_gone');
  const people = await prisma().user.findMany({
    where: {
      id: { in: [...batch.approvals.map((each) => each.userId), ...(batch.createdById ? [batch.createdById] : [])] },
    },
    select: { id: true, name: true },
  });
  return { batch, names: new Map(people.map((each) => [each.id, each.name])), own: actorId(actor) };
}

/** The latest batches: those that wait first. */
export async function batches(actor: Actor) {
  authorize(actor, 'payout.operate');
  const [open, done] = await Promise.all([
    prisma().payoutBatch.findMany({
      where: { status: 'proposed' },
      include: listed,
      orderBy: { createdAt: 'asc' },
      take: 20,
    }),
    prisma().payoutBatch.findMany({
      where: { status: { not: 'proposed' } },
      include: listed,
      orderBy: { createdAt: 'desc' },
      take: 12,
    }),
  ]);
  return [...open, ...done];
}

export interface DueRow {
  readonly enterpriseId: string;
  readonly displayName: string;
  readonly sourceLocale: string;
  readonly slug: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly count: number;
  /** Null: it may leave with the next batch. */
  readonly hold: Hold | null;
  readonly oldest: Date;
}

/** What is due by the bank, by enterprise, currency and what holds it. */
export async function dueByBank(actor: Actor): Promise<DueRow[]> {
  authorize(actor, 'payout.operate');
  const rows = await prisma().$queryRaw<DueRow[]>`
    select e.id as "enterpriseId", e.display_name as "displayName", e.source_locale as "sourceLocale", e.slug, t.currency,
      sum(t.amount_minor)::bigint as "amountMinor", count(*)::int as count, t.hold, min(t.created_at) as oldest
    from transfer t left join seller_order s on s.id = t.seller_order_id left join licence_share l on l.id = t.licence_share_id
    left join translation_job j on j.id = t.translation_job_id
    join enterprise e on e.id = coalesce(s.enterprise_id, l.enterprise_id, j.translator_id)
    where t.rail = 'bank_transfer' and t.status in ('due', 'failed')
    group by e.id, t.currency, t.hold order by t.currency, t.hold nulls first, "amountMinor" desc limit 200`;
  return rows.map((row) => ({ ...row, currency: currency(row.currency) }));
}
