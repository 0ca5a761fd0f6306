import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListingContent } from '#lib/catalogue/content.ts';
import { atOnce, isLargePriceChange, needsReview } from '#lib/catalogue/review.ts';
import { content, first, second, variant } from './content.ts';

const withPrice = (priceMinor: string): Partial<ListingContent> => ({ variants: [{ ...variant, priceMinor }] });

const pictured = (change: Partial<ListingContent['pictures'][number]>): Partial<ListingContent> => ({
  pictures: content.pictures.map((picture) => ({ ...picture, ...change })),
});

describe('a price', () => {
  test.each([
    [1000n, 1300n, false],
    [1000n, 1301n, true],
    [1000n, 700n, false],
    [1000n, 699n, true],
    [1000n, 1000n, false],
    [1n, 2n, true],
    [0n, 100n, true],
    [null, 100n, false],
  ])('from %s to %s is a large change: %s', (approved, now, large) => {
    expect(isLargePriceChange(approved, now)).toBe(large);
  });

  test('is measured from what was approved, so that small steps do not add up', () => {
    const approved = 1000n;
    expect([1250n, 1300n, 1400n].map((now) => isLargePriceChange(approved, now))).toEqual([false, false, true]);
  });

  test('within 30 per cent is small in both directions, beyond it large', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10_000_000n), fc.bigInt(0n, 20_000_000n), (approved, now) => {
        const share = Math.abs(Number(now - approved)) / Number(approved);
        expect(isLargePriceChange(approved, now)).toBe(share > 0.3);
      }),
    );
  });
});

test('first words of a picture are looked at', () => {
  const silent = { ...content, ...pictured({ alt: {} }) };
  expect(needsReview(silent, content, new Map())).toBe(true);
});

describe('a change of an approved listing', () => {
  const prices = new Map([[first, 1000n]]);
  const changes: [string, Partial<ListingContent>, boolean][] = [
    ['nothing', {}, false],
    ['weight, materials and customs code', { weightGrams: 5, materials: ['silk'], hsCode: '691200' }, false],
    ['a price within 30 per cent of the approved one', withPrice('1300'), false],
    ['a price beyond', withPrice('1301'), true],
    ['words', { words: { ...content.words, title: 'Bowl' } }, true],
    ['a translation', { translations: { pl: { title: 'Misa' } } }, true],
    ['category', { categorySlug: 'toys' }, true],
    ['the mark of AI', { aiAssisted: true }, true],
    ['currency', { currency: 'CNY' }, true],
    ['pictures', { pictures: [] }, true],
    ['the point of a picture', pictured({ focal: { x: 100, y: 200 } }), false],
    ['the part of a picture', pictured({ crop: { x: 0, y: 0, width: 500, height: 500 } }), true],
    ['words of a picture in one more language', pictured({ alt: { bg: 'Чиния', pl: 'Talerz' } }), false],
    ['other words of a picture', pictured({ alt: { bg: 'Купа' } }), true],
    ['no words of a picture', pictured({ alt: {} }), true],
    ['another sample', { samples: [...content.samples, { mediaId: first, titles: { bg: 'Two' } }] }, true],
    ['another title of a sample', { samples: [{ mediaId: second, titles: { bg: 'Two' } }] }, true],
    [
      'a title of a sample in one more language',
      { samples: [{ mediaId: second, titles: { bg: 'One', pl: 'Jeden' } }] },
      false,
    ],
    ['no title of a sample', { samples: [{ mediaId: second, titles: {} }] }, true],
    ['a sample less', { samples: [] }, false],
    ['another variant', { variants: [...content.variants, { ...variant, id: second }] }, true],
    ['a new file', { files: [second] }, false],
    ['what it says by its category', { attributes: { height: 12 } }, false],
  ];
  test.each(changes)('%s: waits for staff is right', (_, change, waits) => {
    expect(needsReview(content, { ...content, ...change }, prices)).toBe(waits);
  });

  test.each(changes)(
    '%s: what shows at once needs no review itself, and leaves the same to be reviewed',
    (_, change) => {
      const wanted = { ...content, ...change };
      const shown = atOnce(content, wanted, prices);
      expect(needsReview(content, shown, prices)).toBe(false);
      expect(atOnce(shown, wanted, prices)).toEqual(shown);
    },
  );

  test('a price too far stays what it was, while the rest of the variant shows', () => {
    const wanted = { ...content, variants: [{ ...variant, sku: 'B', priceMinor: '5000' }] };
    expect(atOnce(content, wanted, prices).variants).toEqual([{ ...variant, sku: 'B' }]);
  });

  test('is measured from the price that was approved and not from the one of today', () => {
    const today = { ...content, ...withPrice('1250') };
    expect(needsReview(today, { ...content, ...withPrice('1400') }, prices)).toBe(true);
    expect(needsReview(today, { ...content, ...withPrice('1300') }, prices)).toBe(false);
  });
});
