import { describe, expect, test } from 'vitest';
import { priceColumnKey, readPriceCells, readPriceColumn, sortPriceColumns } from '#lib/catalogue/price-cells.ts';
import { money } from '#lib/core/money.ts';

const a = '01990000-0000-7000-8000-00000000000a';
const plain = { id: a, prices: { base: money(2_400, 'EUR'), steps: [] } };
const priced = {
  id: a,
  prices: {
    base: money(2_400, 'EUR'),
    steps: [
      { list: 'retail' as const, from: 1, price: money(9_900, 'PLN') },
      { list: 'retail' as const, from: 6, price: money(8_900, 'PLN') },
    ],
  },
};
const read = (variant: typeof plain | typeof priced, cells: Record<string, string>, base = {}) => {
  const { edits, errors } = readPriceCells(
    Object.fromEntries(Object.entries(cells).map(([key, typed]) => [`${key}:${a}`, typed])),
    [variant],
    base,
  );
  return {
    edits: edits.map(({ column, minor }) => `${priceColumnKey(column)} ${minor}`),
    errors: errors.map((error) => `${error.field?.split(':')[0]} ${error.code}`),
  };
};

describe('the table of prices', () => {
  test('reads what was typed, in the currency of its column', () => {
    expect(read(plain, { 'r.PLN.1': '99,90', 'r.EUR.10': '21', 'w.EUR.10': '15.50' })).toEqual({
      edits: ['r.PLN.1 9990', 'r.EUR.10 2100', 'w.EUR.10 1550'],
      errors: [],
    });
  });

  test('leaves alone what was not touched, and takes off what was emptied', () => {
    expect(read(priced, { 'r.PLN.1': '99.00', 'r.PLN.6': '' }, { [`r.PLN.1:${a}`]: '99.00' })).toEqual({
      edits: ['r.PLN.6 null'],
      errors: [],
    });
  });

  test.each([
    ['no amount', plain, { 'r.PLN.1': 'tanio' }, ['r.PLN.1 money.not_an_amount']],
    ['nothing', plain, { 'r.PLN.1': '0' }, ['r.PLN.1 validation.required']],
    ['three decimals', plain, { 'r.PLN.1': '9,999' }, ['r.PLN.1 money.too_many_decimals']],
    ['more than can be paid', plain, { 'r.PLN.1': '1000000' }, ['r.PLN.1 catalogue.price_too_large']],
    ['forints with fillér', plain, { 'r.HUF.1': '9500,50' }, ['r.HUF.1 catalogue.price_whole']],
    ['steps without the price of one', plain, { 'r.PLN.10': '80' }, ['r.PLN.10 catalogue.price_of_one']],
    ['wholesale without the price of one', plain, { 'w.PLN.10': '80' }, ['w.PLN.10 catalogue.price_of_one']],
    ['more for more', plain, { 'r.EUR.10': '25' }, ['r.EUR.10 catalogue.step_not_lower']],
    ['the same for more', plain, { 'r.EUR.10': '24' }, ['r.EUR.10 catalogue.step_not_lower']],
    ['wholesale above retail', priced, { 'w.PLN.6': '89' }, ['w.PLN.6 catalogue.wholesale_not_lower']],
    ['one piece below its step', priced, { 'r.PLN.1': '70' }, ['r.PLN.6 catalogue.step_not_lower']],
    ['the price of one taken away', priced, { 'r.PLN.1': '' }, ['r.PLN.6 catalogue.price_of_one']],
  ] as const)('tells %s at its cell', (_, variant, cells, errors) => {
    expect(read(variant, cells).errors).toEqual(errors);
  });

  test('does not write the price of one piece in the listing’s currency, nor of another listing’s variant', () => {
    expect(read(plain, { 'r.EUR.1': '1' }).edits).toEqual([]);
    expect(readPriceCells({ 'r.PLN.1:other': '5' }, [plain], {}).edits).toEqual([]);
  });

  test('knows its columns, and nothing else for one', () => {
    expect(readPriceColumn('w.CNY.24')).toEqual({ list: 'wholesale', currency: 'CNY', from: 24 });
    for (const key of ['', 'r', 'x.EUR.1', 'r.XXX.1', 'r.EUR.0', 'r.EUR.1000', 'r.EUR.1.5', 'r.EUR.-1', 'r.EUR.1e2'])
      expect(readPriceColumn(key)).toBeNull();
    const keys = ['w.EUR.10', 'r.PLN.6', 'r.EUR.6', 'r.PLN.1'].flatMap((key) => readPriceColumn(key) ?? []);
    expect(sortPriceColumns(keys, 'EUR').map(priceColumnKey)).toEqual(['r.EUR.6', 'r.PLN.1', 'r.PLN.6', 'w.EUR.10']);
  });
});
