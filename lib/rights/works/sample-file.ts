import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import type { Media } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';

/** A sample: of a verified work for everybody, of any other for its people and staff. Throws `rights.unknown`. */
export async function openWorkSample(actor: () => Promise<Actor>, workId: string, mediaId: string): Promise<Media> {
  const sample =
    uuidPattern.test(workId) && uuidPattern.test(mediaId)
      ? await prisma().workSample.findUnique({
          where: { workId_mediaId: { workId, mediaId } },
          include: { media: true, work: true },
        })
      : null;
  if (!sample) throw new DomainError('rights.unknown');
  if (sample.work.status !== 'verified' && !may(await actor(), 'work.view', sample.work))
    throw new DomainError('rights.unknown');
  return sample.media;
}
