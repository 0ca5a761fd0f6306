import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { id } from '#lib/core/validation.ts';
import { prisma, transaction } from '#lib/db/index.ts';

export const watermarkSchema = z.object({ listingId: id, watermark: z.literal('on').optional() });

/** Whether each buyer's copy of a listing's files is marked with whose it is. */
export async function hasWatermark(listingId: string): Promise<boolean> {
  const offer = await prisma().downloadOffer.findUnique({ where: { listingId } });
  return offer?.watermark ?? false;
}

/** Switches the marks on or off, for downloads from now on. */
export async function setWatermark(actor: Actor, input: z.output<typeof watermarkSchema>): Promise<void> {
  const { listingId } = input;
  const watermark = input.watermark === 'on';
  await transaction(async (tx) => {
    const listing = await tx.listing.findUniqueOrThrow({ where: { id: listingId } });
    authorize(actor, 'listing.edit', listing);
    await tx.downloadOffer.upsert({ where: { listingId }, create: { listingId, watermark }, update: { watermark } });
  });
}
