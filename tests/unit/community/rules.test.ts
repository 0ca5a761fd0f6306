import { describe, expect, test } from 'vitest';
import { averageRating, type Rating, ratingChange } from '#lib/catalogue/index.ts';
import { editableUntil, editRefusal, type Purchase, publicName, reviewRefusal, spread } from '#lib/community/index.ts';
import { OrderStatus, SellerOrderStatus } from '#lib/db/generated/enums.ts';

const bought: Purchase = { order: 'paid', sellerOrder: 'delivered', own: false, reviewed: false };

describe('who may review', () => {
  test.each(Object.values(SellerOrderStatus))('a part that is %s', (sellerOrder) => {
    const handedOver = ['shipped', 'delivered', 'provided', 'completed'].includes(sellerOrder);
    expect(reviewRefusal({ ...bought, sellerOrder })).toBe(handedOver ? null : 'community.not_received');
  });
  test.each(Object.values(OrderStatus))('an order that is %s', (order) => {
    const undone = order === 'cancelled' || order === 'refunded';
    expect(reviewRefusal({ ...bought, order })).toBe(undone ? 'community.not_received' : null);
  });
  test('the seller’s own people never, and nobody twice', () => {
    expect(reviewRefusal({ ...bought, own: true })).toBe('community.own_listing');
    expect(reviewRefusal({ ...bought, reviewed: true })).toBe('community.reviewed_already');
    expect(reviewRefusal({ ...bought, own: true, reviewed: true })).toBe('community.own_listing');
  });
});

describe('who may change a review', () => {
  const createdAt = new Date('2026-11-01T12:00:00Z');
  const end = editableUntil(createdAt);
  test('for fourteen days, to the moment', () => {
    expect(end.toISOString()).toBe('2026-11-15T12:00:00.000Z');
    expect(editRefusal({ createdAt, hiddenAt: null }, new Date(end.getTime() - 1))).toBeNull();
    expect(editRefusal({ createdAt, hiddenAt: null }, end)).toBe('community.too_late_to_edit');
  });
  test('not once it is hidden', () => {
    expect(editRefusal({ createdAt, hiddenAt: createdAt }, createdAt)).toBe('community.hidden');
  });
});

describe('the arithmetic of stars', () => {
  const add = (rating: Rating, change: Rating): Rating => ({
    sum: rating.sum + change.sum,
    count: rating.count + change.count,
  });
  const none: Rating = { sum: 0, count: 0 };

  test.each([
    [[5], 5],
    [[5, 4], 4.5],
    [[5, 4, 4], 4.3],
    [[1, 1, 2], 1.3],
    [[5, 5, 5, 5, 5, 5, 4], 4.9],
  ])('%j is %d on average', (ratings, average) => {
    const rating = ratings.reduce((sum, each) => add(sum, ratingChange(null, each)), none);
    expect(rating.count).toBe(ratings.length);
    expect(averageRating(rating)).toBe(average);
  });
  test('nobody’s average is none', () => expect(averageRating(none)).toBeNull());

  test('coming, changing and going leaves nothing behind, in any order', () => {
    for (const before of [1, 2, 3, 4, 5])
      for (const after of [1, 2, 3, 4, 5]) {
        const come = ratingChange(null, before);
        const change = ratingChange(before, after);
        const go = ratingChange(after, null);
        expect(change.count).toBe(0);
        expect(add(come, change)).toEqual(ratingChange(null, after));
        expect(add(add(come, change), go)).toEqual(none);
      }
  });

  test('the spread has every step, five first', () => {
    const steps = spread([
      { rating: 5, count: 6 },
      { rating: 2, count: 2 },
    ]);
    expect(steps.map((step) => step.stars)).toEqual([5, 4, 3, 2, 1]);
    expect(steps.map((step) => step.count)).toEqual([6, 0, 0, 2, 0]);
    expect(steps.map((step) => step.percent)).toEqual([75, 0, 0, 25, 0]);
    expect(spread([]).every((step) => step.count === 0 && step.percent === 0)).toBe(true);
  });
});

describe('a name as everybody may read it', () => {
  test.each([
    ['Anna Nowak', 'PL', 'Anna N.'],
    ['Елена Георгиева', 'BG', 'Елена Г.'],
    ['Jana Marie Dvořáková', 'CZ', 'Jana D.'],
    ['Szabó Eszter', 'HU', 'Eszter Sz.'],
    ['Kovács Bence', 'HU', 'Bence K.'],
    ['陈晓', 'CN', '陈**'],
    ['欧阳 娜', 'CN', '欧**'],
    ['  Madonna ', 'RO', 'Madonna'],
    ['Ștefan Ő', 'RO', 'Ștefan Ő.'],
    ['', 'PL', ''],
    ['Greta Lindner', null, 'Greta L.'],
  ])('%s of %s is %s', (name, country, shown) => {
    expect(publicName(name, country)).toBe(shown);
  });
});
