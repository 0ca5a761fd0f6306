import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  answerQuestion,
  answerReview,
  askQuestion,
  countVoicesToTranslate,
  editReview,
  hideContribution,
  listingQuestions,
  listingReviews,
  questionsOfEnterprise,
  reviewsOfEnterprise,
  translateVoice,
  voicesToTranslate,
  voiceToTranslate,
  voiceWords,
  wordsHash,
  writeReview,
} from '#lib/community/index.ts';
import { guest, type Person } from '#lib/core/actor.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { bought } from '../bought.ts';
import { makeEnterprise, makeListing, ownerOf, personOf, referenceData } from '../world.ts';

const said = 'Piękny talerz.';
const thanks = 'Благодарим!';
let translator: Person;
let maker: Person;
let enterpriseId: string;
let made: Awaited<ReturnType<typeof makeListing>>;
let order: Awaited<ReturnType<typeof bought>>;
let reviewId: string;

beforeAll(async () => {
  await referenceData();
  const { enterprise, user } = await makeEnterprise();
  enterpriseId = enterprise.id;
  maker = ownerOf(user.id, enterprise.id);
  const person = await prisma().user.create({
    data: { email: `${randomUUID()}@example.com`, name: 'T', locale: 'hu' },
  });
  translator = personOf(person.id, {
    translates: [
      { locale: 'bg', role: 'translator' },
      { locale: 'sr-Cyrl', role: 'translator' },
      { locale: 'pl', role: 'reviewer' },
    ],
  });
});
beforeEach(async () => {
  // Each test has the list of what waits for itself.
  await prisma().review.deleteMany();
  await prisma().question.deleteMany();
  made = await makeListing(enterpriseId);
  ({ order, reviewId } = await reviewed(made));
});

async function reviewed({ listing, variant }: typeof made, body = said) {
  const of = await bought(listing, variant.id);
  const review = await writeReview(guest, {
    orderLineId: of.orderLineId,
    key: of.key,
    rating: 5,
    body,
    locale: 'pl',
  });
  return { order: of, reviewId: review.id };
}

const ofBody = wordsHash('pl', said);
const ofAnswer = wordsHash('bg', thanks);
const input = (locale: Locale, parts: Partial<Parameters<typeof translateVoice>[1]> = {}) => ({
  kind: 'review' as const,
  id: reviewId,
  locale,
  body: 'Красива чиния.',
  answer: '',
  ofBody,
  ofAnswer: '',
  madeAt: '',
  ...parts,
});
const answered = () => answerReview(maker, { reviewId, answer: thanks, locale: 'bg' });
const waiting = async (into: Locale) => (await voicesToTranslate(translator, into)).items.map((each) => each.id);
async function seenBy(reader: Locale) {
  const { items } = await listingReviews(made.listing.id, limits.page, undefined, reader);
  const [review] = items;
  if (!review) throw new Error('no review is shown');
  return voiceWords(review, reader);
}

describe('who may translate', () => {
  test('is a translator of that language alone', async () => {
    await expect(translateVoice(guest, input('bg'))).rejects.toMatchObject({ code: 'identity.sign_in_required' });
    await expect(translateVoice(maker, input('bg'))).rejects.toMatchObject({ code: 'identity.not_allowed' });
    await expect(translateVoice(translator, input('cs'))).rejects.toMatchObject({ code: 'identity.not_allowed' });
    await expect(voicesToTranslate(translator, 'cs')).rejects.toMatchObject({ code: 'identity.not_allowed' });
    await expect(countVoicesToTranslate(maker, 'bg')).rejects.toMatchObject({ code: 'identity.not_allowed' });
    await expect(voiceToTranslate(maker, 'bg', { kind: 'review', id: reviewId })).rejects.toMatchObject({
      code: 'identity.not_allowed',
    });
    expect(await prisma().reviewTranslation.count()).toBe(0);
  });
});

