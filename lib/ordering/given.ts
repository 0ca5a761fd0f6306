import type { Tx } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import { givenBack } from './refund.ts';
import type { Some, WorkedOrder } from './seller-order.ts';

/**
 * A part that cost its buyer nothing because the platform gave all of it: what the platform owes the seller for pieces that are cancelled
 * is owed no longer. Nothing goes back to anybody, so there is no refund; the last pieces take what is left.
 */
export async function undoGiven(
  tx: Tx,
  sellerOrder: WorkedOrder,
  some: readonly Some[],
  whole: boolean,
  cause: string,
): Promise<void> {
  const left = sellerOrder.commissionMinor - sellerOrder.refundedCommissionMinor;
  if (sellerOrder.totalMinor !== 0n || left === 0n) return;
  const worth = (pieces: readonly { unit: bigint; quantity: number }[]) =>
    pieces.reduce((sum, { unit, quantity }) => sum + unit * BigInt(quantity), 0n);
  const all = worth(sellerOrder.lines.map((line) => ({ unit: line.unitPriceMinor, quantity: line.quantity })));
  const gone = worth(some.map(({ line, quantity }) => ({ unit: line.unitPriceMinor, quantity })));
  const commission = whole || all === 0n ? left : (sellerOrder.commissionMinor * gone) / all;
  if (commission === 0n) return;
  await tx.sellerOrder.update({
    where: { id: sellerOrder.id },
    data: { refundedCommissionMinor: { increment: commission } },
  });
  const parts = { share: -commission, tax: 0n, commission, lines: [] };
  await post(tx, {
    cause,
    kind: 'sale_cancelled',
    orderId: sellerOrder.orderId,
    entries: givenBack(sellerOrder, parts),
  });
}
