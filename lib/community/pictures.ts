import { z } from 'zod';
import { DomainError, saidAtEnd } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { takePicture } from '#lib/media/index.ts';

/** The pictures of a review's form: those that are added, what they show, and those that are taken away. */
export const pictureFields = {
  pictures: z
    .array(z.instanceof(File))
    .default([])
    .transform((files) => files.filter((file) => file.size > 0))
    .refine((files) => files.length <= limits.reviewPictures, {
      error: 'community.too_many_pictures',
      params: { limit: limits.reviewPictures },
    }),
  alt: optionalText(limits.reviewPictureAlt),
  removed: z.array(id).max(limits.reviewPictures).default([]),
};
export type PictureInput = z.output<z.ZodObject<typeof pictureFields>>;

export const noPictures: PictureInput = { pictures: [], alt: '', removed: [] };

type Taken = Awaited<ReturnType<typeof takePicture>>;

/** Examines the pictures before anything is written: one that is none makes the whole form come back, with its sentence at the field. */
export async function takePictures(files: readonly File[]): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const file of files) {
    const read = async () => takePicture(file.name, new Uint8Array(await file.arrayBuffer()));
    taken.push(await saidAtEnd('pictures', read));
  }
  return taken;
}

/** Takes pictures off a review and puts others on, in the review's own transaction. Throws `community.too_many_pictures`. */
export async function changePictures(
  tx: Tx,
  review: { readonly id: string },
  { alt, removed }: Pick<PictureInput, 'alt' | 'removed'>,
  taken: readonly Taken[],
  createdById: string | null,
): Promise<void> {
  if (removed.length > 0)
    await tx.reviewPicture.deleteMany({ where: { reviewId: review.id, mediaId: { in: removed } } });
  if (taken.length === 0) return;
  const there = await tx.reviewPicture.findMany({ where: { reviewId: review.id }, select: { position: true } });
  const free = Array.from({ length: limits.reviewPictures }, (_, position) => position).filter((position) =>
    there.every((picture) => picture.position !== position),
  );
  if (free.length < taken.length)
    throw new DomainError('community.too_many_pictures', { limit: limits.reviewPictures }, 'pictures');
  for (const [at, data] of taken.entries()) {
    const media = await tx.media.create({ data: { ...data, createdById } });
    await tx.reviewPicture.create({ data: { reviewId: review.id, mediaId: media.id, position: free[at] ?? 0, alt } });
  }
}

/** What to read of a review's pictures. */
export const withPictures = {
  orderBy: { position: 'asc' },
  select: { mediaId: true, alt: true, media: { select: { width: true, height: true } } },
} as const;

export interface ReviewPictureView {
  readonly mediaId: string;
  /** Empty where the buyer did not say what it shows. */
  readonly alt: string;
  readonly media: { readonly width: number | null; readonly height: number | null };
}

export interface GalleryPicture extends ReviewPictureView {
  readonly review: { readonly authorName: string; readonly locale: string };
}

/** Pictures of all the shown reviews of a listing, the newest first. */
export async function reviewGallery(listingId: string): Promise<GalleryPicture[]> {
  return prisma().reviewPicture.findMany({
    where: { review: { listingId, hiddenAt: null } },
    orderBy: [{ review: { createdAt: 'desc' } }, { position: 'asc' }],
    select: { ...withPictures.select, review: { select: { authorName: true, locale: true } } },
    take: limits.galleryPictures,
  });
}
