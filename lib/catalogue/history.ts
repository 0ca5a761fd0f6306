import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id } from '#lib/core/validation.ts';
import type { Listing, ListingRevision } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { type ListingContent, mediaOf, storedContent } from './content.ts';
import { editable } from './edit.ts';
import { isCounted } from './kinds/kind.ts';
import { editListing } from './save-edit.ts';

export interface RevisionLine extends Omit<ListingRevision, 'snapshot'> {
  /** What was sent in; null for revisions from before contents were kept whole. */
  readonly content: ListingContent | null;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
}

type Owned = Pick<Listing, 'id' | 'enterpriseId'>;

async function lines(rows: readonly ListingRevision[]): Promise<RevisionLine[]> {
  const ids = rows.flatMap(({ submittedById, decidedById }) => [submittedById ?? [], decidedById ?? []].flat());
  const people = await prisma().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const nameOf = (of: string | null) => people.find((each) => each.id === of)?.name ?? null;
  return rows.map(({ snapshot, ...row }) => ({
    ...row,
    content: storedContent(snapshot),
    submittedBy: nameOf(row.submittedById),
    decidedBy: nameOf(row.decidedById),
  }));
}

/** What was sent in of a listing and what was decided, the newest first. */
export async function listingHistory(actor: Actor, listing: Owned, cursor?: string): Promise<Page<RevisionLine>> {
  authorize(actor, 'listing.view', listing);
  const [before] = decodeCursor(cursor, ['number']) ?? [];
  const rows = await prisma().listingRevision.findMany({
    where: { listingId: listing.id, ...(before === undefined ? {} : { number: { lt: before } }) },
    orderBy: { number: 'desc' },
    take: limits.page + 1,
  });
  return pageOf(await lines(rows), limits.page, (last) => encodeCursor([last.number]));
}

/** One revision of a listing by its number. Throws `catalogue.unknown`. */
export async function viewRevision(actor: Actor, listing: Owned, number: number): Promise<RevisionLine> {
  authorize(actor, 'listing.view', listing);
  const row = Number.isSafeInteger(number)
    ? await prisma().listingRevision.findFirst({ where: { listingId: listing.id, number } })
    : null;
  const [line] = row ? await lines([row]) : [];
  if (!line) throw new DomainError('catalogue.unknown');
  return line;
}

export const restoreRevisionSchema = z.object({
  listingId: id,
  number: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

/**
 * Makes a listing's working content what a revision said: the draft itself, or the proposal of an approved listing. What was deleted
 * since (pictures, files) stays away. Throws `catalogue.unknown`, `catalogue.revision_too_old`, `catalogue.in_review`.
 */
export async function restoreRevision(actor: Actor, input: z.output<typeof restoreRevisionSchema>): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    const revision = await tx.listingRevision.findFirst({ where: { listingId: listing.id, number: input.number } });
    if (!revision) throw new DomainError('catalogue.unknown');
    const content = storedContent(revision.snapshot);
    if (!content) throw new DomainError('catalogue.revision_too_old');
    const media = new Set(
      (await tx.media.findMany({ where: { id: { in: mediaOf(content) }, enterpriseId: listing.enterpriseId } })).map(
        (each) => each.id,
      ),
    );
    const variants = await tx.variant.findMany({ where: { listingId: listing.id }, select: { id: true } });
    const onShelf = new Set(variants.map((variant) => variant.id));
    await editListing(tx, actor, listing, (working) => ({
      ...content,
      offer: content.offer ?? working.offer,
      pictures: content.pictures.filter(({ mediaId }) => media.has(mediaId)),
      samples: content.samples.filter(({ mediaId }) => media.has(mediaId)),
      // A file that was sold since stays a version.
      files: [...new Set([...working.files, ...content.files.filter((file) => media.has(file))])],
      variants: content.variants.map((variant) => ({
        ...variant,
        openingStock: onShelf.has(variant.id) || !isCounted(listing.kind) ? null : (variant.openingStock ?? 0),
      })),
    }));
  });
}
