import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { currency } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { balanceAtStripe } from '#lib/payments/index.ts';
import { arrivalNow, holdNow } from './decide.ts';
import { type Hold, isHold, shownStatus } from './hold.ts';
import { ofEnterprise, sourceOf, withSource } from './source.ts';

const named = {
  ...withSource,
  licenceShare: {
    include: {
      ...withSource.licenceShare.include,
      due: { include: { payments: withSource.licenceShare.include.due.include.payments, licence: true } },
    },
  },
  bankPayment: { select: { batch: { select: { executeOn: true } } } },
} as const satisfies Prisma.TransferInclude;
type Named = Prisma.TransferGetPayload<{ include: typeof named }>;

function toldOf(transfer: Named) {
  const source = sourceOf(transfer);
  const hold = holdNow(transfer, source);
  return {
    ...transfer,
    hold,
    status: shownStatus(transfer.status, hold),
    /** When it should be in the account; null where nobody can tell. */
    expected: arrivalNow({ ...transfer, hold }, source),
  };
}

/** What of an enterprise's waits, each with its order, its reason and its day, the oldest first. */
export async function waitingTransfers(actor: Actor, enterpriseId: string) {
  authorize(actor, 'payout.view', { enterpriseId });
  const found = await prisma().transfer.findMany({
    where: { ...ofEnterprise(enterpriseId), status: { in: ['due', 'failed', 'sending', 'batched', 'in_transit'] } },
    include: named,
    orderBy: { createdAt: 'asc' },
    take: limits.page,
  });
  return found.map(toldOf);
}

/** What has been earned and has not left, of all enterprises. What only waits for the next batch of the bank is not among it. */
const waiting = {
  status: { in: ['due', 'failed', 'sending'] },
  OR: [{ rail: 'stripe_connect' }, { hold: { not: null } }],
} satisfies Prisma.TransferWhereInput;

/** One payment that waits, as finance sees it. */
export interface WaitingRow {
  readonly id: string;
  readonly seller: { readonly displayName: string; readonly sourceLocale: string };
  /** The order's, the licence's or the translator's job's. */
  readonly number: string;
  /** The order as staff know it; null: it is of something else. */
  readonly orderNumber: string | null;
  readonly amount: Money;
  readonly since: Date;
  /** Null: it leaves when the clock comes to it. */
  readonly hold: Hold | null;
  /** Stripe's word for what it refused. */
  readonly failureCode: string | null;
  readonly nextTryAt: Date | null;
}

function rowOf(transfer: Named): WaitingRow {
  const { id, sellerOrder, licenceShare, translationJob, hold, failureCode, nextTryAt } = transfer;
  return {
    id,
    seller: sourceOf(transfer).enterprise,
    number: sellerOrder?.number ?? licenceShare?.due.licence.number ?? translationJob?.number ?? '',
    orderNumber: sellerOrder?.order.number ?? null,
    amount: money(transfer.amountMinor, transfer.currency),
    since: transfer.createdAt,
    hold: isHold(hold) ? hold : null,
    failureCode,
    nextTryAt,
  };
}

/** The payments that wait, of all enterprises or of one reason, the oldest first. */
export async function allWaiting(actor: Actor, hold: string | undefined, cursor?: string): Promise<Page<WaitingRow>> {
  authorize(actor, 'payout.operate');
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const beyond = at && id ? { OR: [{ createdAt: { gt: at } }, { createdAt: at, id: { gt: id } }] } : {};
  const found = await prisma().transfer.findMany({
    where: { AND: [waiting, hold && isHold(hold) ? { hold } : {}, beyond] },
    include: named,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limits.page + 1,
  });
  return pageOf(found.map(rowOf), limits.page, (last) => encodeCursor([last.since, last.id]));
}

/** What waits for one reason in one currency. */
export interface WaitingSum {
  readonly hold: Hold | null;
  readonly amount: Money;
  readonly count: number;
  readonly oldest: Date | null;
}

/** What waits in all, by currency and reason, the largest first. */
export async function waitingSums(actor: Actor): Promise<WaitingSum[]> {
  authorize(actor, 'payout.operate');
  const rows = await prisma().transfer.groupBy({
    by: ['currency', 'hold'],
    where: waiting,
    _sum: { amountMinor: true },
    _count: true,
    _min: { createdAt: true },
  });
  return rows
    .map((row) => ({
      hold: isHold(row.hold) ? row.hold : null,
      amount: money(row._sum.amountMinor ?? 0n, row.currency),
      count: row._count,
      oldest: row._min.createdAt,
    }))
    .sort((a, b) => a.amount.currency.localeCompare(b.amount.currency) || Number(b.amount.minor - a.amount.minor));
}

/** What waits for the balance in one currency, and what is to cover it. */
export interface Cover {
  readonly waits: Money;
  readonly available: Money;
  readonly pending: Money;
  /** What nothing that is known of will cover: a person must see to it. */
  readonly missing: Money;
}

/** For each currency in which payments of these sums wait for the platform's balance at Stripe: what is there, and what is on its way there. */
export async function coverOf(actor: Actor, sums: readonly WaitingSum[]): Promise<Cover[]> {
  authorize(actor, 'payout.operate');
  const short = sums.filter(({ hold }) => hold === 'money_settling');
  if (short.length === 0) return [];
  const { available, pending } = await balanceAtStripe();
  return short.map(({ amount: waits }) => {
    const code = currency(waits.currency);
    const of = (amounts: readonly Money[]) => amounts.find((each) => each.currency === code) ?? money(0n, code);
    const missing = waits.minor - of(available).minor - of(pending).minor;
    return {
      waits,
      available: of(available),
      pending: of(pending),
      missing: money(missing > 0n ? missing : 0n, code),
    };
  });
}
