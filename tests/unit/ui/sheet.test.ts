import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginSheet,
  filledCells,
  mergeCells,
  pastedCells,
  type SheetColumn,
  sheetReducer,
} from '#app/_ui/sheet/state.ts';
import { isBlock, parseBlock } from '#app/_ui/sheet/tsv.ts';

describe('a block from a spreadsheet', () => {
  test.each([
    [
      'a\tb\nc\td\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\t\n\tb',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['"two\nlines"\t"a ""b"""', [['two\nlines', 'a "b"']]],
    ['5" plate\tx', [['5" plate', 'x']]],
    ['24,90', [['24,90']]],
  ])('%j', (text, block) => {
    expect(parseBlock(text)).toEqual(block);
  });

  test('written and read is the same', () => {
    const cell = fc.string().filter((text) => !text.includes('\r'));
    const block = fc
      .array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
      .filter((rows) => rows.at(-1)?.at(-1) !== '');
    fc.assert(
      fc.property(block, (rows) => {
        const text = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join('\t')).join('\n');
        expect(parseBlock(text)).toEqual(rows);
      }),
    );
  });

  test('is told from a word', () => {
    expect([isBlock('24,90'), isBlock('24,90\n'), isBlock('1\t2'), isBlock('1\n2')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });
});

const columns: SheetColumn[] = [
  { key: 'sku', title: 'SKU', kind: 'text' },
  { key: 'price', title: 'Price', kind: 'number' },
  {
    key: 'picture',
    title: 'Picture',
    kind: 'choice',
    options: [
      { value: 'm1', label: 'Picture 1' },
      { value: 'm2', label: 'Picture 2' },
    ],
  },
];

describe('pasting', () => {
  test('fills from the cell on, reads amounts and labels, and leaves away what sticks out', () => {
    const block = [['€ 24,90', 'Picture 2', 'too far'], ['25 zł', 'Picture 9'], ['26']];
    expect(pastedCells(block, columns, ['a', 'b'], { row: 0, column: 1 })).toEqual({
      'price:a': '24,90',
      'picture:a': 'm2',
      'price:b': '25',
    });
  });

  test('what is no amount stays to be seen', () => {
    expect(pastedCells([['free']], columns, ['a'], { row: 0, column: 1 })).toEqual({ 'price:a': 'free' });
  });
});

describe('a sheet', () => {
  test('fills down, and undoes letters of one cell together', () => {
    let state = beginSheet({ 'price:a': '1', 'price:b': '2', 'price:c': '3' });
    state = sheetReducer(state, { do: 'type', cell: 'price:b', value: '5' });
    state = sheetReducer(state, { do: 'type', cell: 'price:b', value: '55' });
    state = sheetReducer(state, { do: 'leave' });
    state = sheetReducer(state, { do: 'set', cells: filledCells('price', ['a', 'b', 'c'], 1, '55') });
    expect(state.cells).toEqual({ 'price:a': '1', 'price:b': '55', 'price:c': '55' });
    state = sheetReducer(state, { do: 'undo' });
    expect(state.cells['price:c']).toBe('3');
    state = sheetReducer(state, { do: 'undo' });
    expect(state.cells['price:b']).toBe('2');
    expect(sheetReducer(state, { do: 'undo' })).toBe(state);
  });

  test('merges what somebody else saved: mine stays, theirs is shown where both changed', () => {
    const base = { 'price:a': '1', 'price:b': '2', 'price:c': '3', 'price:d': '4' };
    const mine = { ...base, 'price:a': '10', 'price:b': '20', 'price:d': '40' };
    const now = { ...base, 'price:b': '21', 'price:c': '31', 'price:d': '40' };
    expect(mergeCells(base, mine, now)).toEqual({
      cells: { 'price:a': '10', 'price:b': '20', 'price:c': '31', 'price:d': '40' },
      theirs: { 'price:b': '21' },
    });
    let state = sheetReducer({ ...beginSheet(base), cells: mine }, { do: 'rebase', base, onto: now });
    state = sheetReducer(state, { do: 'take', cell: 'price:b' });
    expect([state.cells['price:b'], state.theirs]).toEqual(['21', {}]);
  });
});
