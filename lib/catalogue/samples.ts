import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { wordsByLocale } from './alt.ts';
import { changeContent, movedByOne, requireOwnMedia } from './pictures.ts';

/** The name of a file as a first title: without its ending, with spaces where people put lines. */
export function sampleTitle(fileName: string): string {
  const words = fileName
    .replace(/\.[\p{L}\p{N}]{1,5}$/u, '')
    .replace(/[_-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return (words || fileName).slice(0, limits.title);
}

/** Adds a kept sound or film at the end, within a transaction. Throws `catalogue.too_many_samples`. */
export async function addSample(
  tx: Tx,
  actor: Actor,
  listingId: string,
  media: { id: string; fileName: string },
): Promise<void> {
  await changeContent(tx, actor, listingId, async (content, listing) => {
    await requireOwnMedia(tx, listing, media.id);
    if (content.samples.length >= limits.samples)
      throw new DomainError('catalogue.too_many_samples', { limit: limits.samples });
    const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
    const titles = { [sourceLocale]: sampleTitle(media.fileName) };
    return { ...content, samples: [...content.samples, { mediaId: media.id, titles }] };
  });
}

/** addSample by itself. */
export async function addListingSample(actor: Actor, listingId: string, media: { id: string; fileName: string }) {
  await transaction((tx) => addSample(tx, actor, listingId, media));
}

export const sampleSchema = z.object({
  listingId: id,
  mediaId: id,
  titles: wordsByLocale(limits.title),
  change: z.enum(['save', 'earlier', 'later', 'remove']),
});

/** Names a sample in the languages that are given, moves it by one place, or takes it off. */
export async function changeSample(actor: Actor, input: z.output<typeof sampleSchema>): Promise<void> {
  const { listingId, mediaId, titles, change } = input;
  await transaction((tx) =>
    changeContent(tx, actor, listingId, async (content) => {
      const at = content.samples.findIndex((sample) => sample.mediaId === mediaId);
      if (at < 0) throw new DomainError('catalogue.sample_gone');
      if (change === 'remove') return { ...content, samples: content.samples.toSpliced(at, 1) };
      const samples = content.samples.with(at, { mediaId, titles: { ...titles } });
      return { ...content, samples: change === 'save' ? samples : movedByOne(samples, mediaId, change) };
    }),
  );
}

export interface SampleFile {
  readonly storageKey: string;
  readonly contentType: string;
  readonly bytes: number;
  /** Everybody may hear it. */
  readonly isPublic: boolean;
}

/**
 * The bytes behind a sample: for everybody while its listing is live; before that, and while it is only proposed, for those who may see
 * the listing.
 */
export async function sampleFile(actor: () => Promise<Actor>, mediaId: string): Promise<SampleFile | null> {
  const media = uuidPattern.test(mediaId) ? await prisma().media.findUnique({ where: { id: mediaId } }) : null;
  if (!media?.enterpriseId) return null;
  const { storageKey, contentType, bytes, enterpriseId } = media;
  const shown = await prisma().listingSample.findMany({ where: { mediaId }, select: { listing: true } });
  const isPublic = shown.some(({ listing }) => listing.status === 'live');
  if (!isPublic) {
    const isSample = shown.length > 0 || (await isProposed(enterpriseId, mediaId));
    if (!isSample || !may(await actor(), 'listing.view', { enterpriseId })) return null;
  }
  return { storageKey, contentType, bytes: Number(bytes), isPublic };
}

/** Whether a proposal of the enterprise has it among its samples. */
async function isProposed(enterpriseId: string, mediaId: string): Promise<boolean> {
  const proposals = await prisma().listingDraft.count({
    where: { listing: { enterpriseId }, content: { path: ['samples'], array_contains: [{ mediaId }] } },
  });
  return proposals > 0;
}
