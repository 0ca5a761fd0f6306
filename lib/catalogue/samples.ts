import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { changePictures, requireOwnMedia } from './pictures.ts';

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
  await changePictures(tx, actor, listingId, async (_pictures, listing) => {
    await requireOwnMedia(tx, listing, media.id);
    const samples = await tx.listingSample.findMany({ where: { listingId }, orderBy: { position: 'asc' } });
    if (samples.length >= limits.samples)
      throw new DomainError('catalogue.too_many_samples', { limit: limits.samples });
    const position = (samples.at(-1)?.position ?? -1) + 1;
    await tx.listingSample.create({
      data: { listingId, mediaId: media.id, position, title: sampleTitle(media.fileName) },
    });
  });
}

/** addSample by itself. */
export async function addListingSample(actor: Actor, listingId: string, media: { id: string; fileName: string }) {
  await transaction((tx) => addSample(tx, actor, listingId, media));
}

export const sampleSchema = z.object({
  listingId: id,
  mediaId: id,
  title: text(limits.title),
  change: z.enum(['save', 'earlier', 'later', 'remove']),
});

/** Names a sample, moves it by one place, or takes it off. */
export async function changeSample(actor: Actor, input: z.output<typeof sampleSchema>): Promise<void> {
  const { listingId, mediaId, title, change } = input;
  const key = (mediaOf: string) => ({ listingId_mediaId: { listingId, mediaId: mediaOf } });
  await transaction((tx) =>
    changePictures(tx, actor, listingId, async () => {
      const samples = await tx.listingSample.findMany({ where: { listingId }, orderBy: { position: 'asc' } });
      const at = samples.findIndex((sample) => sample.mediaId === mediaId);
      const sample = samples[at];
      if (!sample) throw new DomainError('catalogue.sample_gone');
      if (change === 'remove') {
        await tx.listingSample.delete({ where: key(mediaId) });
        return;
      }
      await tx.listingSample.update({ where: key(mediaId), data: { title } });
      const other = change === 'save' ? undefined : samples[at + (change === 'earlier' ? -1 : 1)];
      if (!other) return;
      await tx.listingSample.update({ where: key(mediaId), data: { position: other.position } });
      await tx.listingSample.update({ where: key(other.mediaId), data: { position: sample.position } });
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

/** The bytes behind a sample: for everybody while its listing is live, before that for those who may see the listing. */
export async function sampleFile(actor: () => Promise<Actor>, mediaId: string): Promise<SampleFile | null> {
  if (!uuidPattern.test(mediaId)) return null;
  const samples = await prisma().listingSample.findMany({
    where: { mediaId },
    include: { media: true, listing: { select: { status: true, enterpriseId: true } } },
  });
  const media = samples[0]?.media;
  if (!media) return null;
  const isPublic = samples.some((sample) => sample.listing.status === 'live');
  if (!isPublic) {
    const who = await actor();
    if (!samples.some((sample) => may(who, 'listing.view', sample.listing))) return null;
  }
  const { storageKey, contentType, bytes } = media;
  return { storageKey, contentType, bytes: Number(bytes), isPublic };
}
