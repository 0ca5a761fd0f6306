import { now } from '#lib/core/clock.ts';
import { money } from '#lib/core/money.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import { callOnce } from './call.ts';
import { holdsTransfers } from './dispute.ts';
import { stripe } from './stripe.ts';

/**
 * Sends an enterprise its share of a seller order, once: by Stripe where it has a connected account, otherwise the transfer stays due
 * for the next bank batch. `source_transaction` lets it leave before the charge has settled.
 */
export async function sendTransfer(sellerOrderId: string): Promise<void> {
  const due = await prisma().transfer.findUnique({
    where: { sellerOrderId },
    include: {
      sellerOrder: {
        include: { enterprise: true, order: { include: { payments: { where: { status: 'succeeded' } } } } },
      },
    },
  });
  if (due?.status !== 'due' || due.rail !== 'stripe_connect') return;
  const { enterprise, order } = due.sellerOrder;
  const charge = order.payments[0]?.chargeId;
  // A bank decides about the money: it goes out when that is over.
  if (!enterprise.stripeAccountId || !charge || (await holdsTransfers(order.id))) return;

  const destination = enterprise.stripeAccountId;
  const sent = await callOnce(`transfer:${due.id}`, 'transfer', { transferId: due.id }, (options) =>
    stripe().transfers.create(
      {
        amount: Number(due.amountMinor),
        currency: due.currency.toLowerCase(),
        destination,
        source_transaction: charge,
        transfer_group: order.id,
        metadata: { sellerOrderId },
      },
      options,
    ),
  );
  const amount = money(due.amountMinor, due.currency);
  await transaction(async (tx) => {
    const moved = await tx.transfer.updateMany({
      where: { id: due.id, status: 'due' },
      data: { status: 'paid', stripeId: sent.id, paidAt: now() },
    });
    if (moved.count === 0) return;
    await post(tx, {
      cause: `transfer:${due.id}`,
      kind: 'transfer',
      orderId: order.id,
      entries: [
        { account: { kind: 'seller_payable', currency: amount.currency, enterpriseId: enterprise.id }, amount },
        {
          account: { kind: 'stripe_clearing', currency: amount.currency },
          amount: money(-amount.minor, amount.currency),
        },
      ],
    });
  });
}
