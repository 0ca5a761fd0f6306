import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { listingTiles } from '#lib/catalogue/index.ts';
import {
  answerQuestion,
  answerReview,
  askQuestion,
  editReview,
  hideContribution,
  listingQuestions,
  listingReviews,
  questionsOfEnterprise,
  ratingSpread,
  reviewsForStaff,
  reviewsOfEnterprise,
  reviewsOfOrder,
  showContribution,
  waitingForAnswer,
  writeReview,
  writeReviewSchema,
} from '#lib/community/index.ts';
import { type Actor, guest, type Person } from '#lib/core/actor.ts';
import { day, shiftClock } from '#lib/core/clock.ts';
import { hashToken } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import type { OrderStatus, SellerOrderStatus } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { readOrder } from '#lib/ordering/index.ts';
import { makeEnterprise, makeListing, personOf, referenceData } from '../world.ts';

async function somebody(name = 'Anna Nowak'): Promise<Person> {
  const user = await prisma().user.create({
    data: { email: `${randomUUID()}@example.com`, name, locale: 'pl', country: 'PL' },
  });
  return personOf(user.id, { name });
}

/** What somebody bought, in the state in which it stands. */
async function bought(
  listing: { id: string; enterpriseId: string },
  variantId: string,
  {
    status = 'delivered' as SellerOrderStatus,
    order = 'paid' as OrderStatus,
    buyer = null as Person | null,
    email = `${randomUUID()}@example.com`,
  } = {},
) {
  const key = randomUUID();
  const amounts = { subtotalMinor: 4_800n, shippingMinor: 0n, taxMinor: 0n, totalMinor: 4_800n, currency: 'EUR' };
  const made = await prisma().order.create({
    data: {
      ...amounts,
      number: `AS-${randomUUID().slice(0, 8)}`,
      placementKey: randomUUID(),
      status: order,
      buyerId: buyer?.userId ?? null,
      email,
      locale: 'pl',
      country: 'PL',
      shipTo: { name: 'Anna Nowak' },
      accessTokenHash: hashToken(key),
      expiresAt: new Date(),
      sellerOrders: {
        create: {
          ...amounts,
          number: `AS-${randomUUID().slice(0, 8)}-1`,
          enterpriseId: listing.enterpriseId,
          status,
          commissionMinor: 480n,
          taxRule: 'none',
          lines: {
            create: {
              listingId: listing.id,
              variantId,
              kind: 'physical',
              quantity: 1,
              unitPriceMinor: 4_800n,
              totalMinor: 4_800n,
              taxMinor: 0n,
              taxRate: 0,
              sourcePriceMinor: 4_800n,
              sourceCurrency: 'EUR',
              exchangeRate: 1,
              titleForBuyer: 'Talerz',
              titleForSeller: 'Чиния',
            },
          },
        },
      },
    },
    include: { sellerOrders: { include: { lines: true } } },
  });
  const orderLineId = made.sellerOrders[0]?.lines[0]?.id ?? '';
  return { orderLineId, key, number: made.number, email };
}

const said = { body: 'Piękny talerz, dotarł bez szwanku.', locale: 'pl' } as const;

let owner: Person;
let stranger: Person;
let moderator: Person;
let enterpriseId: string;
let listing: Awaited<ReturnType<typeof makeListing>>['listing'];
let variantId: string;

beforeAll(async () => {
  await referenceData();
  const own = await makeEnterprise();
  const other = await makeEnterprise();
  enterpriseId = own.enterprise.id;
  owner = personOf(own.user.id, { memberships: [{ enterpriseId, role: 'owner' }] });
  stranger = personOf(other.user.id, { memberships: [{ enterpriseId: other.enterprise.id, role: 'owner' }] });
  moderator = personOf((await somebody('Mo')).userId, { staffRoles: ['moderator'] });
});
afterEach(() => shiftClock(0));

async function freshListing(): Promise<void> {
  const made = await makeListing(enterpriseId);
  listing = made.listing;
  variantId = made.variant.id;
}

async function rated(): Promise<{ sum: number; count: number }> {
  const row = await prisma().listing.findUniqueOrThrow({ where: { id: listing.id } });
  // What lists show is what the reviews say.
  const shown = await prisma().review.aggregate({
    where: { listingId: listing.id, hiddenAt: null },
    _sum: { rating: true },
    _count: true,
  });
  expect({ sum: row.ratingSum, count: row.ratingCount }).toEqual({ sum: shown._sum.rating ?? 0, count: shown._count });
  return { sum: row.ratingSum, count: row.ratingCount };
}

const mails = (template: string) => prisma().email.findMany({ where: { template }, orderBy: { createdAt: 'desc' } });

