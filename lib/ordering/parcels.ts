import { currency } from '#lib/core/currency.ts';
import { money, split } from '#lib/core/money.ts';
import type { OrderLine, SellerOrder, Shipment, ShipmentLine } from '#lib/db/generated/client.ts';
import { toSend } from './fulfil.ts';

/** So many pieces of a line. */
export interface Packed<Line> {
  readonly line: Line;
  readonly quantity: number;
  /** What was paid for them, without tax, in minor units of the order's currency. */
  readonly valueMinor: bigint;
  readonly grams: number;
}

export interface PackedParcel<Line, Sent> {
  /** Null: it is still to be sent. */
  readonly shipment: Sent | null;
  readonly goods: readonly Packed<Line>[];
}

interface Part<Line, Sent> extends Pick<SellerOrder, 'status' | 'currency'> {
  readonly lines: readonly Line[];
  readonly shipments: readonly Sent[];
}

/**
 * What is in each parcel of an enterprise's part of an order, in the order in which they were sent, and last what is still to be sent, if
 * anything is. What was cancelled is in none. Every piece of a line has its price to the minor unit and parcels take pieces one after the
 * other, so that their values add up to the line's, and a parcel's stays the same whatever becomes of the rest.
 */
export function parcelsOf<Line extends OrderLine, Sent extends Shipment & { readonly lines: readonly ShipmentLine[] }>({
  status,
  currency: code,
  lines,
  shipments,
}: Part<Line, Sent>): PackedParcel<Line, Sent>[] {
  const stacks = lines
    .filter(({ kind }) => kind === 'physical')
    .map((line) => ({
      line,
      prices: split(money(line.totalMinor - line.taxMinor, currency(code)), Array<bigint>(line.quantity).fill(1n)),
    }));
  const take = (quantityOf: (line: Line) => number) =>
    stacks.flatMap(({ line, prices }): Packed<Line>[] => {
      const taken = prices.splice(0, quantityOf(line));
      if (taken.length === 0) return [];
      return [
        {
          line,
          quantity: taken.length,
          valueMinor: taken.reduce((sum, { minor }) => sum + minor, 0n),
          grams: (line.weightGrams ?? 0) * taken.length,
        },
      ];
    });
  const sent = [...shipments]
    .sort((a, b) => a.shippedAt.getTime() - b.shippedAt.getTime() || (a.id < b.id ? -1 : 1))
    .map((shipment) => ({
      shipment,
      goods: take((line) => shipment.lines.find(({ orderLineId }) => orderLineId === line.id)?.quantity ?? 0),
    }));
  const waits = status === 'paid' || status === 'accepted';
  return [...sent, { shipment: null, goods: waits ? take(toSend) : [] }].filter(({ goods }) => goods.length > 0);
}
