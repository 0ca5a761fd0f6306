import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { id } from '#lib/core/validation.ts';
import type { Listing, ListingKind, Prisma } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { editable } from '../edit.ts';
import { requireFresh, saveEdit } from '../save-edit.ts';
import { createText, rewriteText } from '../write-text.ts';

/** What every form of a kind sends: which listing, and the version the form was made of. */
export const kindForm = {
  listingId: id,
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
} as const;

export interface KindChange {
  /** Whether anything differs that staff has looked at. */
  readonly looks: boolean;
  readonly prices?: readonly { readonly approved: bigint | null; readonly now: bigint }[];
  readonly data?: Prisma.ListingUncheckedUpdateInput;
}

/**
 * Changes what a listing has by its kind, as one edit of the listing. Throws `catalogue.unknown` for a listing of another kind, and what
 * `requireFresh` throws.
 */
export async function changeKind(
  actor: Actor,
  { listingId, version }: { listingId: string; version: number },
  kind: ListingKind,
  write: (tx: Tx, listing: Listing) => Promise<KindChange>,
): Promise<Listing> {
  return transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    if (listing.kind !== kind) throw new DomainError('catalogue.unknown');
    requireFresh(listing, version);
    const { looks, prices = [], data = {} } = await write(tx, listing);
    return saveEdit(tx, listing, { looks, currency: false, prices }, data);
  });
}

/** Writes the words of a kind in the listing's own language; says under which id, and whether they changed. */
export async function writeKindWords(
  tx: Tx,
  actor: Actor,
  listing: Listing,
  textId: string | undefined,
  fields: Readonly<Record<string, string>>,
): Promise<{ textId: string; changed: boolean }> {
  if (textId) return { textId, changed: await rewriteText(tx, actor, textId, fields) };
  const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
  return { textId: await createText(tx, actor, sourceLocale, fields), changed: true };
}

/** Whether any of these facts differs from what was there before: dates, numbers and lists compared by what they say. */
export function differs(before: object | null, after: object): boolean {
  const said = (facts: object) =>
    JSON.stringify(
      Object.entries(facts)
        .filter(([name]) => name in after)
        .sort(),
    );
  return before === null || said(before) !== said(after);
}

/** A work of the listing's own enterprise that was verified. Throws `catalogue.unknown_work` at the field. */
export async function requireOwnWork(tx: Tx, listing: Listing, workId: string): Promise<void> {
  const own = await tx.work.count({ where: { id: workId, enterpriseId: listing.enterpriseId, status: 'verified' } });
  if (own === 0) throw new DomainError('catalogue.unknown_work', {}, 'workId');
}
