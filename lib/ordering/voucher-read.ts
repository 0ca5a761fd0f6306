import { money } from '#lib/core/money.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import type { VoucherTerms } from './voucher-rules.ts';

export const withAmounts = { amounts: { orderBy: { currency: 'asc' } } } as const satisfies Prisma.VoucherInclude;
export type VoucherRow = Prisma.VoucherGetPayload<{ include: typeof withAmounts }>;

/** A voucher's row as the rules take it. */
export function termsOf(row: VoucherRow): VoucherTerms {
  const { id, code, enterpriseId, kind, basisPoints, startsAt, endsAt, listingIds, categorySlugs, collectionIds } = row;
  return {
    id,
    code,
    enterpriseId,
    kind,
    basisPoints,
    amounts: row.amounts.map((each) => money(each.amountMinor, each.currency)),
    minimum: row.minimumMinor && row.minimumCurrency ? money(row.minimumMinor, row.minimumCurrency) : null,
    startsAt,
    endsAt,
    stopped: row.stoppedAt !== null,
    usedUp: row.maxTotal !== null && row.used >= row.maxTotal,
    listingIds,
    categorySlugs,
    collectionIds,
  };
}

/** Who gave a voucher out, as a cart keeps it: one code of each. */
export function issuerOf(enterpriseId: string | null): string {
  return enterpriseId ?? 'platform';
}

/** By listing: which of these collections it is in. */
export async function collectionsOf(tx: Tx, collectionIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.collectionListing.findMany({ where: { collectionId: { in: [...collectionIds] } } });
  const found = new Map<string, string[]>();
  for (const { listingId, collectionId } of rows) found.set(listingId, [...(found.get(listingId) ?? []), collectionId]);
  return found;
}
