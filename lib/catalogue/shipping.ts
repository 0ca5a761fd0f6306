import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { announceChange, prisma, transaction } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { editable } from './edit.ts';

export const assignShippingSchema = z.object({
  listingId: id,
  /** Empty: the enterprise's default table. */
  profileId: z.union([z.literal('').transform(() => null), id]),
});

/** Says by which shipping table a listing is sent. Public at once, as stock is. Throws `enterprises.unknown_shipping`. */
export async function assignShipping(actor: Actor, input: z.output<typeof assignShippingSchema>): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, input.listingId);
    const { enterpriseId } = listing;
    if (input.profileId && !(await tx.shippingProfile.count({ where: { id: input.profileId, enterpriseId } })))
      throw new DomainError('enterprises.unknown_shipping', {}, 'profileId');
    await tx.listing.update({ where: { id: listing.id }, data: { shippingProfileId: input.profileId } });
    if (listing.status === 'live') await announceChange(tx, { kind: 'listing', slug: listing.slug });
  });
}

/** The goods that are sent by a shipping table, and how many of them are heavier than it takes. */
export async function listingsSentBy(
  actor: Actor,
  profile: { readonly id: string; readonly enterpriseId: string; readonly isDefault: boolean },
  mostGrams: number,
) {
  authorize(actor, 'listing.view', profile);
  const { id: shippingProfileId, enterpriseId, isDefault } = profile;
  const where: Prisma.ListingWhereInput = {
    enterpriseId,
    kind: 'physical',
    status: { notIn: ['archived', 'refused'] },
    OR: [{ shippingProfileId }, ...(isDefault ? [{ shippingProfileId: null }] : [])],
  };
  const [count, tooHeavy, items] = await Promise.all([
    prisma().listing.count({ where }),
    prisma().listing.count({ where: { ...where, weightGrams: { gt: mostGrams } } }),
    prisma().listing.findMany({
      where,
      include: { text: withTranslations },
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      take: limits.page,
    }),
  ]);
  return { count, tooHeavy, items };
}
