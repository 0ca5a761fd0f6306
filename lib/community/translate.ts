import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError, DomainErrors } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import { Prisma, type ReviewTranslation } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { isLocale, type Locale } from '#lib/languages/index.ts';
import { type DeskQuestion, type DeskReview, ofListing, ofReview } from './desk.ts';
import { tellOfTranslation } from './mails.ts';
import { type Contribution, contributions } from './moderate.ts';
import { lockedQuestion } from './question.ts';
import { announceListing, lockedReview } from './review.ts';
import { type Original, translatable, wordsHash } from './words.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$|^$/, { error: 'invalid' });

export const translateVoiceSchema = z.object({
  kind: z.enum(contributions, { error: 'choose' }),
  id,
  locale: z.string().refine(isLocale, { error: 'choose' }),
  body: optionalText(Math.max(limits.review, limits.question)),
  answer: optionalText(limits.answer),
  /** What the translator had before them. */
  ofBody: hash.default(''),
  ofAnswer: hash.default(''),
  /** When the translation was made that they changed; empty for none. */
  madeAt: z.string().max(40).default(''),
});

interface Made {
  readonly translation: Pick<ReviewTranslation, 'body' | 'answer' | 'updatedAt'> | null;
  /** The original has changed since the translation was made. */
  readonly stale: boolean;
}
/** A review or a question that waits for a translator, or whose translation is put right, with what there is of one. */
export type VoiceToTranslate = Made &
  ((DeskReview & { readonly kind: 'review' }) | (DeskQuestion & { readonly kind: 'question' }));

/**
 * Missing in a language or made of other words: the review or question, or its answer. A question without an answer is read by its
 * enterprise alone, and waits in that one's language only, before all else.
 */
const waiting = (into: Locale) => Prisma.sql`
  select 'review' as kind, r.id, r.listing_id, r.created_at, 0 as asked
  from review r
  join listing l on l.id = r.listing_id and l.status = 'live'
  left join review_translation t on t.review_id = r.id and t.locale = ${into}
  where r.hidden_at is null and (
    (r.locale <> ${into} and t.of_body is distinct from words_hash(r.locale, r.body))
    or (r.answer is not null and r.answer_locale <> ${into} and t.of_answer is distinct from words_hash(r.answer_locale, r.answer)))
  union all
  select 'question', q.id, q.listing_id, q.created_at, (q.answered_at is null)::int
  from question q
  join listing l on l.id = q.listing_id and l.status = 'live'
  join enterprise e on e.id = l.enterprise_id
  left join question_translation t on t.question_id = q.id and t.locale = ${into}
  where q.hidden_at is null and (q.answered_at is not null or split_part(e.source_locale, '-', 1) = split_part(${into}, '-', 1)) and (
    (q.locale <> ${into} and t.of_body is distinct from words_hash(q.locale, q.body))
    or (q.answer is not null and q.answer_locale <> ${into} and t.of_answer is distinct from words_hash(q.answer_locale, q.answer)))`;

interface Place {
  readonly kind: Contribution;
  readonly id: string;
  readonly asked: number;
  readonly views: number;
  readonly createdAt: Date;
}

/**
 * What is shown of reviews and questions and has no current translation into a language: questions that wait for an answer in it, then
 * those of the listings seen most these thirty days, the newest first.
 */
export async function voicesToTranslate(actor: Actor, into: Locale, cursor?: string): Promise<Page<VoiceToTranslate>> {
  authorize(actor, 'review.translate', { locale: into });
  const [asked, views, at, last] = decodeCursor(cursor, ['number', 'number', 'time', 'id']) ?? [];
  const after =
    at && last
      ? Prisma.sql`where (asked, views, created_at, id) < (${asked}, ${views}, ${at}, ${last}::uuid)`
      : Prisma.empty;
  const places = await prisma().$queryRaw<Place[]>`
    with seen as (
      select listing_id, sum(views)::int as views from listing_day where day > ${new Date(now().getTime() - 30 * day)}::date group by 1
    ), waiting as (
      ${waiting(into)}
    ), placed as (
      select w.kind, w.id, w.asked, w.created_at, coalesce(s.views, 0) as views from waiting w left join seen s using (listing_id)
    )
    select kind, id, asked, views, created_at as "createdAt" from placed ${after}
    order by asked desc, views desc, created_at desc, id desc limit ${limits.reviewsToTranslate + 1}`;
  const page = pageOf(places, limits.reviewsToTranslate, ({ asked, views, createdAt, id }) =>
    encodeCursor([asked, views, createdAt, id]),
  );
  const voices = new Map((await forDesk(into, page.items)).map((each) => [each.id, each]));
  return { items: page.items.flatMap((place) => voices.get(place.id) ?? []), next: page.next };
}