describe('a review', () => {
  test('comes from the one who bought, with the key or signed in, and from nobody else', async () => {
    await freshListing();
    const buyer = await somebody();
    const asGuest = await bought(listing, variantId);
    const signedIn = await bought(listing, variantId, { buyer });
    const refusedTo: [Actor, string, string | undefined][] = [
      [guest, asGuest.orderLineId, undefined],
      [guest, asGuest.orderLineId, signedIn.key],
      [stranger, signedIn.orderLineId, undefined],
      [owner, signedIn.orderLineId, undefined],
      [moderator, signedIn.orderLineId, undefined],
      [buyer, randomUUID(), undefined],
    ];
    for (const [actor, orderLineId, key] of refusedTo)
      await expect(writeReview(actor, { orderLineId, key, rating: 5, ...said })).rejects.toThrow('ordering.unknown');
    expect(await rated()).toEqual({ sum: 0, count: 0 });

    await writeReview(guest, { orderLineId: asGuest.orderLineId, key: asGuest.key, rating: 4, ...said });
    await writeReview(buyer, { orderLineId: signedIn.orderLineId, rating: 5, ...said });
    expect(await rated()).toEqual({ sum: 9, count: 2 });
    const { items } = await listingReviews(listing.id);
    expect(items.map((each) => [each.authorName, each.country, each.rating])).toEqual([
      ['Anna N.', 'PL', 5],
      ['Anna N.', 'PL', 4],
    ]);
    expect(items[0]).not.toHaveProperty('buyerId');
    const [tile] = await listingTiles([listing.id], 'pl', 'PLN');
    expect(tile?.rating).toEqual({ sum: 9, count: 2 });
    expect((await ratingSpread(listing.id)).map((step) => step.count)).toEqual([1, 1, 0, 0, 0]);
    expect((await mails('review_new'))[0]).toMatchObject({ locale: 'bg', params: { rating: 5, text: said.body } });
  });

  test.each([
    ['paid', 'paid'],
    ['accepted', 'paid'],
    ['refunded', 'paid'],
    ['cancelled', 'paid'],
    ['delivered', 'refunded'],
  ] as const)('not of what is %s in an order that is %s', async (status, order) => {
    await freshListing();
    const { orderLineId, key } = await bought(listing, variantId, { status, order });
    await expect(writeReview(guest, { orderLineId, key, rating: 1, ...said })).rejects.toThrow(
      'community.not_received',
    );
    expect(await rated()).toEqual({ sum: 0, count: 0 });
  });

  test('not by the seller’s own people, as guests neither', async () => {
    await freshListing();
    const user = await prisma().user.findUniqueOrThrow({ where: { id: owner.userId } });
    const { orderLineId, key } = await bought(listing, variantId, { email: user.email.toUpperCase() });
    await expect(writeReview(guest, { orderLineId, key, rating: 5, ...said })).rejects.toThrow('community.own_listing');
  });

  test('once a line, and once a listing for a buyer', async () => {
    await freshListing();
    const buyer = await somebody();
    const first = await bought(listing, variantId, { buyer });
    const again = await bought(listing, variantId, { buyer });
    const elsewhere = await bought(listing, variantId, { email: first.email.toUpperCase() });
    await writeReview(buyer, { orderLineId: first.orderLineId, rating: 5, ...said });
    for (const { orderLineId, key } of [first, again, elsewhere])
      await expect(writeReview(guest, { orderLineId, key, rating: 1, ...said })).rejects.toThrow(
        'community.reviewed_already',
      );
    expect(await rated()).toEqual({ sum: 5, count: 1 });
    const states = await reviewsOfOrder(buyer, await readOrder(buyer, again.number, undefined), undefined);
    expect(states.get(again.orderLineId)).toMatchObject({ can: null, review: { rating: 5 } });
  });

  test('two at once make one; of two buyers at once both count', async () => {
    await freshListing();
    const { orderLineId, key } = await bought(listing, variantId);
    const other = await bought(listing, variantId);
    const answers = await Promise.allSettled([
      writeReview(guest, { orderLineId, key, rating: 5, ...said }),
      writeReview(guest, { orderLineId, key, rating: 1, ...said }),
      writeReview(guest, { orderLineId, key, rating: 3, ...said }),
      writeReview(guest, { orderLineId: other.orderLineId, key: other.key, rating: 2, ...said }),
    ]);
    const refused = answers.filter((each) => each.status === 'rejected');
    expect(refused.map((each) => String(each.reason.code))).toEqual([
      'community.reviewed_already',
      'community.reviewed_already',
    ]);
    expect((await rated()).count).toBe(2);
  });

  test('is changed by its author alone, for fourteen days', async () => {
    await freshListing();
    const { orderLineId, key, number } = await bought(listing, variantId);
    const { id: reviewId } = await writeReview(guest, { orderLineId, key, rating: 2, ...said });
    const change = { reviewId, rating: 4, body: 'Po namyśle: bardzo ładny.', locale: 'pl' } as const;
    await expect(editReview(stranger, change)).rejects.toThrow('ordering.unknown');
    await editReview(guest, { ...change, key });
    expect(await rated()).toEqual({ sum: 4, count: 1 });
    expect((await listingReviews(listing.id)).items[0]).toMatchObject({ body: change.body, rating: 4 });
    const order = await readOrder(guest, number, key);
    expect((await reviewsOfOrder(guest, order, key)).get(orderLineId)?.can).toBe('edit');
    expect((await reviewsOfOrder(stranger, order, undefined)).size).toBe(0);
    shiftClock(14 * day + 60_000);
    await expect(editReview(guest, { ...change, key, rating: 1 })).rejects.toThrow('community.too_late_to_edit');
    expect((await reviewsOfOrder(guest, order, key)).get(orderLineId)?.can).toBeNull();
    expect(await rated()).toEqual({ sum: 4, count: 1 });
  });

  test('of a listing that the line is not of cannot be stored', async () => {
    await freshListing();
    const { orderLineId } = await bought(listing, variantId);
    const other = await makeListing(enterpriseId);
    const data = {
      orderLineId,
      listingId: other.listing.id,
      buyerKey: 'x',
      authorName: '',
      country: 'PL',
      locale: 'pl',
    };
    await expect(prisma().review.create({ data: { ...data, rating: 5, body: 'x' } })).rejects.toThrow();
    await expect(
      prisma().review.create({ data: { ...data, listingId: listing.id, rating: 6, body: 'x' } }),
    ).rejects.toThrow();
  });

  test('needs stars and words', () => {
    const bad = writeReviewSchema.safeParse({ orderLineId: randomUUID(), body: ' ', locale: 'pl' });
    expect(bad.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([
      ['rating', 'choose_stars'],
      ['body', 'required'],
    ]);
    const six = { orderLineId: randomUUID(), rating: '6', body: said.body, locale: 'pl' };
    expect(writeReviewSchema.safeParse(six).success).toBe(false);
  });

  test('reviews come a page at a time, each once', async () => {
    await freshListing();
    for (let n = 0; n < 5; n++) {
      const { orderLineId, key } = await bought(listing, variantId);
      await writeReview(guest, { orderLineId, key, rating: 5, ...said });
    }
    const seen: string[] = [];
    for (let cursor: string | undefined, pages = 0; pages < 5; pages++) {
      const page = await listingReviews(listing.id, 2, cursor);
      seen.push(...page.items.map((each) => each.id));
      if (!page.next) break;
      cursor = page.next;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});

describe('an answer', () => {
  test('is the enterprise’s alone, one, may be improved, and the buyer is told once', async () => {
    await freshListing();
    const { orderLineId, key, email } = await bought(listing, variantId);
    const { id: reviewId } = await writeReview(guest, { orderLineId, key, rating: 3, ...said });
    const answer = { reviewId, answer: 'Благодарим ви!', locale: 'bg' } as const;
    await expect(answerReview(stranger, answer)).rejects.toThrow('identity.not_allowed');
    await expect(answerReview(guest, answer)).rejects.toThrow('identity.sign_in_required');
    await expect(reviewsOfEnterprise(stranger, enterpriseId, 'waiting')).rejects.toThrow('identity.not_allowed');
    expect((await reviewsOfEnterprise(owner, enterpriseId, 'waiting')).items.some((each) => each.id === reviewId)).toBe(
      true,
    );
    await answerReview(owner, answer);
    await answerReview(owner, { ...answer, answer: 'Благодарим ви, Анна!' });
    const { items } = await listingReviews(listing.id);
    expect(items).toMatchObject([{ answer: 'Благодарим ви, Анна!', answerLocale: 'bg' }]);
    const told = (await mails('review_answered')).filter((mail) => mail.recipient === email);
    expect(told).toMatchObject([{ locale: 'pl', params: { text: 'Благодарим ви!' } }]);
    expect((await reviewsOfEnterprise(owner, enterpriseId, 'answered')).items[0]?.id).toBe(reviewId);
  });
});

describe('a question', () => {
  const body = 'Czy można go włożyć do piekarnika?';

  test('is asked signed in, public when answered, and the asker is told', async () => {
    await freshListing();
    const asker = await somebody();
    const ask = { listingId: listing.id, body, locale: 'pl' } as const;
    await expect(askQuestion(guest, ask)).rejects.toThrow('identity.sign_in_required');
    await expect(askQuestion(owner, ask)).rejects.toThrow('community.own_question');
    const before = (await waitingForAnswer(owner, enterpriseId)).questions;
    const { id: questionId } = await askQuestion(asker, ask);
    expect((await waitingForAnswer(owner, enterpriseId)).questions).toBe(before + 1);
    expect((await mails('question_new'))[0]).toMatchObject({ locale: 'bg', params: { text: body } });
    expect((await listingQuestions(listing.id)).items).toEqual([]);

    const answer = { questionId, answer: 'Да, до 220 градуса.', locale: 'bg' } as const;
    await expect(answerQuestion(stranger, answer)).rejects.toThrow('identity.not_allowed');
    await answerQuestion(owner, answer);
    expect((await listingQuestions(listing.id)).items).toMatchObject([
      { body, authorName: 'Anna N.', country: 'PL', answer: answer.answer },
    ]);
    expect((await mails('question_answered'))[0]).toMatchObject({ params: { question: body, text: answer.answer } });
    expect((await questionsOfEnterprise(owner, enterpriseId, 'answered')).items[0]?.id).toBe(questionId);
  });

  test('not about what is not for sale, and not without end', async () => {
    await freshListing();
    const asker = await somebody();
    const draft = await makeListing(enterpriseId);
    await prisma().listing.update({ where: { id: draft.listing.id }, data: { status: 'draft' } });
    await expect(askQuestion(asker, { listingId: draft.listing.id, body, locale: 'pl' })).rejects.toThrow(
      'community.unknown_listing',
    );
    const asked = await Promise.allSettled(
      Array.from({ length: limits.openQuestions + 2 }, () =>
        askQuestion(asker, { listingId: listing.id, body, locale: 'pl' }),
      ),
    );
    expect(asked.filter((each) => each.status === 'fulfilled')).toHaveLength(limits.openQuestions);
  });
});

describe('staff', () => {
  test('hides a review with a reason: it leaves the page and the average, its author is told, and it can come back', async () => {
    await freshListing();
    const { orderLineId, key, email } = await bought(listing, variantId);
    const other = await bought(listing, variantId);
    const review = await writeReview(guest, { orderLineId, key, rating: 1, ...said });
    await writeReview(guest, { orderLineId: other.orderLineId, key: other.key, rating: 5, ...said });
    const hide = { kind: 'review', id: review.id, reason: 'Zawiera cudzy numer telefonu.' } as const;
    for (const actor of [owner, stranger]) {
      await expect(hideContribution(actor, hide)).rejects.toThrow('identity.not_allowed');
      await expect(reviewsForStaff(actor)).rejects.toThrow('identity.not_allowed');
    }
    await hideContribution(moderator, hide);
    expect(await rated()).toEqual({ sum: 5, count: 1 });
    expect((await listingReviews(listing.id)).items.map((each) => each.rating)).toEqual([5]);
    expect((await ratingSpread(listing.id)).map((step) => step.count)).toEqual([1, 0, 0, 0, 0]);
    await expect(hideContribution(moderator, hide)).rejects.toThrow('community.decided_already');
    await expect(editReview(guest, { reviewId: review.id, key, rating: 5, ...said })).rejects.toThrow(
      'community.hidden',
    );
    await expect(answerReview(owner, { reviewId: review.id, answer: 'Не!', locale: 'bg' })).rejects.toThrow(
      'community.hidden',
    );
    const told = (await mails('contribution_hidden')).filter((mail) => mail.recipient === email);
    expect(told).toMatchObject([{ locale: 'pl', params: { reason: hide.reason } }]);
    const entries = await prisma().auditEntry.findMany({ where: { subjectId: review.id } });
    expect(entries).toMatchObject([{ action: 'review.hidden', reason: hide.reason, actorId: moderator.userId }]);
    expect((await reviewsForStaff(moderator)).items.some((each) => each.id === review.id)).toBe(true);

    await showContribution(moderator, { kind: 'review', id: review.id });
    expect(await rated()).toEqual({ sum: 6, count: 2 });
  });

  test('two at once hide it once', async () => {
    await freshListing();
    const { orderLineId, key } = await bought(listing, variantId);
    const { id } = await writeReview(guest, { orderLineId, key, rating: 4, ...said });
    const hide = { kind: 'review', id, reason: 'Reklama innego sklepu.' } as const;
    const answers = await Promise.allSettled([hideContribution(moderator, hide), hideContribution(moderator, hide)]);
    expect(answers.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await rated()).toEqual({ sum: 0, count: 0 });
  });

  test('hides a question', async () => {
    await freshListing();
    const asker = await somebody();
    const { id } = await askQuestion(asker, { listingId: listing.id, body: 'Tanie zegarki?', locale: 'pl' });
    await answerQuestion(owner, { questionId: id, answer: 'Не продаваме.', locale: 'bg' });
    await hideContribution(moderator, { kind: 'question', id, reason: 'Reklama innego sklepu.' });
    expect((await listingQuestions(listing.id)).items).toEqual([]);
  });
});
