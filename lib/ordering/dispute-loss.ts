import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import type { RefundParts } from './refund-split.ts';
import { lockSellerOrder, type WorkedOrder } from './seller-order.ts';

/** Keeps what a bank's decision took of a part, once, and announces it: the tax in it is owed no more, and a credit note says so. */
export async function keepLoss(
  tx: Tx,
  dispute: { readonly id: string },
  sellerOrder: Pick<WorkedOrder, 'id'>,
  parts: Omit<RefundParts, 'commission'>,
  at = now(),
): Promise<void> {
  const loss = await tx.disputeLoss.create({
    data: {
      disputeId: dispute.id,
      sellerOrderId: sellerOrder.id,
      amountMinor: parts.amount,
      taxMinor: parts.tax,
      shareMinor: parts.share,
      shippingMinor: parts.shipping,
      shippingTaxMinor: parts.shippingTax,
      createdAt: at,
      lines: {
        create: parts.lines.map(({ id, amount, tax }) => ({ orderLineId: id, amountMinor: amount, taxMinor: tax })),
      },
    },
  });
  await announce(tx, 'dispute.lost', { lossId: loss.id });
}

type Given = {
  readonly amountMinor: bigint;
  readonly taxMinor: bigint;
  readonly shareMinor: bigint;
  readonly shippingMinor: bigint;
  readonly shippingTaxMinor: bigint;
  readonly lines: readonly { readonly orderLineId: string; readonly amountMinor: bigint; readonly taxMinor: bigint }[];
};

/** What was taken of a part and is neither a refund's nor another loss's. */
function unexplained(sellerOrder: WorkedOrder, given: readonly Given[]): Omit<RefundParts, 'commission'> {
  const less = (taken: bigint, of: (each: Given) => bigint) => given.reduce((left, each) => left - of(each), taken);
  const earned = sellerOrder.refundedMinor - sellerOrder.refundedTaxMinor - sellerOrder.refundedCommissionMinor;
  const ofLine = (each: Given, id: string) => each.lines.filter(({ orderLineId }) => orderLineId === id);
  const sum = (lines: Given['lines'], of: 'amountMinor' | 'taxMinor') =>
    lines.reduce((all, line) => all + line[of], 0n);
  return {
    amount: less(sellerOrder.refundedMinor, ({ amountMinor }) => amountMinor),
    tax: less(sellerOrder.refundedTaxMinor, ({ taxMinor }) => taxMinor),
    share: less(earned, ({ shareMinor }) => shareMinor),
    shipping: less(sellerOrder.refundedShippingMinor, ({ shippingMinor }) => shippingMinor),
    shippingTax: less(sellerOrder.refundedShippingTaxMinor, ({ shippingTaxMinor }) => shippingTaxMinor),
    lines: sellerOrder.lines
      .map((line) => ({
        id: line.id,
        amount: less(line.refundedMinor, (each) => sum(ofLine(each, line.id), 'amountMinor')),
        tax: less(line.refundedTaxMinor, (each) => sum(ofLine(each, line.id), 'taxMinor')),
      }))
      .filter(({ amount }) => amount > 0n),
  };
}

interface Forgotten {
  readonly disputeId: string;
  readonly sellerOrderId: string;
  readonly closedAt: Date;
}

async function keepForgotten({ disputeId, sellerOrderId, closedAt }: Forgotten): Promise<void> {
  await transaction(async (tx) => {
    const sellerOrder = await lockSellerOrder(tx, sellerOrderId);
    const refunds = await tx.refund.findMany({
      where: { sellerOrderId, status: { not: 'failed' } },
      include: { lines: true },
    });
    const losses = await tx.disputeLoss.findMany({ where: { sellerOrderId }, include: { lines: true } });
    const parts = unexplained(sellerOrder, [...refunds, ...losses]);
    if (parts.amount > 0n) await keepLoss(tx, { id: disputeId }, { id: sellerOrderId }, parts, closedAt);
  });
}

/**
 * Keeps what was lost before losses were kept, so that it gets its credit note: what was taken of a part of an order that a bank decided
 * about, and is no refund's. Called by the clock; once all is kept it finds nothing.
 */
export async function catchUpLosses(): Promise<void> {
  const found = await prisma().$queryRaw<Forgotten[]>`
    select distinct on (s.id) d.id as "disputeId", s.id as "sellerOrderId", d.closed_at as "closedAt"
    from dispute d join ledger_transaction t on t.cause = 'dispute:' || d.id || ':lost'
    join payment p on p.id = d.payment_id join seller_order s on s.order_id = p.order_id
    where d.closed_at is not null and not exists (select from dispute_loss l where l.dispute_id = d.id and l.seller_order_id = s.id)
      and s.refunded_minor > coalesce((select sum(r.amount_minor) from refund r where r.seller_order_id = s.id and r.status <> 'failed'), 0)
        + coalesce((select sum(l.amount_minor) from dispute_loss l where l.seller_order_id = s.id), 0)
    order by s.id, d.closed_at limit ${limits.page}`;
  for (const forgotten of found) await keepForgotten(forgotten);
}
