import Stripe from 'stripe';
import { now } from '#lib/core/clock.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { money, negate } from '#lib/core/money.ts';
import type { TransferReversal } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import { callOnce } from './call.ts';
import { stripe } from './stripe.ts';

/** Reverses at Stripe what `takeBack` stored. A connected account that has nothing left makes it a debt. */
export async function sendReversal(reversalId: string): Promise<void> {
  const reversal = await prisma().transferReversal.findUnique({
    where: { id: reversalId },
    include: { transfer: true },
  });
  const transferId = reversal?.transfer.stripeId;
  if (reversal?.status !== 'pending' || !transferId) return;
  try {
    const made = await callOnce(`reversal:${reversal.id}`, 'transfer.reversal', { reversalId }, (options) =>
      stripe().transfers.createReversal(
        transferId,
        { amount: Number(reversal.amountMinor), metadata: { reversal: reversal.id } },
        options,
      ),
    );
    await transaction((tx) => settleReversal(tx, reversal.id, made.id));
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    await prisma().transferReversal.updateMany({
      where: { id: reversal.id, status: 'pending' },
      data: { status: 'owed', doneAt: now() },
    });
  }
}

/** The reversal is through: what was sent is less, and the books say so, once. */
async function settleReversal(tx: Tx, reversalId: string, stripeId: string): Promise<void> {
  const { count } = await tx.transferReversal.updateMany({
    where: { id: reversalId, status: { not: 'done' } },
    data: { status: 'done', stripeId, doneAt: now() },
  });
  if (count > 0) await bookReversal(tx, await tx.transferReversal.findUniqueOrThrow({ where: { id: reversalId } }));
}

async function bookReversal(tx: Tx, reversal: TransferReversal): Promise<void> {
  const transfer = await tx.transfer.update({
    where: { id: reversal.transferId },
    data: { reversedMinor: { increment: reversal.amountMinor } },
    include: { sellerOrder: true, licenceShare: true, translationJob: true },
  });
  const whole = transfer.reversedMinor === transfer.amountMinor;
  await tx.transfer.update({ where: { id: transfer.id }, data: { status: whole ? 'reversed' : 'partly_reversed' } });
  const amount = money(reversal.amountMinor, transfer.currency);
  const { sellerOrder, licenceShare, translationJob } = transfer;
  const enterpriseId = (sellerOrder ?? licenceShare)?.enterpriseId ?? translationJob?.translatorId ?? '';
  await post(tx, {
    cause: `reversal:${reversal.id}`,
    kind: 'transfer_reversal',
    ...(transfer.sellerOrder ? { orderId: transfer.sellerOrder.orderId } : {}),
    entries: [
      { account: { kind: 'stripe_clearing', currency: amount.currency }, amount },
      { account: { kind: 'seller_payable', currency: amount.currency, enterpriseId }, amount: negate(amount) },
    ],
  });
}

/** Brings our word on a transfer's reversals in line with Stripe's, those made at Stripe itself included. */
export async function applyTransfer(stripeId: string): Promise<void> {
  const transfer = await prisma().transfer.findUnique({ where: { stripeId } });
  if (!transfer) return;
  const { data } = await stripe().transfers.listReversals(stripeId, { limit: 100 });
  for (const reversal of data) {
    const ours = reversal.metadata?.['reversal'] ?? '';
    await transaction(async (tx) => {
      await tx.$queryRaw`select id from transfer where id = ${transfer.id}::uuid for update`;
      if (uuidPattern.test(ours)) return settleReversal(tx, ours, reversal.id);
      const made = await tx.transferReversal.createManyAndReturn({
        data: [
          {
            transferId: transfer.id,
            cause: `stripe:${reversal.id}`,
            amountMinor: BigInt(reversal.amount),
            stripeId: reversal.id,
            status: 'done',
            doneAt: now(),
          },
        ],
        skipDuplicates: true,
      });
      for (const each of made) await bookReversal(tx, each);
    });
  }
}

/** Sends again what is still on its way after a while: its transfer had not left yet, or a job was lost. Called by the clock. */
export async function catchUpReversals(limit: number): Promise<void> {
  const waiting = await prisma().transferReversal.findMany({
    where: { status: 'pending', createdAt: { lt: new Date(now().getTime() - 60_000) } },
    orderBy: { createdAt: 'asc' },
    take: limit,
  });
  for (const { id } of waiting) await sendReversal(id);
}
