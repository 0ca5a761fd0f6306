import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saveListingSchema } from '#lib/catalogue/edit.ts';
import { decideSchema } from '#lib/catalogue/moderate.ts';
import { listingTransitions, missingForReview, type Reviewable, requireListingMove } from '#lib/catalogue/states.ts';
import { ListingStatus } from '#lib/db/generated/enums.ts';

const moves: Readonly<Record<string, readonly string[]>> = listingTransitions;

const complete: Reviewable = {
  kind: 'physical',
  title: 'Plate',
  summary: 'Painted',
  description: 'Clay',
  priceMinor: 1n,
  pictures: 1,
  picturesWithoutWords: 0,
  stock: 1,
  weightGrams: 1,
  files: 0,
  attributes: [],
};

describe('a listing', () => {
  test('goes live from review only, at once or later, or comes back from where it was put away', () => {
    const before = Object.values(ListingStatus).filter((from) => moves[from]?.includes('live'));
    expect(before).toEqual(['in_review', 'scheduled', 'archived']);
  });

  test('can always come back to its desk, and moves nowhere the table does not name', () => {
    const all = Object.values(ListingStatus);
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom(...all), (from, to) => {
        const named = moves[from]?.includes(to);
        if (named) expect(() => requireListingMove(from, to)).not.toThrow();
        else expect(() => requireListingMove(from, to)).toThrow('catalogue.not_possible_now');
      }),
    );
    expect(all.filter((from) => moves[from]?.length === 0)).toEqual([]);
  });

  test.each([
    [{}, []],
    [{ title: '', summary: '', description: '' }, ['title', 'summary', 'description']],
    [{ price: 0, pictures: 0 }, ['price', 'pictures']],
    [{ pictures: 3, picturesWithoutWords: 1 }, ['alt']],
    [{ stock: 0, weightGrams: null }, ['stock', 'weight']],
    [{ kind: 'download', stock: null, weightGrams: null }, ['file']],
    [{ kind: 'download', stock: null, weightGrams: null, files: 1 }, []],
    [{ title: '', attributes: ['language'] }, ['title', 'attributes.language']],
  ])('with %j lacks %j', ({ price = 1, ...change }: Partial<Reviewable> & { price?: number }, missing) => {
    expect(missingForReview({ ...complete, ...change, priceMinor: BigInt(price) })).toEqual(missing);
  });
});

describe('forms', () => {
  const listingId = '01a20bec-61e2-7834-8c17-4feeab362b8d';

  test.each([
    ['approved', '', true],
    ['changes_requested', 'too short', false],
    ['refused', '', false],
    ['refused', 'This is a copy of another maker’s plate.', true],
    ['maybe', 'a long enough reason', false],
  ])('a decision %s with the reason “%s”: %s', (decision, reason, accepted) => {
    expect(decideSchema.safeParse({ listingId, decision, reason }).success).toBe(accepted);
  });

  const form = { listingId, version: '3', title: 'Plate', category: 'interior', price: '24,90', currency: 'EUR' };

  test('an edit reads numbers, and empty ones as none', () => {
    const parsed = saveListingSchema.parse({ ...form, stock: '7', weightGrams: '', hsCode: '691200' });
    expect(parsed).toMatchObject({ version: 3, stock: 7, weightGrams: null, hsCode: '691200', materials: [] });
  });

  test.each([
    ['stock', '-1', 'not_a_number'],
    ['weightGrams', '1000001', 'too_large'],
    ['hsCode', '12345', 'hs_code'],
    ['currency', 'XAU', 'choose'],
    ['title', '  ', 'required'],
  ])('%s “%s” is refused as %s', (field, value, code) => {
    const { error } = saveListingSchema.safeParse({ ...form, [field]: value });
    expect(error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([[field, code]]);
  });
});
