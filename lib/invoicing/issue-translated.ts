import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Invoice } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { ratesOn } from '#lib/exchange/index.ts';
import { platformCompany } from './company.ts';
import { invoiceDataSchema } from './data.ts';
import { keep, once } from './issue.ts';
import { creditOfTranslation, invoiceOfTranslation, readTranslated, readTranslationBack } from './translated.ts';

/** Issues the invoice of an order of translations that was paid, once. Throws `invoicing.not_paid`. */
export async function issueTranslationInvoice(translationOrderId: string): Promise<Invoice> {
  return once(
    () => prisma().invoice.findFirst({ where: { translationOrderId, kind: 'invoice', correctsId: null } }),
    async () => {
      const sold = await readTranslated(translationOrderId);
      if (!sold) throw new DomainError('invoicing.not_paid');
      const [company, rates] = await Promise.all([platformCompany(), ratesOn(isoDay(sold.bookedOn))]);
      const data = invoiceOfTranslation(sold, company, rates, now());
      return keep(data, { translationOrderId });
    },
  );
}

/** Issues the credit note of what went back of a job, once; first the invoice, should it be missing. Null while it is on its way. */
export async function issueTranslationCreditNote(translationRefundId: string): Promise<Invoice | null> {
  const back = await readTranslationBack(translationRefundId);
  if (!back) return null;
  return once(
    () => prisma().invoice.findUnique({ where: { translationRefundId } }),
    async () => {
      const invoice = await issueTranslationInvoice(back.orderId);
      const rates = await ratesOn(isoDay(back.bookedOn));
      const data = creditOfTranslation(invoiceDataSchema.parse(invoice.data), invoice.number, back, {
        rates,
        issuedOn: now(),
        reason: { code: back.why, note: '' },
      });
      const links = { translationOrderId: back.orderId, translationRefundId, correctsId: invoice.id };
      return keep(data, links);
    },
  );
}
