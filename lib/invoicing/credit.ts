import { isoDay } from '#lib/core/clock.ts';
import type { Refund, RefundLine } from '#lib/db/generated/client.ts';
import type { Rates } from '#lib/exchange/index.ts';
import type { InvoiceData } from './data.ts';
import { inEuro } from './sold.ts';

export type WholeRefund = Refund & { readonly lines: readonly RefundLine[] };

/** What a credit note says: the parts of an invoice that a refund gives back, as positive amounts. */
export function creditOf(
  invoice: InvoiceData,
  number: string,
  refund: WholeRefund,
  rates: Rates | null,
  issuedOn: Date,
): InvoiceData {
  const lines = refund.lines.flatMap((back) => {
    const line = invoice.lines.find((each) => each.id === back.orderLineId);
    if (!line || back.amountMinor === 0n) return [];
    const quantity = Math.max(1, back.quantity);
    return [
      { ...line, quantity, unit: back.amountMinor / BigInt(quantity), gross: back.amountMinor, tax: back.taxMinor },
    ];
  });
  const delivery =
    refund.shippingMinor > 0n && invoice.delivery
      ? { ...invoice.delivery, gross: refund.shippingMinor, tax: refund.shippingTaxMinor }
      : null;
  const parts = { lines, delivery, currency: invoice.currency };
  return {
    ...invoice,
    kind: 'credit_note',
    issuedOn: isoDay(issuedOn),
    taxOn: isoDay(refund.settledAt ?? issuedOn),
    ...parts,
    euro: inEuro(parts, rates),
    corrects: { number, issuedOn: invoice.issuedOn },
    reason: { code: refund.reason, note: refund.note },
  };
}
