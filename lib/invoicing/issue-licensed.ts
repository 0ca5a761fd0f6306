import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Invoice } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { ratesOn } from '#lib/exchange/index.ts';
import { platformCompany } from './company.ts';
import { invoiceDataSchema } from './data.ts';
import { keep, once } from './issue.ts';
import { creditOfReturn, invoiceOfDue, readLicensed } from './licensed.ts';

/** Issues the invoice of a licence's due that was paid, once. Throws `invoicing.not_paid`. */
export async function issueDueInvoice(dueId: string): Promise<Invoice> {
  return once(
    () => prisma().invoice.findFirst({ where: { licenceDueId: dueId, kind: 'invoice', correctsId: null } }),
    async () => {
      const sold = await readLicensed(dueId);
      if (!sold) throw new DomainError('invoicing.not_paid');
      const [company, rates] = await Promise.all([platformCompany(), ratesOn(isoDay(sold.bookedOn))]);
      return keep(invoiceOfDue(sold, company, rates, now()), { licenceDueId: dueId });
    },
  );
}

/** Issues the credit note of what went back of a due, once; first the invoice, should it be missing. Null while nothing has gone back. */
export async function issueDueCreditNote(returnId: string): Promise<Invoice | null> {
  const back = await prisma().dueReturn.findUniqueOrThrow({ where: { id: returnId }, include: { refund: true } });
  if (back.undoneAt || (back.refund && back.refund.status !== 'succeeded')) return null;
  return once(
    () => prisma().invoice.findUnique({ where: { dueReturnId: returnId } }),
    async () => {
      const invoice = await issueDueInvoice(back.dueId);
      const rates = await ratesOn(isoDay(back.createdAt));
      const reason = back.refund ? { code: back.refund.reason, note: back.refund.note } : { code: 'dispute', note: '' };
      const data = creditOfReturn(invoiceDataSchema.parse(invoice.data), invoice.number, back, {
        rates,
        issuedOn: now(),
        reason,
      });
      const links = { licenceDueId: back.dueId, dueReturnId: returnId, correctsId: invoice.id };
      return keep(data, links);
    },
  );
}
