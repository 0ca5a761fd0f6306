import { isoDay } from '#lib/core/clock.ts';
import type { DueReturn, LicenceDue, Prisma } from '#lib/db/generated/client.ts';
import { transaction } from '#lib/db/index.ts';
import type { Rates } from '#lib/exchange/index.ts';
import { fieldText, type Locale, locale, translator, withTranslations } from '#lib/languages/index.ts';
import { collects } from './amounts.ts';
import { businessBuyer, emailOf, type Invoiced, type Named } from './business.ts';
import type { Company } from './company.ts';
import type { InvoiceData } from './data.ts';
import { inEuro } from './sold.ts';

const dueInclude = {
  statement: { select: { period: true } },
  payments: { where: { status: 'succeeded' }, select: { paymentIntentId: true, method: true } },
  licence: {
    include: {
      deal: {
        include: {
          holder: true,
          licensee: { include: { taxDetails: true } },
          works: { include: { work: { include: { text: withTranslations } } }, orderBy: { workId: 'asc' } },
        },
      },
    },
  },
} as const satisfies Prisma.LicenceDueInclude;

/** What of a licence's due that was paid an invoice is made from. */
export interface Licensed {
  readonly due: Pick<
    LicenceDue,
    'id' | 'amountMinor' | 'taxMinor' | 'taxRule' | 'taxRate' | 'withholdingMinor' | 'currency'
  >;
  /** When it was booked: by the ledger's day the tax is declared, so that both always say the same. */
  readonly bookedOn: Date;
  readonly number: string;
  /** What was paid for, in the licensee's words and in the holder's. */
  readonly what: { readonly buyer: string; readonly seller: string };
  readonly payment: InvoiceData['payment'];
  readonly holder: Named;
  readonly licensee: Invoiced;
}

/** Reads a due that was paid; null before. */
export async function readLicensed(dueId: string): Promise<Licensed | null> {
  return transaction(async (tx) => {
    const due = await tx.licenceDue.findUniqueOrThrow({ where: { id: dueId }, include: dueInclude });
    const booked = await tx.ledgerTransaction.findUnique({ where: { cause: `due:${dueId}:paid` } });
    if (!due.paidAt || !booked) return null;
    const { deal, number } = due.licence;
    const [payment] = due.payments;
    return {
      due,
      bookedOn: booked.postedAt,
      number,
      what: {
        buyer: await whatOf(due, locale(deal.licensee.sourceLocale)),
        seller: await whatOf(due, locale(deal.holder.sourceLocale)),
      },
      payment: { reference: payment?.paymentIntentId ?? number, method: payment?.method ?? null },
      holder: deal.holder,
      licensee: { ...deal.licensee, email: await emailOf(tx, deal.licenseeId) },
    };
  });
}

type ReadDue = Prisma.LicenceDueGetPayload<{ include: typeof dueInclude }>;

/** The kind of payment and the works, as a reader calls them. */
async function whatOf({ kind, statement, licence }: ReadDue, reader: Locale): Promise<string> {
  const t = await translator(reader, 'licensing');
  const titles = licence.deal.works.map(({ work }) => fieldText(work.text, 'title', reader));
  const named = { kind: t(`due_kind.${kind}`), title: titles.join(' · ') };
  return statement ? t('paper_item_period', { ...named, period: statement.period }) : t('paper_item', named);
}

/** What the invoice of a licence's due says. `rates` are those of the day it was booked. */
export function invoiceOfDue(sold: Licensed, company: Company, rates: Rates | null, issuedOn: Date): InvoiceData {
  const { due, holder, licensee } = sold;
  const gross = due.amountMinor + due.taxMinor;
  const line = {
    id: due.id,
    title: sold.what.buyer,
    titleForSeller: sold.what.seller,
    kind: 'licence',
    quantity: 1,
    unit: gross,
    gross,
    tax: due.taxMinor,
    rate: collects(due.taxRule) ? due.taxRate : 0,
    rule: due.taxRule,
    country: licensee.country,
    hsCode: null,
    origin: null,
    weightGrams: null,
  };
  const parts = { lines: [line], delivery: null, currency: due.currency };
  return {
    version: 1,
    kind: 'invoice',
    languages: [...new Set([locale(licensee.sourceLocale), locale(holder.sourceLocale)])],
    issuedOn: isoDay(issuedOn),
    taxOn: isoDay(sold.bookedOn),
    deliveredOn: null,
    orderNumber: sold.number,
    sellerOrderNumber: sold.number,
    payment: sold.payment,
    company,
    maker: {
      name: holder.displayName,
      legalName: holder.legalName,
      country: holder.country,
      registrationNumber: holder.registrationNumber,
      vatNumber: holder.vatNumber,
    },
    buyer: businessBuyer(licensee),
    ...parts,
    euro: inEuro(parts, rates),
    corrects: null,
    reason: null,
    licence: { withheld: due.withholdingMinor },
  };
}

/** What the credit note says of what went back of a due. */
export function creditOfReturn(
  invoice: InvoiceData,
  number: string,
  back: Pick<DueReturn, 'netMinor' | 'taxMinor' | 'withholdingMinor' | 'createdAt'>,
  { rates, issuedOn, reason }: { rates: Rates | null; issuedOn: Date; reason: InvoiceData['reason'] },
): InvoiceData {
  const gross = back.netMinor + back.taxMinor;
  const lines = invoice.lines.slice(0, 1).map((line) => ({ ...line, unit: gross, gross, tax: back.taxMinor }));
  const parts = { lines, delivery: null, currency: invoice.currency };
  return {
    ...invoice,
    kind: 'credit_note',
    issuedOn: isoDay(issuedOn),
    taxOn: isoDay(back.createdAt),
    ...parts,
    euro: inEuro(parts, rates),
    corrects: { number, issuedOn: invoice.issuedOn },
    reason,
    licence: { withheld: back.withholdingMinor },
  };
}
