import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { prisma } from '#lib/db/index.ts';
import { issueCreditNote, issueInvoice, issueLossCreditNote } from './issue.ts';
import { issueInvoiceAgain } from './issue-again.ts';

/** Issues the papers that are missing, the oldest first; one that cannot be issued does not hold up the others. */
export async function issueEach(
  missing: readonly { readonly id: string }[],
  issue: (id: string) => Promise<unknown>,
): Promise<void> {
  for (const { id } of missing)
    await issue(id).catch((error: unknown) => log.error({ err: error, id }, 'a paper could not be issued'));
}

/** Issues what a lost job left out: paid parts without an invoice, and what went back, or came back after all, without its paper. */
export async function catchUpInvoices(): Promise<void> {
  const oldest = { orderBy: { createdAt: 'asc' }, take: limits.page, select: { id: true } } as const;
  const parts = await prisma().sellerOrder.findMany({
    where: { order: { paidAt: { not: null } }, invoices: { none: { kind: 'invoice' } } },
    ...oldest,
  });
  await issueEach(parts, issueInvoice);
  const ofOrders = { sellerOrderId: { not: null } };
  const refunds = await prisma().refund.findMany({
    where: { status: 'succeeded', creditNote: null, ...ofOrders },
    ...oldest,
  });
  await issueEach(refunds, issueCreditNote);
  const losses = await prisma().disputeLoss.findMany({
    where: { creditNote: null },
    ...oldest,
  });
  await issueEach(losses, issueLossCreditNote);
  const cameBack = await prisma().refund.findMany({
    where: { status: 'failed', creditNote: { corrections: { none: {} } }, ...ofOrders },
    ...oldest,
  });
  await issueEach(cameBack, issueInvoiceAgain);
}
