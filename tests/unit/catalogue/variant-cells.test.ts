import { describe, expect, test } from 'vitest';
import { saveOptionsSchema, splitWords } from '#lib/catalogue/option-form.ts';
import { readVariantCells } from '#lib/catalogue/variant-cells.ts';

const a = '00000000-0000-8000-a000-00000000000a';
const b = '00000000-0000-8000-a000-00000000000b';
const picture = '00000000-0000-8000-a000-0000000000cc';
const variants = [
  { id: a, sku: 'A1', stockOnHand: 5, stockReserved: 2 },
  { id: b, sku: null, stockOnHand: null, stockReserved: 0 },
];

function read(cells: Record<string, string>, base: Record<string, string> = {}) {
  const { edits, errors } = readVariantCells(cells, variants, { currency: 'EUR', pictures: [picture], base });
  return { edits, errors: errors.map((error) => `${error.field?.split(':')[0]} ${error.code}`) };
}

describe('the table of variants', () => {
  test('reads what people type', () => {
    const { edits, errors } = read({
      [`price:${a}`]: '1 234,50',
      [`stock:${a}`]: '7',
      [`weight:${a}`]: '',
      [`picture:${a}`]: picture,
      [`sku:${b}`]: ' B2 ',
    });
    expect(errors).toEqual([]);
    expect(edits).toEqual([
      { id: a, priceMinor: 123_450n, stockOnHand: 7, weightGrams: null, pictureId: picture },
      { id: b, sku: 'B2' },
    ]);
  });

  test('says everything that is wrong at once, each at its cell', () => {
    const { errors } = read({
      [`price:${a}`]: 'twenty',
      [`stock:${a}`]: '1',
      [`weight:${a}`]: '1.5',
      [`picture:${a}`]: b,
      [`sku:${b}`]: 'A1',
      [`price:${b}`]: '0',
    });
    expect(errors).toEqual([
      'price money.not_an_amount',
      'stock catalogue.stock_reserved',
      'weight validation.not_a_number',
      'picture validation.choose',
      'price validation.required',
      'sku catalogue.sku_twice',
    ]);
  });

  test('takes no price of which not one piece could be paid', () => {
    expect(read({ [`price:${a}`]: '999999,99' }).errors).toEqual([]);
    expect(read({ [`price:${a}`]: '1000000' }).errors).toEqual(['price catalogue.price_too_large']);
  });

  test('does not write what was not touched, and does not type over a sale', () => {
    // The table showed 8; three were sold since.
    expect(read({ [`stock:${a}`]: '8' }, { [`stock:${a}`]: '8' }).edits[0]).toEqual({ id: a });
    expect(read({ [`stock:${a}`]: '9' }, { [`stock:${a}`]: '8' }).errors).toEqual(['stock catalogue.stock_moved']);
  });

  test('what does not run out takes no stock', () => {
    expect(read({ [`stock:${b}`]: '3' })).toEqual({ edits: [{ id: a }, { id: b }], errors: [] });
  });
});

describe('the form of options', () => {
  const form = { listingId: a, version: '1' };

  test('splits words by lines and by commas of any script', () => {
    expect(splitWords('红，蓝、绿\nred, blue;;')).toEqual(['红', '蓝', '绿', 'red', 'blue']);
  });

  test('reads kept and new values, and leaves out what was emptied', () => {
    const options = saveOptionsSchema.parse({
      ...form,
      id0: b,
      name0: 'Size',
      [`value0:${picture}`]: 'S',
      [`value0:${a}`]: '',
      add0: 'L, XL',
      name1: '',
      add1: '',
    }).options;
    expect(options).toEqual([
      {
        id: b,
        name: 'Size',
        values: [
          { id: picture, name: 'S' },
          { id: null, name: 'L' },
          { id: null, name: 'XL' },
        ],
      },
    ]);
  });

  test.each([
    ['a name without values', { name0: 'Size' }, 'add0'],
    ['values without a name', { add0: 'S' }, 'name0'],
    ['a value twice', { name0: 'Size', add0: 'S, s' }, 'add0'],
    ['an option twice', { name0: 'Size', add0: 'S', name1: 'size', add1: 'L' }, 'name1'],
    ['more than 20 values', { name0: 'Size', add0: Array.from({ length: 21 }, (_, at) => at).join(',') }, 'add0'],
    ['more than 60 variants', { name0: 'A', add0: '1,2,3,4,5,6,7,8', name1: 'B', add1: '1,2,3,4,5,6,7,8' }, 'add0'],
  ])('does not take %s', (_, fields, path) => {
    expect(saveOptionsSchema.safeParse({ ...form, ...fields }).error?.issues.map((issue) => issue.path[0])).toContain(
      path,
    );
  });
});
