import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { type Currency, currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { type Money, money } from '#lib/core/money.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { type PayoutRail, Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { expectedArrival, nextBatchDay } from './calendar.ts';
import { bankAccountOf } from './decide.ts';
import { holdOf } from './hold.ts';
import { enterpriseOf, ofEnterprise } from './source.ts';

/** Where the money of one currency stands. */
export interface CurrencyStanding {
  readonly currency: Currency;
  /** All that is owed, reserve included; below zero the enterprise owes it. */
  readonly owed: Money;
  /** Due, and nothing holds it. */
  readonly ready: Money;
  /** Decided, and not said to have arrived. */
  readonly onItsWay: Money;
  readonly held: readonly { readonly hold: string; readonly amount: Money; readonly count: number }[];
  /** Sold, and not handed over yet. */
  readonly notDue: Money;
  readonly reserved: Money;
  readonly reserveUntil: Date | null;
}

interface Sums {
  currency: string;
  owed: bigint;
  reserved: bigint;
  ready: bigint;
  way: bigint;
  undue: bigint;
  until: Date | null;
}

function sums(enterpriseId: string): Promise<Sums[]> {
  return prisma().$queryRaw<Sums[]>`
    with mine as (
      select t.currency, t.status, t.hold, t.amount_minor from transfer t
      left join seller_order s on s.id = t.seller_order_id left join licence_share l on l.id = t.licence_share_id
      left join translation_job j on j.id = t.translation_job_id
      where coalesce(s.enterprise_id, l.enterprise_id, j.translator_id) = ${enterpriseId}::uuid and t.status in ('due', 'failed', 'sending', 'batched', 'in_transit')
    ),
    account as (
      select a.currency, a.kind, -coalesce(b.amount_minor, (select sum(e.amount_minor) from ledger_entry e where e.account_id = a.id), 0)::bigint as owed
      from ledger_account a left join ledger_balance b on b.account_id = a.id
      where a.enterprise_id = ${enterpriseId}::uuid and a.kind in ('seller_payable', 'reserve_payable')
    )
    select c.currency,
      coalesce((select sum(owed) from account a where a.currency = c.currency and a.kind = 'seller_payable'), 0)::bigint as owed,
      coalesce((select sum(owed) from account a where a.currency = c.currency and a.kind = 'reserve_payable'), 0)::bigint as reserved,
      coalesce((select sum(amount_minor) from mine m where m.currency = c.currency and m.status = 'due' and m.hold is null), 0)::bigint as ready,
      coalesce((select sum(amount_minor) from mine m where m.currency = c.currency and m.status in ('sending', 'batched', 'in_transit')), 0)::bigint as way,
      coalesce((select sum(s.total_minor - s.refunded_minor - (s.tax_minor - s.refunded_tax_minor) - (s.commission_minor - s.refunded_commission_minor)) from seller_order s
        where s.enterprise_id = ${enterpriseId}::uuid and s.currency = c.currency and s.status in ('paid', 'accepted')), 0)::bigint as undue,
      (select min(r.release_on) from seller_reserve r
        where r.enterprise_id = ${enterpriseId}::uuid and r.currency = c.currency and r.released_at is null) as until
    from (select distinct currency from account) c order by c.currency`;
}

interface NextPayout {
  readonly rail: PayoutRail;
  /** What keeps everything from leaving, null when nothing does. */
  readonly hold: string | null;
  /** When it leaves, and when it should have arrived. */
  readonly leavesOn: Date;
  readonly arrivesOn: Date;
}

/** Where an enterprise's money stands: what it is owed, why parts of it wait, and when the next payment comes. */
export async function payoutOverview(
  actor: Actor,
  enterpriseId: string,
): Promise<{ standings: CurrencyStanding[]; next: NextPayout }> {
  authorize(actor, 'payout.view', { enterpriseId });
  const [rows, holds, enterprise] = await Promise.all([
    sums(enterpriseId),
    prisma().transfer.groupBy({
      by: ['currency', 'hold'],
      where: { ...ofEnterprise(enterpriseId), status: { in: ['due', 'failed'] }, hold: { not: null } },
      _sum: { amountMinor: true },
      _count: true,
    }),
    prisma().enterprise.findUniqueOrThrow({
      where: { id: enterpriseId },
      include: {
        connectedAccount: true,
        payoutAccounts: { where: { status: { not: 'replaced' } }, orderBy: { createdAt: 'desc' } },
      },
    }),
  ]);
  const standings = rows.map((row): CurrencyStanding => {
    const code = currency(row.currency);
    return {
      currency: code,
      owed: money(row.owed + row.reserved, code),
      ready: money(row.ready, code),
      onItsWay: money(row.way, code),
      held: holds
        .filter((each) => each.currency === code)
        .map((each) => ({
          hold: each.hold ?? '',
          amount: money(each._sum.amountMinor ?? 0n, code),
          count: each._count,
        })),
      notDue: money(row.undue, code),
      reserved: money(row.reserved, code),
      reserveUntil: row.until,
    };
  });
  const rail = enterprise.payoutRail;
  const hold = holdOf(
    {
      rail,
      suspended: enterprise.status === 'suspended',
      disputed: false,
      account: bankAccountOf(enterprise),
      connected: enterprise.connectedAccount,
    },
    now(),
  );
  const leavesOn = rail === 'stripe_connect' ? now() : nextBatchDay(now());
  return { standings, next: { rail, hold, leavesOn, arrivesOn: expectedArrival(rail, now()) } };
}

/** One payment to an enterprise: through Stripe, or from the platform's bank. */
export interface PaidOut {
  readonly id: string;
  readonly rail: PayoutRail;
  readonly at: Date;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly status: string;
  readonly reference: string;
  readonly reason: string | null;
  readonly orders: number;
}

/** The payments to an enterprise, the latest first. */
export async function payoutsOf(actor: Actor, enterpriseId: string, cursor?: string): Promise<Page<PaidOut>> {
  authorize(actor, 'payout.view', { enterpriseId });
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const beyond = at && id ? Prisma.sql`where (p.at, p.id) < (${at}, ${id}::uuid)` : Prisma.empty;
  const rows = await prisma().$queryRaw<PaidOut[]>`
    select * from (
      select b.id, 'bank_transfer'::payout_rail as rail, coalesce(x.exported_at, b.created_at) as at, b.currency, b.amount_minor as "amountMinor",
        b.status::text, b.end_to_end_id as reference, b.return_reason as reason,
        (select count(*)::int from transfer t where t.bank_payment_id = b.id) as orders
      from bank_payment b join payout_batch x on x.id = b.batch_id
      where b.enterprise_id = ${enterpriseId}::uuid and b.status in ('sent', 'settled', 'returned')
      union all
      select t.id, 'stripe_connect', t.paid_at, t.currency, t.amount_minor,
        t.status::text, t.stripe_id, null, 1
      from transfer t left join seller_order s on s.id = t.seller_order_id left join licence_share l on l.id = t.licence_share_id
      left join translation_job j on j.id = t.translation_job_id
      where coalesce(s.enterprise_id, l.enterprise_id, j.translator_id) = ${enterpriseId}::uuid and t.stripe_id is not null and t.paid_at is not null
    ) p ${beyond} order by p.at desc, p.id desc limit ${limits.page + 1}`;
  return pageOf(rows, limits.page, (last) => encodeCursor([last.at, last.id]));
}

const withOrder = {
  sellerOrder: { include: { lines: true } },
  licenceShare: { include: { due: { include: { licence: { select: { number: true } } } } } },
  translationJob: { select: { number: true, translatorId: true } },
} as const satisfies Prisma.TransferInclude;
export type PaidTransfer = Prisma.TransferGetPayload<{ include: typeof withOrder }>;

/** One payment with the orders it paid. Throws `payouts.payment_gone` for anything that is not the enterprise's. */
export async function readPayout(
  actor: Actor,
  id: string,
): Promise<{ enterpriseId: string; payment: PaidOut; transfers: PaidTransfer[] }> {
  const bank = await prisma().bankPayment.findUnique({ where: { id } });
  const single = bank ? null : await prisma().transfer.findUnique({ where: { id }, include: withOrder });
  const enterpriseId = bank?.enterpriseId ?? (single && enterpriseOf(single));
  if (!enterpriseId) throw new DomainError('payouts.payment_gone');
  authorize(actor, 'payout.view', { enterpriseId });
  if (single) {
    if (!single.stripeId || !single.paidAt) throw new DomainError('payouts.payment_gone');
    const { currency: code, amountMinor, status, stripeId, paidAt } = single;
    return {
      enterpriseId,
      payment: {
        id,
        rail: 'stripe_connect',
        at: paidAt,
        currency: code,
        amountMinor,
        status,
        reference: stripeId,
        reason: null,
        orders: 1,
      },
      transfers: [single],
    };
  }
  if (!bank || bank.status === 'proposed' || bank.status === 'dropped') throw new DomainError('payouts.payment_gone');
  const transfers = await prisma().transfer.findMany({
    where: { bankPaymentId: id },
    include: withOrder,
    orderBy: { createdAt: 'asc' },
    take: limits.batchTransfers,
  });
  return {
    enterpriseId,
    payment: {
      id,
      rail: 'bank_transfer',
      at: bank.createdAt,
      currency: bank.currency,
      amountMinor: bank.amountMinor,
      status: bank.status,
      reference: bank.endToEndId,
      reason: bank.returnReason,
      orders: transfers.length,
    },
    transfers,
  };
}

/** Payouts from the enterprise's own Stripe balance to its bank, the latest first. */
export async function stripePayoutsOf(actor: Actor, enterpriseId: string) {
  authorize(actor, 'payout.view', { enterpriseId });
  return prisma().stripePayout.findMany({ where: { enterpriseId }, orderBy: { createdAt: 'desc' }, take: 12 });
}

/** The accounts of an enterprise, for its people of finance. */
export async function payoutAccountOf(actor: Actor, enterpriseId: string) {
  authorize(actor, 'payout.view', { enterpriseId });
  const enterprise = await prisma().enterprise.findUniqueOrThrow({
    where: { id: enterpriseId },
    include: {
      connectedAccount: true,
      payoutAccounts: { where: { status: { not: 'replaced' } }, orderBy: { createdAt: 'desc' } },
    },
  });
  const { payoutAccounts, connectedAccount, payoutRail, country } = enterprise;
  return {
    country,
    rail: payoutRail,
    connected: connectedAccount,
    verified: payoutAccounts.find(({ status }) => status === 'verified') ?? null,
    waiting: payoutAccounts.find(({ status }) => status === 'pending') ?? null,
    refused: payoutAccounts.find(({ status }) => status === 'refused') ?? null,
  };
}