describe('a review in the language of its reader', () => {
  test('waits, is translated, and waits no more', async () => {
    expect(await waiting('bg')).toEqual([reviewId]);
    expect(await countVoicesToTranslate(translator, 'bg')).toBe(1);
    await translateVoice(translator, input('bg'));
    expect(await waiting('bg')).toEqual([]);
    expect(await countVoicesToTranslate(translator, 'bg')).toBe(0);
    expect((await seenBy('bg')).body).toMatchObject({
      value: 'Красива чиния.',
      locale: 'bg',
      ownLanguage: true,
      original: { locale: 'pl', value: said },
    });
    expect((await seenBy('pl')).body).toMatchObject({ value: said, original: null });
    expect((await seenBy('hu')).body).toMatchObject({ value: said, ownLanguage: false, original: null });
  });

  test('is not translated into its own', async () => {
    expect(await waiting('pl')).toEqual([]);
    await expect(translateVoice(translator, input('pl'))).rejects.toMatchObject({
      code: 'community.original_changed',
    });
    const create = prisma().reviewTranslation.create({ data: { reviewId, locale: 'pl', body: said, ofBody } });
    await expect(create).rejects.toThrow(/another language/);
  });

  test('reaches readers by the languages they read: Serbian in the letters of the reader, Macedonian by Bulgarian', async () => {
    await translateVoice(translator, input('sr-Cyrl', { body: 'Леп тањир.' }));
    expect((await seenBy('sr-Latn')).body).toMatchObject({
      value: 'Lep tanjir.',
      locale: 'sr-Latn',
      ownLanguage: true,
    });
    expect((await seenBy('sr-Latn')).body?.original).toEqual({ locale: 'pl', value: said });
    expect((await seenBy('mk')).body).toMatchObject({ value: 'Леп тањир.', locale: 'sr-Cyrl', ownLanguage: false });
    await translateVoice(translator, input('bg'));
    expect((await seenBy('mk')).body).toMatchObject({ value: 'Красива чиния.', locale: 'bg' });
  });

  test('is stale once the buyer changes it: not shown, back in the list, and good again when it is put right', async () => {
    await translateVoice(translator, input('bg'));
    const better = 'Po tygodniu: jeszcze ładniejszy.';
    await editReview(guest, { reviewId, key: order.key, rating: 5, body: better, locale: 'pl' });
    expect((await seenBy('bg')).body).toMatchObject({ value: better, original: null });
    const [item] = (await voicesToTranslate(translator, 'bg')).items;
    expect(item).toMatchObject({ id: reviewId, stale: true, translation: { body: 'Красива чиния.' } });

    const madeAt = item?.translation?.updatedAt.toISOString() ?? '';
    const old = translateVoice(translator, input('bg', { madeAt }));
    await expect(old).rejects.toMatchObject({ code: 'community.original_changed' });
    const fresh = { body: 'След седмица: още по-красива.', ofBody: wordsHash('pl', better) };
    const second = translateVoice(translator, input('bg', fresh));
    await expect(second).rejects.toMatchObject({ code: 'community.translated_meanwhile' });
    await translateVoice(translator, input('bg', { ...fresh, madeAt }));
    expect((await seenBy('bg')).body?.value).toBe(fresh.body);
    expect(await waiting('bg')).toEqual([]);
  });

  test('comes with the answer, also where only the answer is foreign, and each may be missing in its field', async () => {
    await translateVoice(translator, input('bg'));
    await answered();
    // The answer is Bulgarian: nothing waits there, but in Polish it alone does.
    expect(await waiting('bg')).toEqual([]);
    expect(await waiting('pl')).toEqual([reviewId]);
    const empty = translateVoice(translator, input('pl', { ofBody: '', ofAnswer }));
    await expect(empty).rejects.toMatchObject({ code: 'validation.required', field: 'answer' });
    await translateVoice(translator, input('pl', { ofBody: '', ofAnswer, answer: 'Dziękujemy!' }));
    expect(await seenBy('pl')).toMatchObject({ body: { value: said }, answer: { value: 'Dziękujemy!', locale: 'pl' } });
    expect(await prisma().reviewTranslation.count({ where: { locale: 'pl', body: null } })).toBe(1);
    await answerReview(maker, { reviewId, answer: 'Благодарим ви!', locale: 'bg' });
    expect((await seenBy('pl')).answer?.value).toBe('Благодарим ви!');
    expect(await waiting('pl')).toEqual([reviewId]);
  });

  test('is read at the seller’s desk as readers of the shop read it', async () => {
    await translateVoice(translator, input('bg'));
    const read = async (reader: Locale) => {
      const { items } = await reviewsOfEnterprise(maker, enterpriseId, 'waiting', undefined, reader);
      const review = items.find((each) => each.id === reviewId);
      return review && voiceWords(review, reader).body;
    };
    for (const reader of ['bg', 'mk', 'pl', 'hu'] as const)
      expect(await read(reader)).toEqual((await seenBy(reader)).body);
    expect(await read('bg')).toMatchObject({ value: 'Красива чиния.', original: { locale: 'pl', value: said } });
  });

  test('goes with a review that is hidden, which nobody translates', async () => {
    await translateVoice(translator, input('bg'));
    const staff = personOf(translator.userId, { staffRoles: ['moderator'] });
    await hideContribution(staff, { kind: 'review', id: reviewId, reason: 'It names a person.' });
    expect((await listingReviews(made.listing.id, limits.page, undefined, 'bg')).items).toEqual([]);
    expect(await waiting('sr-Cyrl')).toEqual([]);
    expect(await voiceToTranslate(translator, 'bg', { kind: 'review', id: reviewId })).toBeNull();
    const late = translateVoice(translator, input('sr-Cyrl', { body: 'Леп тањир.' }));
    await expect(late).rejects.toMatchObject({ code: 'community.hidden' });
  });

  test('stays without a name when its translator is gone', async () => {
    const { id } = await prisma().user.create({
      data: { email: `${randomUUID()}@example.com`, name: 'G', locale: 'bg' },
    });
    await translateVoice(personOf(id, { translates: [{ locale: 'bg', role: 'translator' }] }), input('bg'));
    await prisma().user.delete({ where: { id } });
    expect(await prisma().reviewTranslation.findFirst({ where: { reviewId } })).toMatchObject({ authorId: null });
    expect((await seenBy('bg')).body?.value).toBe('Красива чиния.');
  });
});

