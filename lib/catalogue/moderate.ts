import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { ListingStatus, Prisma } from '#lib/db/generated/client.ts';
import { announceChange, prisma, transaction } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';
import { applyProposal } from './apply-proposal.ts';
import { indexListing } from './indexing.ts';
import { requireLicensed } from './licensed/choose.ts';
import { approvePrices } from './price-lists.ts';
import { isApproved, requireListingMove } from './states.ts';
import { tellDecision } from './tell-decision.ts';

export const decideSchema = z
  .object({
    listingId: id,
    /** The number of the revision that was looked at. */
    revision: z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number)
      .optional(),
    decision: z.enum(['approved', 'changes_requested', 'refused'], { error: 'choose' }),
    reason: optionalText(limits.message),
  })
  .refine((input) => input.decision === 'approved' || input.reason.length >= 10, {
    path: ['reason'],
    error: 'reason_needed',
  });

const queued = {
  listing: {
    include: { text: withTranslations, enterprise: true, pictures: { orderBy: { position: 'asc' }, take: 1 } },
  },
} as const satisfies Prisma.ListingRevisionInclude;
export type QueuedRevision = Prisma.ListingRevisionGetPayload<{ include: typeof queued }>;

/** What waits for a decision, the longest waiting first. */
export async function reviewQueue(actor: Actor, cursor?: string): Promise<Page<QueuedRevision>> {
  authorize(actor, 'listing.moderate');
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const rows = await prisma().listingRevision.findMany({
    where: {
      decision: 'pending',
      ...(at && id ? { OR: [{ submittedAt: { gt: at } }, { submittedAt: at, id: { gt: id } }] } : {}),
    },
    include: queued,
    orderBy: [{ submittedAt: 'asc' }, { id: 'asc' }],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.submittedAt, last.id]));
}

/** How many listings wait for a decision. */
export async function reviewQueueLength(actor: Actor): Promise<number> {
  authorize(actor, 'listing.moderate');
  return prisma().listingRevision.count({ where: { decision: 'pending' } });
}

/**
 * Staff decides on a submitted listing or on the proposal of an approved one, with a reason where it is not approved; the enterprise's
 * people are told in their language. What is approved already stays as it is unless its proposal is approved: then it becomes that, in
 * the same transaction. Throws `catalogue.decided_already` for the second of two moderators, and where the revision that was looked at
 * is not the one that waits; `catalogue.enterprise_not_verified`.
 */
export async function decide(actor: Actor, input: z.output<typeof decideSchema>): Promise<void> {
  authorize(actor, 'listing.moderate');
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from listing where id = ${input.listingId}::uuid for update`;
    const revision = await tx.listingRevision.findFirst({ where: { listingId: input.listingId, decision: 'pending' } });
    if (!revision || (input.revision !== undefined && input.revision !== revision.number))
      throw new DomainError('catalogue.decided_already');
    const listing = await tx.listing.findUniqueOrThrow({
      where: { id: input.listingId },
      include: { enterprise: true, schedule: true },
    });
    if (input.decision === 'approved' && listing.enterprise.status !== 'verified')
      throw new DomainError('catalogue.enterprise_not_verified');
    await tx.listingRevision.update({
      where: { id: revision.id },
      data: {
        decision: input.decision,
        decidedById: actorId(actor),
        decidedAt: new Date(),
        reason: input.reason || null,
      },
    });
    if (input.decision === 'approved') {
      await requireLicensed(tx, listing.id);
      await applyProposal(tx, actor, listing);
    }
    const status = isApproved(listing.status) ? listing.status : statusAfter(input.decision, listing.schedule);
    if (status !== listing.status) requireListingMove(listing.status, status);
    await tx.listing.update({
      where: { id: listing.id },
      data: {
        status,
        version: { increment: 1 },
        ...(status === 'live' && listing.status !== 'live' ? { publishedAt: new Date() } : {}),
      },
    });
    if (input.decision === 'approved') {
      await tx.$executeRaw`update variant set approved_price_minor = price_minor where listing_id = ${listing.id}::uuid and archived_at is null`;
      await approvePrices(tx, listing.id);
    }
    if (status === 'live') await indexListing(tx, listing.id);
    await audit(tx, actor, {
      action: `listing.${input.decision}`,
      subjectType: 'listing',
      subjectId: listing.id,
      reason: input.reason || undefined,
      data: { revision: revision.number },
    });
    if (status === 'live') await announceChange(tx, { kind: 'catalogue' });
    await tellDecision(tx, { listingId: listing.id, revisionId: revision.id, before: listing.status, status }, input);
  });
}

/** Where a listing goes that was not approved before: on sale, now or at the time that was set, or back to its desk. */
function statusAfter(
  decision: z.output<typeof decideSchema>['decision'],
  schedule: { readonly publishAt: Date | null } | null,
): ListingStatus {
  if (decision !== 'approved') return decision;
  return schedule?.publishAt && schedule.publishAt > now() ? 'scheduled' : 'live';
}
