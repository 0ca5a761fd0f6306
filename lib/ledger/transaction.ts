import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { type Money, money } from '#lib/core/money.ts';
import type { LedgerAccountKind } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { type Behind, originOf, type StripeLink } from './behind.ts';

export interface BookedEntry {
  readonly id: bigint;
  readonly accountId: string;
  readonly kind: LedgerAccountKind;
  readonly jurisdiction: string | null;
  readonly enterprise: { readonly name: string; readonly slug: string } | null;
  readonly amount: Money;
}

export interface BookedTransaction {
  readonly id: string;
  readonly cause: string;
  readonly kind: string;
  readonly postedAt: Date;
  readonly order: { readonly id: string; readonly number: string } | null;
  readonly entries: readonly BookedEntry[];
  readonly stripe: readonly StripeLink[];
  readonly behind: readonly Behind[];
  /** The closed day it is sealed in, with its hash. */
  readonly sealed: { readonly day: Date; readonly hash: string } | null;
  /** Others of the same order, in the order in which they were booked. */
  readonly related: readonly { readonly id: string; readonly kind: string; readonly postedAt: Date }[];
}

/** One transaction with all that leads to the event behind it; null where there is none. */
export async function readTransaction(actor: Actor, id: string): Promise<BookedTransaction | null> {
  authorize(actor, 'ledger.view');
  if (!uuidPattern.test(id)) return null;
  const found = await prisma().ledgerTransaction.findUnique({
    where: { id },
    include: { entries: { include: { account: true }, orderBy: { id: 'asc' } } },
  });
  if (!found) return null;
  const enterpriseIds = found.entries.flatMap(({ account }) => account.enterpriseId ?? []);
  const [enterprises, order, origin, sealed, related] = await Promise.all([
    prisma().enterprise.findMany({
      where: { id: { in: enterpriseIds } },
      select: { id: true, displayName: true, slug: true },
    }),
    found.orderId
      ? prisma().order.findUnique({ where: { id: found.orderId }, select: { id: true, number: true } })
      : null,
    originOf(found.cause, found.orderId),
    prisma().ledgerDay.findUnique({
      where: { day: new Date(`${found.postedAt.toISOString().slice(0, 10)}T00:00:00Z`) },
    }),
    found.orderId
      ? prisma().ledgerTransaction.findMany({
          where: { orderId: found.orderId, id: { not: id } },
          orderBy: [{ postedAt: 'asc' }, { id: 'asc' }],
          select: { id: true, kind: true, postedAt: true },
          take: 50,
        })
      : [],
  ]);
  const byId = new Map(enterprises.map((each) => [each.id, { name: each.displayName, slug: each.slug }]));
  return {
    id: found.id,
    cause: found.cause,
    kind: found.kind,
    postedAt: found.postedAt,
    order,
    ...origin,
    sealed,
    related,
    entries: found.entries.map(({ id: number, account, amountMinor, currency }) => ({
      id: number,
      accountId: account.id,
      kind: account.kind,
      jurisdiction: account.jurisdiction,
      enterprise: account.enterpriseId ? (byId.get(account.enterpriseId) ?? null) : null,
      amount: money(amountMinor, currency),
    })),
  };
}
