import { isoDay, now } from '#lib/core/clock.ts';
import type { Invoice } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { ratesOn } from '#lib/exchange/index.ts';
import { invoiceDataSchema } from './data.ts';
import { keep, once } from './issue.ts';
import { inEuro } from './sold.ts';

/**
 * A refund that had been credited came back from the bank: its tax is owed again, and an invoice of the same parts takes the credit note
 * back, once. Null where nothing was credited.
 */
export async function issueInvoiceAgain(refundId: string): Promise<Invoice | null> {
  const { status, settledAt, creditNote } = await prisma().refund.findUniqueOrThrow({
    where: { id: refundId },
    include: { creditNote: true },
  });
  if (status !== 'failed' || !creditNote?.sellerOrderId) return null;
  const { id: correctsId, sellerOrderId, number } = creditNote;
  return once(
    () => prisma().invoice.findFirst({ where: { correctsId, kind: 'invoice' } }),
    async () => {
      const credited = invoiceDataSchema.parse(creditNote.data);
      const taxOn = isoDay(settledAt ?? now());
      const data = {
        ...credited,
        kind: 'invoice' as const,
        issuedOn: isoDay(now()),
        taxOn,
        euro: inEuro(credited, await ratesOn(taxOn)),
        corrects: { number, issuedOn: credited.issuedOn },
        reason: { code: 'came_back', note: '' },
      };
      return transaction((tx) => keep(tx, data, { sellerOrderId, correctsId }));
    },
  );
}
