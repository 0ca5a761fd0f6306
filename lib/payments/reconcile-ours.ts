import type { Payment } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { type ReconciledType, type Seen, sessionOf, type Window } from './reconcile-list.ts';
import type { Booked, Ours } from './reconcile-rules.ts';

/** Our rows of objects seen at Stripe, by Stripe's id. */
export async function oursOf(seen: readonly Seen[]): Promise<ReadonlyMap<string, Ours>> {
  const of = (type: ReconciledType) => seen.filter((each) => each.type === type);
  const parts = await Promise.all([
    paymentsOf(of('charge')),
    refundsOf(of('refund')),
    transfersOf(of('transfer')),
    disputesOf(of('dispute')),
  ]);
  return new Map(parts.flat());
}

const present = (values: readonly (string | null)[]) => values.filter((value) => value !== null);

async function paymentsOf(seen: readonly Seen[]): Promise<(readonly [string, Ours])[]> {
  const rows = await prisma().payment.findMany({
    where: {
      OR: [
        { chargeId: { in: present(seen.map(({ chargeId }) => chargeId)) } },
        { paymentIntentId: { in: present(seen.map(({ paymentIntentId }) => paymentIntentId)) } },
      ],
    },
  });
  const found: (readonly [string, Ours])[] = [];
  for (const each of seen) {
    const row =
      rows.find(({ chargeId }) => chargeId === each.id) ??
      rows.find(({ paymentIntentId }) => paymentIntentId !== null && paymentIntentId === each.paymentIntentId) ??
      (await paymentOfPage(each));
    if (row)
      found.push([
        each.id,
        {
          id: row.id,
          orderId: row.orderId,
          booking: bookingOf(row),
          currency: row.currency,
          minor: row.amountMinor,
          status: row.status,
          reversedMinor: 0n,
          repairId: row.checkoutSessionId,
        },
      ]);
  }
  return found;
}

/** The cause that a payment is booked under; null where it is for nothing we know. */
function bookingOf(row: Pick<Payment, 'orderId' | 'licenceDueId' | 'translationOrderId'>): string | null {
  if (row.orderId) return `order:${row.orderId}:paid`;
  if (row.licenceDueId) return `due:${row.licenceDueId}:paid`;
  return row.translationOrderId && `translation_order:${row.translationOrderId}:paid`;
}

/** A payment of which we never learnt that it was made is known by its page alone. */
async function paymentOfPage({ paymentIntentId }: Seen) {
  const session = paymentIntentId ? await sessionOf(paymentIntentId) : null;
  return session ? prisma().payment.findUnique({ where: { checkoutSessionId: session.id } }) : null;
}

async function refundsOf(seen: readonly Seen[]): Promise<(readonly [string, Ours])[]> {
  const rows = await prisma().refund.findMany({
    where: { stripeId: { in: seen.map(({ id }) => id) } },
    include: { payment: true },
  });
  const translations = await prisma().translationRefund.findMany({
    where: { stripeId: { in: seen.map(({ id }) => id) } },
  });
  const ofJobs = translations.map((row): readonly [string, Ours] => [
    row.stripeId ?? '',
    {
      id: row.id,
      bookedAs: [row.id],
      orderId: null,
      currency: row.currency,
      minor: row.amountMinor,
      status: row.status,
      reversedMinor: 0n,
      repairId: row.stripeId,
    },
  ]);
  // One that was made at Stripe itself is a row for each part of its order.
  const ofOrders = [...Map.groupBy(rows, (row) => row.stripeId ?? '')].flatMap(([stripeId, parts]) => {
    const [first] = parts;
    if (!first) return [];
    const ours: Ours = {
      id: first.id,
      bookedAs: parts.map(({ id }) => id),
      orderId: first.payment?.orderId ?? null,
      currency: first.currency,
      minor: parts.reduce((sum, part) => sum + part.amountMinor, 0n),
      status: (parts.find((part) => part.status === 'pending') ?? first).status,
      reversedMinor: 0n,
      repairId: stripeId,
    };
    return [[stripeId, ours] as const];
  });
  return [...ofJobs, ...ofOrders];
}

async function transfersOf(seen: readonly Seen[]): Promise<(readonly [string, Ours])[]> {
  const rows = await prisma().transfer.findMany({
    where: {
      OR: [
        { stripeId: { in: seen.map(({ id }) => id) } },
        { stripeId: null, id: { in: present(seen.map(({ transferId }) => transferId)) } },
      ],
    },
    include: { sellerOrder: { select: { orderId: true } } },
  });
  return seen.flatMap((each) => {
    const row =
      rows.find(({ stripeId }) => stripeId === each.id) ??
      rows.find(({ stripeId, id }) => stripeId === null && id === each.transferId);
    if (!row) return [];
    const ours: Ours = {
      id: row.id,
      orderId: row.sellerOrder?.orderId ?? null,
      currency: row.currency,
      minor: row.amountMinor,
      status: row.status,
      reversedMinor: row.reversedMinor,
      repairId: row.id,
    };
    return [[each.id, ours] as const];
  });
}

