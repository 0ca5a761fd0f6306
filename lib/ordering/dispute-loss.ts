import { now } from '#lib/core/clock.ts';
import type { Dispute } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import type { RefundParts } from './refund-split.ts';
import type { WorkedOrder } from './seller-order.ts';

/** Keeps what a bank's decision took of a part, once, and announces it: the tax in it is owed no more, and a credit note says so. */
export async function keepLoss(tx: Tx, dispute: Dispute, sellerOrder: WorkedOrder, parts: RefundParts): Promise<void> {
  const loss = await tx.disputeLoss.create({
    data: {
      disputeId: dispute.id,
      sellerOrderId: sellerOrder.id,
      amountMinor: parts.amount,
      taxMinor: parts.tax,
      shareMinor: parts.share,
      shippingMinor: parts.shipping,
      shippingTaxMinor: parts.shippingTax,
      createdAt: now(),
      lines: {
        create: parts.lines.map(({ id, amount, tax }) => ({ orderLineId: id, amountMinor: amount, taxMinor: tax })),
      },
    },
  });
  await announce(tx, 'dispute.lost', { lossId: loss.id });
}
