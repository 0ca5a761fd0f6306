import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import type { Tx } from '#lib/db/index.ts';
import type { Quote } from './quote.ts';
import { usesOf } from './voucher-cart.ts';

interface Redeeming {
  readonly orderId: string;
  readonly userId: string | null;
  readonly email: string;
}

/**
 * Counts the vouchers of a new order, in its transaction: the conditional update locks each voucher, so that of any number of buyers at
 * once only as many get it as may. Throws `ordering.voucher_used_up_meanwhile`, `ordering.voucher_used_by_you`.
 */
export async function redeemVouchers(tx: Tx, quote: Quote, buyer: Redeeming): Promise<void> {
  const taken = quote.vouchers
    .filter(({ refusal }) => refusal === null)
    .sort((a, b) => (a.voucher.id < b.voucher.id ? -1 : 1));
  for (const { voucher, taken: amount } of taken) {
    const [counted] = await tx.$queryRaw<{ max_per_buyer: number | null }[]>`
      update voucher set used = used + 1
      where id = ${voucher.id}::uuid and stopped_at is null and (max_total is null or used < max_total)
      returning max_per_buyer`;
    if (!counted) throw new DomainError('ordering.voucher_used_up_meanwhile', { code: voucher.code });
    const most = counted.max_per_buyer;
    if (most !== null && (await usesOf(tx, voucher.id, buyer)) >= most)
      throw new DomainError('ordering.voucher_used_by_you', { code: voucher.code });
    await tx.voucherRedemption.create({
      data: { voucherId: voucher.id, ...buyer, amountMinor: amount.minor, currency: amount.currency },
    });
  }
}

/** An order that is given up gives its vouchers back, once. For whoever cancels an order: in the same transaction. */
export async function giveBackVouchers(tx: Tx, orderId: string): Promise<void> {
  await tx.$executeRaw`
    with returned as (
      update voucher_redemption set given_back_at = ${now()}
      where order_id = ${orderId}::uuid and given_back_at is null returning voucher_id
    )
    update voucher set used = used - 1 where id in (select voucher_id from returned)`;
}

/** A payment came for an order that had been given up: its vouchers count again, where there is still room. */
export async function takeVouchersAgain(tx: Tx, orderId: string): Promise<void> {
  const back = await tx.voucherRedemption.findMany({
    where: { orderId, givenBackAt: { not: null } },
    orderBy: { voucherId: 'asc' },
  });
  for (const { voucherId } of back) {
    const counted = await tx.$executeRaw`
      update voucher set used = used + 1 where id = ${voucherId}::uuid and (max_total is null or used < max_total)`;
    if (counted === 0) log.warn({ orderId, voucherId }, 'paid with a voucher that others have used up since');
    else
      await tx.voucherRedemption.update({
        where: { voucherId_orderId: { voucherId, orderId } },
        data: { givenBackAt: null },
      });
  }
}
