import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';

/** What a customer owes because a bank took its payment back after somebody had translated. */
export interface OwedTranslation {
  readonly disputeId: string;
  readonly orderNumber: string;
  readonly jobNumber: string;
  readonly customer: { readonly displayName: string; readonly sourceLocale: string };
  readonly amount: Money;
  readonly since: Date | null;
  /** The customer's account in the ledger, which holds the debt. */
  readonly accountId: string;
}

/** Debts of lost card disputes, the oldest first: what the bank took back less what would have gone back anyway. Paid ones are none. */
export async function owedAfterDisputes(actor: Actor): Promise<OwedTranslation[]> {
  authorize(actor, 'translation.settle');
  const lost = await prisma().dispute.findMany({
    where: { status: 'lost', payment: { translationOrderId: { not: null } } },
    orderBy: { closedAt: 'asc' },
    take: limits.pageMax,
    include: {
      payment: {
        include: {
          translationRefunds: { select: { id: true } },
          translationOrder: {
            select: {
              number: true,
              enterprise: { select: { id: true, displayName: true, sourceLocale: true } },
              jobs: { select: { number: true }, orderBy: { number: 'asc' }, take: 1 },
            },
          },
        },
      },
    },
  });
  const owed = await Promise.all(
    lost.map(async ({ id, currency, closedAt, payment }): Promise<OwedTranslation | null> => {
      const order = payment.translationOrder;
      if (!order) return null;
      const causes = [
        `dispute:${id}:lost`,
        ...payment.translationRefunds.map((refund) => `refund:${refund.id}:failed`),
      ];
      const debt = await debtOf(order.enterprise.id, currency, causes);
      return debt && debt.minor > 0n
        ? {
            disputeId: id,
            orderNumber: order.number,
            jobNumber: order.jobs[0]?.number ?? '',
            customer: order.enterprise,
            amount: money(debt.minor, currency),
            since: closedAt,
            accountId: debt.accountId,
          }
        : null;
    }),
  );
  return owed.filter((each) => each !== null);
}

/** What these bookings left of a customer's debt, no more than what the account still holds. */
async function debtOf(enterpriseId: string, currency: string, causes: readonly string[]) {
  const account = await prisma().ledgerAccount.findFirst({
    where: { kind: 'buyer_receivable', enterpriseId, currency },
    select: { id: true },
  });
  if (!account) return null;
  const sum = async (booked: { transaction?: { cause: { in: string[] } } }) =>
    (
      await prisma().ledgerEntry.aggregate({
        where: { accountId: account.id, ...booked },
        _sum: { amountMinor: true },
      })
    )._sum.amountMinor ?? 0n;
  const [ofThese, ofAll] = [await sum({ transaction: { cause: { in: [...causes] } } }), await sum({})];
  // biome-ignore lint/complexity/useMathMinMax: Math.min takes no bigint.
  return { accountId: account.id, minor: ofThese < ofAll ? ofThese : ofAll };
}