describe('the list of what waits', () => {
  test('has the most seen listings first, page by page, each review once, and none of what is not live', async () => {
    const quiet = await makeListing(enterpriseId);
    const gone = await makeListing(enterpriseId);
    await reviewed(gone);
    await prisma().listing.update({ where: { id: gone.listing.id }, data: { status: 'archived' } });
    await prisma().listingDay.create({ data: { listingId: made.listing.id, day: new Date(), views: 7 } });
    const others: string[] = [];
    for (let at = 0; at < limits.reviewsToTranslate; at++) others.unshift((await reviewed(quiet)).reviewId);

    const first = await voicesToTranslate(translator, 'bg');
    expect(first.items).toHaveLength(limits.reviewsToTranslate);
    expect(first.items[0]?.id).toBe(reviewId);
    const second = await voicesToTranslate(translator, 'bg', first.next ?? undefined);
    expect([...first.items, ...second.items].map((each) => each.id)).toEqual([reviewId, ...others]);
    expect(second.next).toBeNull();
  });
});

describe('a question', () => {
  const asks = 'Czy można myć w zmywarce?';
  const mails = (template: string) => prisma().email.findMany({ where: { template } });

  async function asked(): Promise<string> {
    const { id } = await prisma().user.create({
      data: { email: `${randomUUID()}@example.com`, name: 'Anna Nowak', locale: 'pl', country: 'PL' },
    });
    const question = await askQuestion(personOf(id), { listingId: made.listing.id, body: asks, locale: 'pl' });
    return question.id;
  }
  const translated = (id: string, locale: Locale, parts: Partial<Parameters<typeof translateVoice>[1]> = {}) =>
    translateVoice(translator, {
      kind: 'question',
      id,
      locale,
      body: 'Може ли в миялна?',
      answer: '',
      ofBody: wordsHash('pl', asks),
      ofAnswer: '',
      madeAt: '',
      ...parts,
    });

  test('waits for its answer in the language of its seller alone, before all else, who is told when it is there in it', async () => {
    await prisma().email.deleteMany();
    const id = await asked();
    expect((await mails('question_new'))[0]).toMatchObject({
      locale: 'bg',
      params: { text: asks, language: 'полски' },
    });
    expect(await waiting('bg')).toEqual([id, reviewId]);
    expect(await waiting('sr-Cyrl')).toEqual([reviewId]);
    await translated(id, 'bg');
    expect(await waiting('bg')).toEqual([reviewId]);
    const [mail, ...others] = await mails('question_translated');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ locale: 'bg', params: { text: 'Може ли в миялна?', language: 'полски' } });
    const [desk] = (await questionsOfEnterprise(maker, enterpriseId, 'waiting', undefined, 'bg')).items;
    expect(desk && voiceWords(desk, 'bg').body).toMatchObject({
      value: 'Може ли в миялна?',
      original: { locale: 'pl', value: asks },
    });
  });

  test('is read by everybody in their language with its answer, by the way of reviews', async () => {
    const id = await asked();
    await answerQuestion(maker, { questionId: id, answer: 'Може.', locale: 'bg' });
    expect(await waiting('pl')).toContain(id);
    expect(await voiceToTranslate(translator, 'pl', { kind: 'review', id })).toBeNull();
    await translated(id, 'bg');
    await translated(id, 'pl', { body: '', ofBody: '', answer: 'Można.', ofAnswer: wordsHash('bg', 'Може.') });
    expect(await mails('question_translated')).toHaveLength(1);
    const seen = async (reader: Locale) => {
      const [question] = (await listingQuestions(made.listing.id, limits.page, undefined, reader)).items;
      return question && voiceWords(question, reader);
    };
    expect(await seen('bg')).toMatchObject({
      body: { value: 'Може ли в миялна?', original: { value: asks } },
      answer: { value: 'Може.', original: null },
    });
    expect(await seen('pl')).toMatchObject({
      body: { value: asks, original: null },
      answer: { value: 'Można.', original: { locale: 'bg', value: 'Може.' } },
    });
    await answerQuestion(maker, { questionId: id, answer: 'Не може.', locale: 'bg' });
    expect((await seen('pl'))?.answer).toMatchObject({ value: 'Не може.', original: null });
    const own = prisma().questionTranslation.create({
      data: { questionId: id, locale: 'pl', body: asks, ofBody: wordsHash('pl', asks) },
    });
    await expect(own).rejects.toThrow(/Unique|another language/);
  });
});