async function disputesOf(seen: readonly Seen[]): Promise<(readonly [string, Ours])[]> {
  const rows = await prisma().dispute.findMany({
    where: { stripeId: { in: seen.map(({ id }) => id) } },
    include: { payment: true },
  });
  return rows.map((row) => [
    row.stripeId,
    {
      id: row.id,
      orderId: row.payment.orderId,
      currency: row.currency,
      minor: row.amountMinor,
      status: row.status,
      reversedMinor: 0n,
      repairId: row.stripeId,
    },
  ]);
}

/** What the ledger moved at Stripe, by the beginning of a cause. */
async function movedBy(beginnings: readonly string[]): Promise<Map<string, { transactions: number; minor: bigint }>> {
  const rows = await prisma().$queryRaw<{ beginning: string; transactions: bigint; minor: bigint }[]>`
    select b.beginning, count(distinct t.id) as transactions,
      coalesce(sum(e.amount_minor) filter (where a.kind = 'stripe_clearing'), 0)::bigint as minor
    from unnest(${[...new Set(beginnings)]}::text[]) as b (beginning)
    join ledger_transaction t on t.cause >= b.beginning collate "C" and t.cause < (b.beginning || '~') collate "C"
    join ledger_entry e on e.transaction_id = t.id join ledger_account a on a.id = e.account_id
    group by b.beginning`;
  return new Map(rows.map((row) => [row.beginning, { transactions: Number(row.transactions), minor: row.minor }]));
}

/** Causes begin with what they are about and its id: ours, or Stripe's where we keep no row of it. */
function beginningsOf(seen: Seen, ours: Ours | null): readonly string[] {
  if (seen.type === 'charge') return ours?.booking ? [ours.booking] : [];
  const ids = ours ? (ours.bookedAs ?? [ours.id]) : [];
  return [...ids, seen.id].map((id) => `${seen.type}:${id}`);
}

const feeOf = (ours: Ours) => `payment:${ours.id}:fee`;

/** What is booked for each object. */
export async function bookedFor(
  pairs: readonly { readonly seen: Seen; readonly ours: Ours | null }[],
): Promise<(seen: Seen, ours: Ours | null) => Booked> {
  const moved = await movedBy(
    pairs.flatMap(({ seen, ours }) => [
      ...beginningsOf(seen, ours),
      ...(seen.type === 'charge' && ours ? [feeOf(ours)] : []),
    ]),
  );
  return (seen, ours) => {
    const parts = beginningsOf(seen, ours).flatMap((beginning) => moved.get(beginning) ?? []);
    return {
      transactions: parts.reduce((sum, part) => sum + part.transactions, 0),
      clearingMinor: parts.reduce((sum, part) => sum + part.minor, 0n),
      feeMinor: ours && seen.type === 'charge' ? -(moved.get(feeOf(ours))?.minor ?? 0n) : 0n,
    };
  };
}

/** Whether a row of ours still names an object. */
export async function isOurs(type: ReconciledType, stripeId: string): Promise<boolean> {
  const rows = {
    charge: () => prisma().payment.count({ where: { chargeId: stripeId } }),
    transfer: () => prisma().transfer.count({ where: { stripeId } }),
    refund: () => prisma().refund.count({ where: { stripeId } }),
    dispute: () => prisma().dispute.count({ where: { stripeId } }),
    payout: async () => 0,
  } as const satisfies Record<ReconciledType, () => Promise<number>>;
  return (await rows[type]()) > 0;
}

/** Objects of ours of the window that Stripe has made, as we believe. */
export async function believed({ from, until }: Window): Promise<{ type: ReconciledType; id: string }[]> {
  const within = { gte: from, lte: until };
  const [payments, transfers, refunds] = await Promise.all([
    prisma().payment.findMany({
      where: { succeededAt: within, chargeId: { not: null } },
      select: { chargeId: true },
    }),
    prisma().transfer.findMany({ where: { paidAt: within, stripeId: { not: null } }, select: { stripeId: true } }),
    prisma().refund.findMany({ where: { createdAt: within, stripeId: { not: null } }, select: { stripeId: true } }),
  ]);
  return [
    ...payments.map(({ chargeId }) => ({ type: 'charge', id: chargeId ?? '' }) as const),
    ...transfers.map(({ stripeId }) => ({ type: 'transfer', id: stripeId ?? '' }) as const),
    ...refunds.map(({ stripeId }) => ({ type: 'refund', id: stripeId ?? '' }) as const),
  ];
}
