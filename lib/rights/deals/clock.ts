import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { tellEnterprise } from './news.ts';
import { endHold } from './option.ts';
import { lockDeal } from './sides.ts';

/** Closes versions whose time is over and frees what was held too long. Each is told to both sides once; a run takes some, the next the rest. */
export async function followDealClock(): Promise<void> {
  const [offers, options] = await Promise.all([
    prisma().offer.findMany({
      where: { status: 'open', validUntil: { lte: now() } },
      select: { id: true, dealId: true },
      take: limits.jobOrders,
    }),
    prisma().dealOption.findMany({
      where: { status: 'given', lapsesAt: { lte: now() } },
      select: { id: true, dealId: true },
      take: limits.jobOrders,
    }),
  ]);
  for (const { id, dealId } of offers) await expire(id, dealId);
  for (const { id, dealId } of options) await lapse(id, dealId);
}

async function expire(id: string, dealId: string): Promise<void> {
  await transaction(async (tx) => {
    const deal = await lockDeal(tx, dealId);
    const { count } = await tx.offer.updateMany({ where: { id, status: 'open' }, data: { status: 'expired' } });
    if (!deal || count === 0) return;
    await tellEnterprise(tx, deal, deal.licenseeId, deal.holderId, 'offer_expired');
    await tellEnterprise(tx, deal, deal.holderId, deal.licenseeId, 'offer_expired');
  });
}

async function lapse(id: string, dealId: string): Promise<void> {
  await transaction(async (tx) => {
    const deal = await lockDeal(tx, dealId);
    const stands = await tx.dealOption.count({ where: { id, status: 'given' } });
    if (!deal || stands === 0) return;
    await endHold(tx, deal, 'lapsed');
    await tellEnterprise(tx, deal, deal.licenseeId, deal.holderId, 'option_lapsed');
    await tellEnterprise(tx, deal, deal.holderId, deal.licenseeId, 'option_lapsed');
  });
}
