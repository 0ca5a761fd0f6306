import { now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { type Money, money, negate } from '#lib/core/money.ts';
import type { BankPayment } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import { payable } from './books.ts';
import { tellOfReturn } from './mails.ts';
import { currentRail } from './rails.ts';

/** A batch of which every payment has its end is done. */
async function closeBatch(tx: Tx, batchId: string): Promise<void> {
  const open = await tx.bankPayment.count({ where: { batchId, status: { in: ['proposed', 'sent'] } } });
  if (open === 0)
    await tx.payoutBatch.updateMany({ where: { id: batchId, status: 'exported' }, data: { status: 'settled' } });
}

/** The bank has paid it. */
export async function settlePayment(tx: Tx, payment: BankPayment): Promise<void> {
  const amount = money(payment.amountMinor, payment.currency);
  await post(tx, {
    cause: `bank_payment:${payment.id}:settled`,
    kind: 'payout_settled',
    entries: [
      { account: { kind: 'payouts_in_transit', currency: amount.currency }, amount },
      { account: { kind: 'bank_clearing', currency: amount.currency }, amount: negate(amount) },
    ],
  });
  await tx.bankPayment.update({ where: { id: payment.id }, data: { status: 'settled', settledAt: now() } });
  await tx.transfer.updateMany({
    where: { bankPaymentId: payment.id, status: 'in_transit' },
    data: { status: 'paid', paidAt: now() },
  });
  await closeBatch(tx, payment.batchId);
}

/**
 * The bank has sent it back: it is the seller's again, order by order, and due again once there is an account that works. A payment that
 * was settled before is settled no longer. What the bank kept for sending it back (zero or more, in the payment's currency) the platform
 * bears: the seller is owed the whole payment.
 */
export async function returnPayment(tx: Tx, payment: BankPayment, reason: string, charges: Money): Promise<void> {
  const code = currency(payment.currency);
  const total = money(payment.amountMinor, code);
  if (payment.status === 'settled')
    await post(tx, {
      cause: `bank_payment:${payment.id}:returned`,
      kind: 'payout_returned',
      entries: [
        { account: { kind: 'bank_clearing', currency: code }, amount: total },
        { account: { kind: 'payouts_in_transit', currency: code }, amount: negate(total) },
      ],
    });
  await post(tx, {
    cause: `bank_payment:${payment.id}:charges`,
    kind: 'bank_charges',
    entries: [
      { account: { kind: 'platform_fees', currency: code }, amount: charges },
      { account: { kind: 'bank_clearing', currency: code }, amount: negate(charges) },
    ],
  });
  const transfers = await tx.transfer.findMany({
    where: { bankPaymentId: payment.id },
    include: { sellerOrder: true },
  });
  const rail = await currentRail(tx, payment.enterpriseId);
  for (const transfer of transfers) {
    const amount = money(transfer.amountMinor, code);
    await post(tx, {
      cause: `transfer:${transfer.id}:returned`,
      kind: 'payout_returned',
      ...(transfer.sellerOrder ? { orderId: transfer.sellerOrder.orderId } : {}),
      entries: [
        { account: { kind: 'payouts_in_transit', currency: code }, amount },
        { account: payable({ enterpriseId: payment.enterpriseId, currency: code }), amount: negate(amount) },
      ],
    });
    await tx.transfer.update({
      where: { id: transfer.id },
      data: { status: 'reversed', reversedMinor: transfer.amountMinor },
    });
    await tx.transfer.create({
      data: {
        sellerOrderId: transfer.sellerOrderId,
        licenceShareId: transfer.licenceShareId,
        translationJobId: transfer.translationJobId,
        part: `again:${transfer.id}`,
        rail,
        amountMinor: transfer.amountMinor,
        currency: transfer.currency,
        hold: 'account_refused',
        createdAt: now(),
      },
    });
  }
  await tx.bankPayment.update({
    where: { id: payment.id },
    data: { status: 'returned', returnReason: reason, returnedAt: now() },
  });
  // Money is not sent to the same wall again: the account must be looked at first.
  await tx.payoutAccount.updateMany({
    where: { id: payment.accountId, status: 'verified' },
    data: { status: 'refused', reason },
  });
  await tellOfReturn(tx, {
    enterpriseId: payment.enterpriseId,
    cause: `bank_payment:${payment.id}:returned`,
    amount: total,
    reason,
  });
  await closeBatch(tx, payment.batchId);
}
