import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { withName } from '#lib/enterprises/index.ts';
import { type Locale, withTranslations } from '#lib/languages/index.ts';
import { withPictures } from './pictures.ts';
import { translationsFor, type VoiceTranslationView } from './words.ts';

/** With the listing it is about, by name and picture. */
export const ofListing = {
  listing: {
    include: {
      text: withTranslations,
      enterprise: { select: withName },
      pictures: { orderBy: { position: 'asc' }, take: 1 },
    },
  },
} as const satisfies Prisma.ReviewInclude & Prisma.QuestionInclude;
/** A review with its pictures as well. */
export const ofReview = { ...ofListing, pictures: withPictures } as const satisfies Prisma.ReviewInclude;
export type DeskReview = Prisma.ReviewGetPayload<{ include: typeof ofReview }>;
export type DeskQuestion = Prisma.QuestionGetPayload<{ include: typeof ofListing }>;
/** With its translations for the reader at the desk; `voiceWords` chooses. */
export type Readable<T extends DeskReview | DeskQuestion> = T & {
  readonly translations: readonly VoiceTranslationView[];
};

/** What waits for an answer, the longest waiting first; what is answered, the newest first. */
export type Which = 'waiting' | 'answered';

function asked(enterpriseId: string, which: Which, cursor: string | undefined) {
  const [at, id] = decodeCursor(cursor, ['time', 'id']) ?? [];
  const beyond = which === 'waiting' ? 'gt' : 'lt';
  return {
    listing: { enterpriseId },
    hiddenAt: null,
    answeredAt: which === 'waiting' ? null : { not: null },
    ...(at && id ? { OR: [{ createdAt: { [beyond]: at } }, { createdAt: at, id: { [beyond]: id } }] } : {}),
  };
}

function inOrder(which: Which) {
  const direction = which === 'waiting' ? 'asc' : 'desc';
  return [{ createdAt: direction }, { id: direction }] as const;
}

/** Reviews of an enterprise's listings, with their translations for a reader. */
export async function reviewsOfEnterprise(
  actor: Actor,
  enterpriseId: string,
  which: Which,
  cursor?: string,
  reader?: Locale,
): Promise<Page<Readable<DeskReview>>> {
  authorize(actor, 'enterprise.view', { enterpriseId });
  const rows = await prisma().review.findMany({
    where: asked(enterpriseId, which, cursor),
    include: { ...ofReview, translations: translationsFor(reader) },
    orderBy: [...inOrder(which)],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}

/** Questions about an enterprise's listings, with their translations for a reader. */
export async function questionsOfEnterprise(
  actor: Actor,
  enterpriseId: string,
  which: Which,
  cursor?: string,
  reader?: Locale,
): Promise<Page<Readable<DeskQuestion>>> {
  authorize(actor, 'enterprise.view', { enterpriseId });
  const rows = await prisma().question.findMany({
    where: asked(enterpriseId, which, cursor),
    include: { ...ofListing, translations: translationsFor(reader) },
    orderBy: [...inOrder(which)],
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, (last) => encodeCursor([last.createdAt, last.id]));
}

/** How many reviews and questions wait for the enterprise's answer. */
export async function waitingForAnswer(
  actor: Actor,
  enterpriseId: string,
): Promise<{ reviews: number; questions: number }> {
  authorize(actor, 'enterprise.view', { enterpriseId });
  const where = { listing: { enterpriseId }, hiddenAt: null, answeredAt: null };
  const [reviews, questions] = await Promise.all([
    prisma().review.count({ where }),
    prisma().question.count({ where }),
  ]);
  return { reviews, questions };
}
