import { isoDay, now } from '#lib/core/clock.ts';
import type { Invoice } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { ratesOn } from '#lib/exchange/index.ts';
import { invoiceDataSchema } from './data.ts';
import { keep, type Links, once } from './issue.ts';
import { inEuro } from './sold.ts';

/** Takes a credit note back by an invoice of the same parts, once. `on`: when its tax was owed again. */
async function takeBack(creditNote: Invoice, of: Links, on: Date): Promise<Invoice> {
  const correctsId = creditNote.id;
  return once(
    () => prisma().invoice.findFirst({ where: { correctsId, kind: 'invoice' } }),
    async () => {
      const credited = invoiceDataSchema.parse(creditNote.data);
      const taxOn = isoDay(on);
      const data = {
        ...credited,
        kind: 'invoice' as const,
        issuedOn: isoDay(now()),
        taxOn,
        euro: inEuro(credited, await ratesOn(taxOn)),
        corrects: { number: creditNote.number, issuedOn: credited.issuedOn },
        reason: { code: 'came_back', note: '' },
      };
      return keep(data, { ...of, correctsId });
    },
  );
}

/** A refund that had been credited came back from the bank: its tax is owed again, and is invoiced. Null where nothing was credited. */
export async function issueInvoiceAgain(refundId: string): Promise<Invoice | null> {
  const { status, settledAt, creditNote } = await prisma().refund.findUniqueOrThrow({
    where: { id: refundId },
    include: { creditNote: true },
  });
  if (status !== 'failed' || !creditNote?.sellerOrderId) return null;
  return takeBack(creditNote, { sellerOrderId: creditNote.sellerOrderId }, settledAt ?? now());
}

/** What had gone back of a licence's due, and was credited, is paid after all. Null where nothing was credited. */
export async function issueDueInvoiceAgain(returnId: string): Promise<Invoice | null> {
  const { dueId, undoneAt, creditNote } = await prisma().dueReturn.findUniqueOrThrow({
    where: { id: returnId },
    include: { creditNote: true },
  });
  return undoneAt && creditNote ? takeBack(creditNote, { licenceDueId: dueId }, undoneAt) : null;
}
