import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { type Money, money, negate } from '#lib/core/money.ts';
import type { PayoutRail, Prisma, TransferStatus } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { accountCode } from '#lib/ledger/index.ts';
import { payable } from './books.ts';
import { acceptDays, expectedArrival } from './calendar.ts';
import { arrivalNow, holdNow } from './decide.ts';
import { type Hold, shownStatus } from './hold.ts';
import { earned, milestonePart, partsOf } from './parts.ts';
import { withSource } from './source.ts';

/** When one part of a seller order is paid, and why then. */
export interface EarningPart {
  readonly part: string;
  /** The milestone's name; null for the rest. */
  readonly name: string | null;
  readonly amount: Money;
  /** Where it stands; null: it is not due yet. */
  readonly status: TransferStatus | null;
  readonly hold: Hold | null;
  /** What makes it due, as long as it is not. */
  readonly waitsFor: 'hand_over' | 'delivery' | 'acceptance' | null;
  /** When it should be in the account, if what it waits for happens today. Null: nobody can tell, or it is there. */
  readonly expected: Date | null;
  readonly reserve: Money;
  readonly recovered: Money;
  readonly paidAt: Date | null;
}

export interface Earnings {
  readonly rail: PayoutRail;
  readonly goods: Money;
  readonly shipping: Money;
  readonly voucher: Money;
  readonly total: Money;
  readonly tax: Money;
  readonly taxRule: string;
  readonly commission: Money;
  readonly commissionParts: readonly {
    category: string | null;
    basisPoints: number;
    base: Money;
    fixed: Money;
    amount: Money;
  }[];
  readonly refunded: Money;
  readonly net: Money;
  readonly over: boolean;
  readonly parts: readonly EarningPart[];
}

const whole = {
  enterprise: withSource.sellerOrder.include.enterprise,
  order: withSource.sellerOrder.include.order,
  lines: {
    orderBy: { id: 'asc' },
    include: { commission: { include: { milestones: { orderBy: { position: 'asc' } } } } },
  },
  transfers: { include: { bankPayment: { select: { batch: { select: { executeOn: true } } } } } },
  commissionParts: { orderBy: { position: 'asc' } },
} as const satisfies Prisma.SellerOrderInclude;
type Whole = Prisma.SellerOrderGetPayload<{ include: typeof whole }>;

/** What the books took off an order's share since it was sold: refunds, and disputes that were lost. */
async function takenBack({ enterpriseId, currency, orderId }: Whole): Promise<bigint> {
  const account = payable({ enterpriseId, currency: money(0, currency).currency });
  const [row] = await prisma().$queryRaw<{ sum: bigint }[]>`
    select coalesce(sum(e.amount_minor), 0)::bigint as sum from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
    where t.order_id = ${orderId}::uuid and e.account_id = (select id from ledger_account where code = ${accountCode(account)})
      and t.kind not in ('sale', 'transfer', 'reserve_held', 'reserve_released', 'payout_returned', 'transfer_reversal')`;
  return row?.sum ?? 0n;
}

function milestoneOf({ lines }: Whole, part: string) {
  for (const line of lines)
    for (const milestone of line.commission?.milestones ?? [])
      if (milestonePart(line.id, milestone.position) === part) return milestone;
  return null;
}

function waitsFor(sellerOrder: Whole, part: string): Pick<EarningPart, 'waitsFor' | 'expected'> {
  const { payoutRail } = sellerOrder.enterprise;
  const milestone = milestoneOf(sellerOrder, part);
  if (!milestone) return { waitsFor: 'hand_over', expected: expectedArrival(payoutRail, now()) };
  const accepted = (milestone.deliveredAt ?? now()).getTime() + acceptDays * day;
  return {
    waitsFor: milestone.deliveredAt ? 'acceptance' : 'delivery',
    expected: expectedArrival(payoutRail, new Date(accepted)),
  };
}

function expectedOf(transfer: Whole['transfers'][number], hold: Hold | null, of: Parameters<typeof arrivalNow>[1]) {
  const { rail, status, paidAt } = transfer;
  if (status === 'netted' || status === 'reversed' || status === 'partly_reversed') return null;
  return paidAt ? expectedArrival(rail, paidAt) : arrivalNow({ ...transfer, hold }, of);
}

function partOf(sellerOrder: Whole, part: string, amount: Money): EarningPart {
  const transfer = sellerOrder.transfers.find((each) => each.part === part);
  const nothing = money(0, sellerOrder.currency);
  const common = { part, name: milestoneOf(sellerOrder, part)?.nameForSeller ?? null };
  if (!transfer)
    return {
      ...common,
      amount,
      status: null,
      hold: null,
      reserve: nothing,
      recovered: nothing,
      paidAt: null,
      ...waitsFor(sellerOrder, part),
    };
  const of = { enterprise: sellerOrder.enterprise, payments: sellerOrder.order.payments };
  const hold = holdNow(transfer, of);
  return {
    ...common,
    amount: money(transfer.amountMinor, sellerOrder.currency),
    status: shownStatus(transfer.status, hold),
    hold,
    waitsFor: null,
    expected: expectedOf(transfer, hold, of),
    reserve: money(transfer.reserveMinor, sellerOrder.currency),
    recovered: money(transfer.recoveredMinor, sellerOrder.currency),
    paidAt: transfer.paidAt,
  };
}

/**
 * What an enterprise earns with one of its orders, each amount with what explains it, and when it is paid. Of an order of several
 * enterprises each sees its own part alone. Throws `ordering.unknown` for everybody else.
 */
export async function earningsOf(actor: Actor, sellerOrderId: string): Promise<Earnings> {
  const sellerOrder = await prisma().sellerOrder.findUnique({ where: { id: sellerOrderId }, include: whole });
  if (!sellerOrder || !may(actor, 'seller_order.view', sellerOrder)) throw new DomainError('ordering.unknown');
  const amount = (minor: bigint) => money(minor, sellerOrder.currency);
  const asked = sellerOrder.lines.reduce((sum, line) => sum + line.unitPriceMinor * BigInt(line.quantity), 0n);
  const refunded = amount(await takenBack(sellerOrder));
  const extra = sellerOrder.transfers.filter(({ part }) => /^(reserve|again):/.test(part));
  const over = ['cancelled', 'refunded', 'awaiting_payment'].includes(sellerOrder.status);
  return {
    rail: sellerOrder.enterprise.payoutRail,
    goods: amount(asked),
    shipping: amount(sellerOrder.shippingMinor),
    voucher: amount(sellerOrder.subtotalMinor - asked),
    total: amount(sellerOrder.totalMinor),
    tax: negate(amount(sellerOrder.taxMinor)),
    taxRule: sellerOrder.taxRule,
    commission: negate(amount(sellerOrder.commissionMinor)),
    commissionParts: sellerOrder.commissionParts.map((part) => ({
      category: part.categorySlug,
      basisPoints: part.basisPoints,
      base: amount(part.baseMinor),
      fixed: amount(part.fixedMinor),
      amount: amount(part.amountMinor),
    })),
    refunded: negate(refunded),
    net: amount(earned(sellerOrder).minor - refunded.minor),
    over,
    parts: [
      ...partsOf(sellerOrder)
        .filter(({ part }) => !over || sellerOrder.transfers.some((each) => each.part === part))
        .map(({ part, amount: share }) => partOf(sellerOrder, part, share)),
      ...extra.map(({ part, amountMinor }) => partOf(sellerOrder, part, amount(amountMinor))),
    ],
  };
}
