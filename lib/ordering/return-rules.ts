import { day } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import type { ListingKind, ReturnStatus } from '#lib/db/generated/client.ts';

interface Parcel {
  readonly deliveredAt: Date | null;
}

/**
 * Until when things may be given back: two weeks after the last parcel has come (Directive 2011/83/EU, art. 9(2)(b)(i)). Null where
 * nothing has arrived yet.
 */
export function returnUntil({ shipments }: { readonly shipments: readonly Parcel[] }): Date | null {
  const arrived = shipments.flatMap(({ deliveredAt }) => (deliveredAt ? [deliveredAt.getTime()] : []));
  return arrived.length > 0 ? new Date(Math.max(...arrived) + limits.withdrawalDays * day) : null;
}

interface Piece {
  readonly id: string;
  readonly kind: ListingKind;
  readonly sentQuantity: number;
  readonly returnedQuantity: number;
}

interface Earlier {
  readonly status: ReturnStatus;
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
}

const running: readonly ReturnStatus[] = ['asked', 'offered', 'accepted', 'sent'];

/**
 * How many pieces of a line can still be given back: goods that were sent, less what came back and what another return speaks of. Files,
 * films and tickets for a date are not taken back (art. 16), nor is work made to order.
 */
export function returnable(line: Piece, earlier: readonly Earlier[]): number {
  if (line.kind !== 'physical') return 0;
  const spoken = earlier
    .filter(({ status }) => running.includes(status))
    .flatMap(({ lines }) => lines)
    .filter(({ orderLineId }) => orderLineId === line.id)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return Math.max(0, line.sentQuantity - line.returnedQuantity - spoken);
}