/** How many reviews and questions wait for a translator into a language. */
export async function countVoicesToTranslate(actor: Actor, into: Locale): Promise<number> {
  authorize(actor, 'review.translate', { locale: into });
  const [row] = await prisma().$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (${waiting(into)}) waiting`;
  return row?.count ?? 0;
}

/** One review or question with its translation, to put it right; null for one that is not shown or needs none. */
export async function voiceToTranslate(
  actor: Actor,
  into: Locale,
  which: { kind: Contribution; id: string },
): Promise<VoiceToTranslate | null> {
  authorize(actor, 'review.translate', { locale: into });
  if (!id.safeParse(which.id).success) return null;
  const [voice] = await forDesk(into, [which]);
  const shown = voice && voice.hiddenAt === null && voice.listing.status === 'live';
  if (!shown) return null;
  const { body, answer } = translatable(voice, into);
  return body || answer ? voice : null;
}

interface Stored {
  readonly body: string | null;
  readonly ofBody: string | null;
  readonly answer: string | null;
  readonly ofAnswer: string | null;
  readonly updatedAt: Date;
}

function withMade<T extends Original & { readonly translations: readonly Stored[] }>(voice: T) {
  const { translations, ...rest } = voice;
  const [made] = translations;
  return {
    ...rest,
    translation: made ?? null,
    stale:
      (made?.ofBody != null && made.ofBody !== wordsHash(voice.locale, voice.body)) ||
      (made?.ofAnswer != null && made.ofAnswer !== wordsHash(voice.answerLocale ?? '', voice.answer ?? '')),
  };
}

async function forDesk(
  into: Locale,
  which: readonly { kind: Contribution; id: string }[],
): Promise<VoiceToTranslate[]> {
  const of = (kind: Contribution) => ({ id: { in: which.flatMap((each) => (each.kind === kind ? [each.id] : [])) } });
  const translations = { where: { locale: into } };
  const [reviews, questions] = await Promise.all([
    prisma().review.findMany({ where: of('review'), include: { ...ofReview, translations } }),
    prisma().question.findMany({ where: of('question'), include: { ...ofListing, translations } }),
  ]);
  return [
    ...reviews.map((review) => ({ ...withMade(review), kind: 'review' as const })),
    ...questions.map((question) => ({ ...withMade(question), kind: 'question' as const })),
  ];
}

function madeBefore(tx: Tx, kind: Contribution, id: string, locale: Locale): Promise<Stored | null> {
  return kind === 'review'
    ? tx.reviewTranslation.findUnique({ where: { reviewId_locale: { reviewId: id, locale } } })
    : tx.questionTranslation.findUnique({ where: { questionId_locale: { questionId: id, locale } } });
}

async function keep(
  tx: Tx,
  kind: Contribution,
  id: string,
  locale: Locale,
  words: Stored & { readonly authorId: string | null },
): Promise<void> {
  if (kind === 'review')
    await tx.reviewTranslation.upsert({
      where: { reviewId_locale: { reviewId: id, locale } },
      create: { reviewId: id, locale, ...words },
      update: words,
    });
  else
    await tx.questionTranslation.upsert({
      where: { questionId_locale: { questionId: id, locale } },
      create: { questionId: id, locale, ...words },
      update: words,
    });
}

/**
 * A translator puts a review or a question, and the seller's answer where there is one, into another language; readers see it at once,
 * and a seller who has yet to answer is told. Throws `community.hidden`, `community.original_changed` where the original is another than
 * the translator had before them, and `community.translated_meanwhile` where somebody was faster.
 */
export async function translateVoice(actor: Actor, input: z.output<typeof translateVoiceSchema>): Promise<void> {
  const { kind, id, locale } = input;
  authorize(actor, 'review.translate', { locale });
  await transaction(async (tx) => {
    const voice = kind === 'review' ? await lockedReview(tx, id) : await lockedQuestion(tx, id);
    if (voice.hiddenAt) throw new DomainError('community.hidden');
    const needs = translatable(voice, locale);
    const ofBody = needs.body ? wordsHash(voice.locale, voice.body) : null;
    const ofAnswer = needs.answer ? wordsHash(voice.answerLocale ?? '', voice.answer ?? '') : null;
    if (!needs.body && !needs.answer) throw new DomainError('community.original_changed');
    if (input.ofBody !== (ofBody ?? '') || input.ofAnswer !== (ofAnswer ?? ''))
      throw new DomainError('community.original_changed');
    const [first, ...others] = (['body', 'answer'] as const)
      .filter((field) => needs[field] && input[field] === '')
      .map((field) => new DomainError('validation.required', {}, field));
    if (first) throw new DomainErrors([first, ...others]);
    const there = await madeBefore(tx, kind, id, locale);
    if (input.madeAt !== (there?.updatedAt.toISOString() ?? ''))
      throw new DomainError('community.translated_meanwhile');
    const words = {
      body: needs.body ? input.body : null,
      ofBody,
      answer: needs.answer ? input.answer : null,
      ofAnswer,
      authorId: actorId(actor),
      updatedAt: now(),
    };
    await keep(tx, kind, id, locale, words);
    if (kind === 'question' && voice.answeredAt === null)
      await tellOfTranslation(tx, { ...voice, translations: [{ locale, ...words }] });
    await announceListing(tx, voice.listingId);
  });
}
