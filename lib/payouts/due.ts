import { now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { money, negate } from '#lib/core/money.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { post } from '#lib/ledger/index.ts';
import { beingTakenBack, ofSale, owedFor, payable, reserve, type Sale } from './books.ts';
import { partsOf } from './parts.ts';

/** Makes a transfer due unless it is there already: of one sale, each part once. */
async function add(tx: Tx, transfer: Prisma.TransferCreateManyInput): Promise<void> {
  await tx.transfer.createMany({ data: [{ ...transfer, createdAt: now() }], skipDuplicates: true });
}

/**
 * A part of a seller order has been handed over: what it earned is due, once. A part that earned nothing (or that the order does not
 * have, such as the goods of a mere commission) makes no transfer.
 */
export async function makeDue(tx: Tx, sellerOrderId: string, part = 'whole'): Promise<void> {
  const sellerOrder = await tx.sellerOrder.findUniqueOrThrow({
    where: { id: sellerOrderId },
    include: {
      enterprise: { select: { payoutRail: true } },
      lines: {
        orderBy: { id: 'asc' },
        include: { commission: { include: { milestones: { orderBy: { position: 'asc' } } } } },
      },
    },
  });
  const amount = partsOf(sellerOrder).find((each) => each.part === part)?.amount;
  if (!amount || amount.minor <= 0n) return;
  await add(tx, {
    sellerOrderId,
    part,
    rail: sellerOrder.enterprise.payoutRail,
    amountMinor: amount.minor,
    currency: amount.currency,
  });
  await fitDue(tx, {
    sellerOrderId,
    orderId: sellerOrder.orderId,
    enterpriseId: sellerOrder.enterpriseId,
    currency: amount.currency,
  });
  await announce(tx, 'seller_order.handed_over', { sellerOrderId });
}

/** A holder has earned its share of a licence's due that was paid and released: it is due, once. */
export async function makeShareDue(tx: Tx, licenceShareId: string): Promise<void> {
  const share = await tx.licenceShare.findUniqueOrThrow({
    where: { id: licenceShareId },
    include: {
      enterprise: { select: { payoutRail: true } },
      returns: { where: { dueReturn: { undoneAt: null } } },
    },
  });
  const earns = (part: { shareMinor: bigint; withholdingMinor: bigint; commissionMinor: bigint }) =>
    part.shareMinor - part.withholdingMinor - part.commissionMinor;
  const amountMinor = share.returns.reduce((left, back) => left - earns(back), earns(share));
  if (amountMinor <= 0n) return;
  await add(tx, {
    licenceShareId,
    part: 'whole',
    rail: share.enterprise.payoutRail,
    amountMinor,
    currency: share.currency,
  });
}

/** A translator has earned what a job was divided into: it is due, once. */
export async function makeJobDue(tx: Tx, translationJobId: string): Promise<void> {
  const job = await tx.translationJob.findUniqueOrThrow({
    where: { id: translationJobId },
    include: { translator: { select: { payoutRail: true } } },
  });
  const amountMinor = job.earnedMinor - job.commissionMinor;
  if (!job.translator || amountMinor <= 0n) return;
  await add(tx, {
    translationJobId,
    part: 'whole',
    rail: job.translator.payoutRail,
    amountMinor,
    currency: job.currency,
  });
}

/**
 * Makes what is due of a seller order, or of a share of a licence's due, no more than the books owe for it, with what is just being taken
 * back: what was refunded is taken from it, the last first. One of which nothing is left is done.
 */
export async function fitDue(tx: Tx, sale: Sale): Promise<void> {
  const open = await tx.transfer.findMany({
    where: { ...ofSale(sale), status: { in: ['due', 'failed', 'sending'] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const total = (rows: typeof open) => rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const leaving = total(open.filter(({ status }) => status === 'sending'));
  const due = open.filter(({ status }) => status !== 'sending');
  const owed = (await owedFor(tx, sale)) + (await beingTakenBack(tx, sale, sale)) - leaving;
  let excess = total(due) - (owed > 0n ? owed : 0n);
  for (const { id, amountMinor } of due) {
    const less = amountMinor < excess ? amountMinor : excess;
    if (less <= 0n) continue;
    excess -= less;
    const left = amountMinor - less;
    await tx.transfer.update({
      where: { id },
      data:
        left > 0n
          ? { amountMinor: left }
          : { amountMinor: 0n, refundedMinor: less, status: 'netted', hold: null, paidAt: now() },
    });
  }
}

/** Releases what was kept back of new enterprises and whose day has come: it is owed again, and due. */
export async function releaseReserves(): Promise<void> {
  const due = await prisma().sellerReserve.findMany({
    where: { releasedAt: null, releaseOn: { lte: now() } },
    orderBy: { releaseOn: 'asc' },
    select: { transferId: true },
    take: limits.transfersAtOnce,
  });
  for (const { transferId } of due) await transaction((tx) => release(tx, transferId));
}

async function release(tx: Tx, transferId: string): Promise<void> {
  const { count } = await tx.sellerReserve.updateMany({
    where: { transferId, releasedAt: null },
    data: { releasedAt: now() },
  });
  if (count === 0) return;
  const held = await tx.sellerReserve.findUniqueOrThrow({
    where: { transferId },
    include: { transfer: { include: { sellerOrder: true } }, enterprise: { select: { payoutRail: true } } },
  });
  const owed = { enterpriseId: held.enterpriseId, currency: currency(held.currency) };
  const amount = money(held.amountMinor, held.currency);
  const { sellerOrder, licenceShareId, translationJobId } = held.transfer;
  await post(tx, {
    cause: `reserve:${transferId}:released`,
    kind: 'reserve_released',
    ...(sellerOrder ? { orderId: sellerOrder.orderId } : {}),
    entries: [
      { account: reserve(owed), amount },
      { account: payable(owed), amount: negate(amount) },
    ],
  });
  await tx.transfer.create({
    data: {
      sellerOrderId: sellerOrder?.id ?? null,
      licenceShareId,
      translationJobId,
      part: `reserve:${transferId}`,
      rail: held.enterprise.payoutRail,
      amountMinor: held.amountMinor,
      currency: held.currency,
      createdAt: now(),
    },
  });
  // A licence's share and a translator's job are sent by the clock.
  if (sellerOrder) await announce(tx, 'seller_order.handed_over', { sellerOrderId: sellerOrder.id });
}
