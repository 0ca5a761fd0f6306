import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { DomainError, saidAtEnd } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { Work } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { uploadPicture, uploadSample } from '#lib/media/index.ts';
import { announceWork } from '../end.ts';
import { lockedWork } from './open.ts';

const chosen = z.instanceof(File, { error: 'choose' }).refine(({ size }) => size > 0, { error: 'choose' });

export const addWorkPictureSchema = z.object({ workId: id, picture: chosen, alt: optionalText(limits.alt) });
export const addWorkSampleSchema = z.object({ workId: id, sample: chosen, title: optionalText(limits.shortText) });
export const workMediaSchema = z.object({ workId: id, mediaId: id });

/** What a form needs of a work before its file is taken in. */
async function lookedAt(actor: Actor, workId: string): Promise<Work> {
  return transaction((tx) => shownWork(tx, actor, workId));
}

async function shownWork(tx: Tx, actor: Actor, workId: string): Promise<Work> {
  const work = await lockedWork(tx, actor, workId);
  if (work.status === 'in_review') throw new DomainError('rights.work_in_review');
  return work;
}

async function changed(tx: Tx, work: Work): Promise<void> {
  await tx.work.update({ where: { id: work.id }, data: { version: { increment: 1 } } });
  if (work.status === 'verified') await announceWork(tx, work.id);
}

/** Hangs another picture of a work. Throws `rights.too_many`, and at the field what a picture may be. */
export async function addWorkPicture(actor: Actor, input: z.output<typeof addWorkPictureSchema>): Promise<void> {
  const { enterpriseId } = await lookedAt(actor, input.workId);
  const bytes = new Uint8Array(await input.picture.arrayBuffer());
  const media = await saidAtEnd('picture', () =>
    uploadPicture(system('rights.pictures'), enterpriseId, input.picture.name, bytes),
  );
  await transaction(async (tx) => {
    const work = await shownWork(tx, actor, input.workId);
    const pictures = await tx.workPicture.findMany({ where: { workId: work.id }, orderBy: { position: 'desc' } });
    if (pictures.length >= limits.pictures)
      throw new DomainError('rights.too_many', { limit: limits.pictures }, 'picture');
    const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: work.textId } });
    await tx.workPicture.create({
      data: {
        workId: work.id,
        mediaId: media.id,
        position: (pictures[0]?.position ?? -1) + 1,
        alt: input.alt ? { [sourceLocale]: input.alt } : {},
      },
    });
    await changed(tx, work);
  });
}

/** Adds a sound or a film by which a work is heard or seen. Throws `rights.too_many`, and at the field what a sample may be. */
export async function addWorkSample(actor: Actor, input: z.output<typeof addWorkSampleSchema>): Promise<void> {
  const { enterpriseId } = await lookedAt(actor, input.workId);
  if (input.sample.size > limits.workSampleBytes)
    throw new DomainError('media.too_large', { size: limits.workSampleBytes }, 'sample');
  const bytes = new Uint8Array(await input.sample.arrayBuffer());
  const media = await saidAtEnd('sample', () =>
    uploadSample(system('rights.samples'), enterpriseId, input.sample.name, bytes),
  );
  await transaction(async (tx) => {
    const work = await shownWork(tx, actor, input.workId);
    const samples = await tx.workSample.findMany({ where: { workId: work.id }, orderBy: { position: 'desc' } });
    if (samples.length >= limits.workSamples)
      throw new DomainError('rights.too_many', { limit: limits.workSamples }, 'sample');
    const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: work.textId } });
    await tx.workSample.create({
      data: {
        workId: work.id,
        mediaId: media.id,
        position: (samples[0]?.position ?? -1) + 1,
        titles: { [sourceLocale]: input.title || media.fileName },
      },
    });
    await changed(tx, work);
  });
}

/** Takes a picture or a sample off a work. A verified work keeps its last picture: `rights.last_picture`. */
export async function removeWorkMedia(
  actor: Actor,
  { workId, mediaId }: z.output<typeof workMediaSchema>,
): Promise<void> {
  await transaction(async (tx) => {
    const work = await shownWork(tx, actor, workId);
    const { count } = await tx.workSample.deleteMany({ where: { workId, mediaId } });
    if (count === 0) {
      const pictures = await tx.workPicture.count({ where: { workId } });
      if (work.status === 'verified' && pictures === 1) throw new DomainError('rights.last_picture');
      await tx.workPicture.deleteMany({ where: { workId, mediaId } });
    }
    await changed(tx, work);
  });
}

/** Hangs a picture first: it stands for the work wherever works are listed. */
export async function leadWithPicture(
  actor: Actor,
  { workId, mediaId }: z.output<typeof workMediaSchema>,
): Promise<void> {
  await transaction(async (tx) => {
    const work = await shownWork(tx, actor, workId);
    const pictures = await tx.workPicture.findMany({ where: { workId }, orderBy: { position: 'asc' } });
    const order = [
      ...pictures.filter((each) => each.mediaId === mediaId),
      ...pictures.filter((each) => each.mediaId !== mediaId),
    ];
    for (const [position, each] of order.entries())
      await tx.workPicture.update({ where: { workId_mediaId: { workId, mediaId: each.mediaId } }, data: { position } });
    await changed(tx, work);
  });
}
