import { config } from '#lib/core/config.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { issueEach, issueTranslationCreditNote, issueTranslationInvoice } from '#lib/invoicing/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { moneyPeople } from './events.ts';

/** An order was paid and booked: its invoice is issued, and the customer is told with its number. Called by the job. */
export async function paperOfOrder(orderId: string): Promise<void> {
  const paper = await issueTranslationInvoice(orderId);
  await transaction(async (tx) => {
    const order = await tx.translationOrder.findUniqueOrThrow({
      where: { id: orderId },
      include: { jobs: { orderBy: [{ createdAt: 'asc' }, { toLocale: 'asc' }], take: 1, select: { number: true } } },
    });
    const job = order.jobs[0]?.number ?? '';
    await tellCustomer(tx, order.enterpriseId, { event: 'paid', number: order.number, job, paper });
  });
}

/** Something of a job went back, or is owed back: its credit note is issued; once it went back, the customer is told. Called by the job. */
export async function paperOfRefund(refundId: string): Promise<void> {
  const paper = await issueTranslationCreditNote(refundId);
  if (!paper) return;
  await transaction(async (tx) => {
    const { status, job } = await tx.translationRefund.findUniqueOrThrow({
      where: { id: refundId },
      include: { job: { select: { number: true, enterpriseId: true } } },
    });
    if (status === 'succeeded')
      await tellCustomer(tx, job.enterpriseId, { event: 'refunded', number: job.number, job: job.number, paper });
  });
}

interface News {
  readonly event: 'paid' | 'refunded';
  /** Of the order that was paid, of the job whose money went back. */
  readonly number: string;
  /** The job whose page says it. */
  readonly job: string;
  readonly paper: { readonly number: string; readonly totalMinor: bigint; readonly currency: string };
}

/** Mails those of the customer's people who may read its papers; the same paper once. */
async function tellCustomer(tx: Tx, enterpriseId: string, { event, number, job, paper }: News): Promise<void> {
  for (const { id, email, reader } of await moneyPeople(tx, enterpriseId))
    await queueMail(tx, {
      cause: `translation:paper:${paper.number}:${id}`,
      template: 'translation_money',
      recipient: email,
      locale: reader,
      params: {
        event,
        number,
        amount: formatMoney(money(paper.totalMinor, paper.currency), reader),
        paper: paper.number,
        link: `${config().SITE_URL}/${reader}/translate/jobs/${job}#money`,
      },
    });
}

/** Issues what a lost job left out; one that cannot be issued holds up no other. Called by the clock. */
export async function catchUpTranslationPapers(): Promise<void> {
  const orders = await prisma().translationOrder.findMany({
    where: { status: 'paid', invoices: { none: { kind: 'invoice' } } },
    orderBy: [{ paidAt: 'asc' }, { id: 'asc' }],
    take: limits.page,
    select: { id: true },
  });
  await issueEach(orders, paperOfOrder);
  const refunds = await prisma().translationRefund.findMany({
    where: { status: { in: ['succeeded', 'failed'] }, creditNote: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limits.page,
    select: { id: true },
  });
  await issueEach(refunds, paperOfRefund);
}
