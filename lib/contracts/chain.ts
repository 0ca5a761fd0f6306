import { createHash } from 'node:crypto';
import { prisma, type Tx } from '#lib/db/index.ts';

export interface ChainEntry {
  readonly position: number;
  readonly kind: string;
  readonly payload: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly at: Date;
}

export const chainKinds = ['drafted', 'signed', 'concluded', 'registered'] as const;
export type ChainKind = (typeof chainKinds)[number];

/** Adds to a deal's chain; the database links and hashes the entry (trigger `deal_chain_link`). */
export async function enchain(
  tx: Tx,
  dealId: string,
  kind: ChainKind,
  at: Date,
  facts: Record<string, string | number | boolean | null>,
): Promise<void> {
  await tx.$executeRaw`
    insert into deal_chain_entry (deal_id, position, kind, payload, previous_hash, hash, at)
    values (${dealId}::uuid, 0, ${kind}, ${JSON.stringify(facts)}, '', '', ${at})`;
}

/** The hash of an entry after the one before it, hex: as the database reckons it, so that anybody can do it again. */
export function linkHash({ previousHash, position, kind, at, payload }: Omit<ChainEntry, 'hash'>): string {
  return createHash('sha256')
    .update([previousHash, String(position), kind, at.toISOString(), payload].join('\n'))
    .digest('hex');
}

/** Whether a chain holds: each entry follows the one before it, and its hash is what it should be. */
export function chainHolds(entries: readonly ChainEntry[]): boolean {
  let previous = '0'.repeat(64);
  return entries.every((entry, at) => {
    const fits = entry.position === at + 1 && entry.previousHash === previous && entry.hash === linkHash(entry);
    previous = entry.hash;
    return fits;
  });
}

/** The chain of a deal, the first entry first. Whoever asks has been let in. */
export async function chainOfDeal(dealId: string): Promise<ChainEntry[]> {
  return prisma().dealChainEntry.findMany({ where: { dealId }, orderBy: { position: 'asc' } });
}
