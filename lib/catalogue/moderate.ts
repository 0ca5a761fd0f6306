import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { fieldText, locale, withTranslations } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { audit } from '#lib/trust/index.ts';
import { indexListing } from './indexing.ts';
import { approvePrices } from './price-lists.ts';
import { requireListingMove } from './states.ts';

export const decideSchema = z
  .object({
    listingId: id,
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

/** What was submitted and decided before, the newest first. */
export async function listingHistory(actor: Actor, listingId: string) {
  authorize(actor, 'listing.moderate');
  return prisma().listingRevision.findMany({ where: { listingId }, orderBy: { number: 'desc' }, take: limits.pageMax });
}

const statusAfter = { approved: 'live', changes_requested: 'changes_requested', refused: 'refused' } as const;

/**
 * Staff decides on a submitted listing, with a reason where it is not approved; the enterprise's people are told in their language.
 * Throws `catalogue.decided_already` for the second of two moderators and `catalogue.enterprise_not_verified`.
 */
export async function decide(actor: Actor, input: z.output<typeof decideSchema>): Promise<void> {
  authorize(actor, 'listing.moderate');
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from listing where id = ${input.listingId}::uuid for update`;
    const revision = await tx.listingRevision.findFirst({ where: { listingId: input.listingId, decision: 'pending' } });
    if (!revision) throw new DomainError('catalogue.decided_already');
    const listing = await tx.listing.findUniqueOrThrow({
      where: { id: input.listingId },
      include: { enterprise: true },
    });
    if (input.decision === 'approved' && listing.enterprise.status !== 'verified')
      throw new DomainError('catalogue.enterprise_not_verified');
    const status = statusAfter[input.decision];
    requireListingMove(listing.status, status);

    await tx.listingRevision.update({
      where: { id: revision.id },
      data: {
        decision: input.decision,
        decidedById: actorId(actor),
        decidedAt: new Date(),
        reason: input.reason || null,
      },
    });
    await tx.listing.update({
      where: { id: listing.id },
      data: { status, version: { increment: 1 }, ...(status === 'live' ? { publishedAt: new Date() } : {}) },
    });
    if (status === 'live') {
      await tx.$executeRaw`update variant set approved_price_minor = price_minor where listing_id = ${listing.id}::uuid and archived_at is null`;
      await approvePrices(tx, listing.id);
    }
    await indexListing(tx, listing.id);
    await audit(tx, actor, {
      action: `listing.${input.decision}`,
      subjectType: 'listing',
      subjectId: listing.id,
      reason: input.reason || undefined,
      data: { revision: revision.number },
    });
    await announceChange(tx, { kind: 'catalogue' });
    await tellEnterprise(tx, listing.id, revision.id, input);
  });
}

async function tellEnterprise(
  tx: Tx,
  listingId: string,
  revisionId: string,
  { decision, reason }: z.output<typeof decideSchema>,
): Promise<void> {
  const listing = await tx.listing.findUniqueOrThrow({
    where: { id: listingId },
    include: { text: withTranslations, enterprise: { include: { memberships: { include: { user: true } } } } },
  });
  const title = fieldText(listing.text, 'title', locale(listing.text.sourceLocale));
  for (const { user, role } of listing.enterprise.memberships.filter(
    (each) => each.role === 'owner' || each.role === 'editor',
  )) {
    const reader = locale(user.locale);
    const common = { cause: `revision:${revisionId}:${role}:${user.id}`, recipient: user.email, locale: reader };
    if (decision === 'approved') {
      await queueMail(tx, {
        ...common,
        template: 'listing_approved',
        params: { title, link: `${config().SITE_URL}/${reader}/l/${listing.slug}` },
      });
    } else {
      const link = `${config().SITE_URL}/${reader}/studio/listings/${listing.id}`;
      await queueMail(tx, {
        ...common,
        template: decision === 'refused' ? 'listing_refused' : 'listing_changes_requested',
        params: { title, link, reason },
      });
    }
  }
}
