import { isoDay } from '#lib/core/clock.ts';
import type { Rates } from '#lib/exchange/index.ts';
import type { InvoiceData } from './data.ts';
import { inEuro } from './sold.ts';

/** What went back to the buyer of a seller order: by a refund, or because a bank decided for them. */
export interface GivenBack {
  readonly lines: readonly {
    readonly orderLineId: string;
    /** 0: a part of the price. */
    readonly quantity: number;
    readonly amountMinor: bigint;
    readonly taxMinor: bigint;
  }[];
  readonly shippingMinor: bigint;
  readonly shippingTaxMinor: bigint;
  readonly settledAt: Date | null;
  readonly reason: string;
  readonly note: string;
}

/** What a credit note says: the parts of an invoice that went back, as positive amounts. */
export function creditOf(
  invoice: InvoiceData,
  number: string,
  given: GivenBack,
  rates: Rates | null,
  issuedOn: Date,
): InvoiceData {
  const lines = given.lines.flatMap((back) => {
    const line = invoice.lines.find((each) => each.id === back.orderLineId);
    if (!line || back.amountMinor === 0n) return [];
    const quantity = Math.max(1, back.quantity);
    return [
      { ...line, quantity, unit: back.amountMinor / BigInt(quantity), gross: back.amountMinor, tax: back.taxMinor },
    ];
  });
  const delivery =
    given.shippingMinor > 0n && invoice.delivery
      ? { ...invoice.delivery, gross: given.shippingMinor, tax: given.shippingTaxMinor }
      : null;
  const parts = { lines, delivery, currency: invoice.currency };
  return {
    ...invoice,
    kind: 'credit_note',
    issuedOn: isoDay(issuedOn),
    taxOn: isoDay(given.settledAt ?? issuedOn),
    ...parts,
    euro: inEuro(parts, rates),
    corrects: { number, issuedOn: invoice.issuedOn },
    reason: { code: given.reason, note: given.note },
  };
}
