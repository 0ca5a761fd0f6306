import { limits } from '#lib/core/limits.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { issueDueCreditNote, issueDueInvoice, issueDueInvoiceAgain, issueEach } from '#lib/invoicing/index.ts';
import { livingLicence } from './licence.ts';
import { tellOfMoney } from './money-mail.ts';
import { askedOf } from './schedule.ts';

/** A due was paid and booked: its invoice is issued, and both sides are told with its number. Called by the job. */
export async function paperOfDue(dueId: string): Promise<void> {
  const { number } = await issueDueInvoice(dueId);
  await transaction(async (tx) => {
    const due = await tx.licenceDue.findUniqueOrThrow({
      where: { id: dueId },
      include: { licence: { include: livingLicence } },
    });
    const { totalMinor } = askedOf(due, due.taxMinor);
    await tellOfMoney(tx, due.licence, due, 'paid', { once: dueId, amountMinor: totalMinor, paper: number });
  });
}

/** Something of a due went back: its credit note is issued, and both sides are told with its number. Called by the job. */
export async function paperOfReturn(returnId: string): Promise<void> {
  const paper = await issueDueCreditNote(returnId);
  await transaction(async (tx) => {
    const back = await tx.dueReturn.findUniqueOrThrow({
      where: { id: returnId },
      include: { refund: true, due: { include: { licence: { include: livingLicence } } } },
    });
    await tellOfMoney(tx, back.due.licence, back.due, back.refund ? 'refunded' : 'dispute_lost', {
      once: returnId,
      amountMinor: back.netMinor + back.taxMinor - back.withholdingMinor,
      paper: paper?.number ?? '',
      reason: back.refund?.note ?? '',
    });
  });
}

/** Issues what a lost job left out; one that cannot be issued holds up no other. Called by the clock. */
export async function catchUpDuePapers(): Promise<void> {
  const dues = await prisma().$queryRaw<{ id: string }[]>`
    select d.id from licence_due d join ledger_transaction t on t.cause = 'due:' || d.id || ':paid'
    where d.paid_at is not null and not exists (select from invoice i where i.licence_due_id = d.id and i.kind = 'invoice')
    order by t.posted_at, d.id limit ${limits.page}`;
  await issueEach(dues, paperOfDue);
  const returns = await prisma().dueReturn.findMany({
    where: {
      undoneAt: null,
      creditNote: null,
      OR: [{ disputeId: { not: null } }, { refund: { status: 'succeeded' } }],
    },
    orderBy: { id: 'asc' },
    take: limits.page,
    select: { id: true },
  });
  await issueEach(returns, paperOfReturn);
  const undone = await prisma().dueReturn.findMany({
    where: { undoneAt: { not: null }, creditNote: { corrections: { none: {} } } },
    orderBy: { id: 'asc' },
    take: limits.page,
    select: { id: true },
  });
  await issueEach(undone, issueDueInvoiceAgain);
}
