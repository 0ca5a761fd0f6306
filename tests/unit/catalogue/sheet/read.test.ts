import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sheetAmount } from '#lib/catalogue/sheet/amount.ts';
import { readCell } from '#lib/catalogue/sheet/cell.ts';
import { detectSeparator, parseCsv } from '#lib/catalogue/sheet/csv.ts';
import { csvRecord, guardCell } from '#lib/core/csv.ts';
import { decode, detectEncoding, type Encoding } from '#lib/core/encoding.ts';

describe('a cell', () => {
  test.each(['=1+1', '+49', '-5', '@SUM(A1)', '\tx', '\rx', "'=1", "''+1"])('%j is guarded and comes back', (value) => {
    expect(guardCell(value)).toMatch(/^'/);
    expect(readCell(guardCell(value))).toBe(value);
  });

  test('comes back as it was, whatever it is, and never begins as a formula', () => {
    const cells = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', '"', ',', '\n', 'я') });
    fc.assert(
      fc.property(cells, (value) => {
        expect(guardCell(value)).not.toMatch(/^[=+\-@\t\r]/);
        expect(readCell(guardCell(value))).toBe(value);
      }),
    );
  });

  test('of a record is the same after writing and reading', () => {
    const record = fc.array(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ';', ' ', '=', 'x', '瓷') }), {
      minLength: 2,
    });
    fc.assert(
      fc.property(record, (values) => {
        const [header, read = []] = parseCsv(`a,b\r\n${csvRecord(values)}`, 'comma');
        expect(header).toEqual(['a', 'b']);
        expect(read.map(readCell)).toEqual(values);
      }),
    );
  });
});

describe('a price', () => {
  test.each([
    ['24.90', 2_490n],
    ['24,9', 2_490n],
    ['1.234,56', 123_456n],
    ['1,234.56', 123_456n],
    ['1 234,56', 123_456n],
    ['1.234.567', 123_456_700n],
    ['1’234.50', 123_450n],
    ['12', 1_200n],
    ['１２．５０', 1_250n],
  ])('%s is read', (text, minor) => {
    expect(sheetAmount(text, 'EUR').minor).toBe(minor);
  });

  test.each([
    ['1.234', 'money.too_many_decimals'],
    ['24.905', 'money.too_many_decimals'],
    ['1.234.56', 'money.not_an_amount'],
    ['1.234,567', 'money.too_many_decimals'],
    ['1,23,456', 'money.not_an_amount'],
    ['-5', 'money.not_an_amount'],
    ['€ 5', 'money.not_an_amount'],
    ['ten', 'money.not_an_amount'],
    ['999999999999999', 'money.out_of_range'],
  ])('%s is refused', (text, code) => {
    expect(() => sheetAmount(text, 'EUR')).toThrow(code);
  });
});

/** What `iconv` makes of a few words, as hexadecimal. */
const samples: readonly (readonly [Encoding, string, string])[] = [
  ['gb18030', '青花瓷盘', 'c7e0bba8b4c9c5cc'],
  ['gb18030', '手工漆器，三层大漆', 'cad6b9a4c6e1c6f7a3acc8fdb2e3b4f3c6e1'],
  ['windows-1251', 'Троянска чиния с капка', 'd2f0eeffedf1eae020f7e8ede8ff20f120eae0efeae0'],
  ['windows-1251', 'Купа „Зелена“', 'caf3efe0208427c7e5ebe5ede027'.replaceAll('27', '')],
  ['windows-1250', 'Waza w źródle', '57617a612077209f72f3646c65'],
  ['windows-1250', 'Žluťoučký kůň', '8e6c759d6f75e86bfd206bf9f2'],
];

describe('an encoding', () => {
  test.each(samples)('%s of %s is recognised', (encoding, text, hex) => {
    const bytes = Buffer.concat([Buffer.from('listing,title\nx,'), Buffer.from(hex, 'hex')]);
    expect(detectEncoding(bytes)).toBe(encoding);
    expect(decode(bytes, encoding)).toContain(text.slice(0, 4));
  });

  test.each([
    ['utf-8', Buffer.from('\ufefftitle\nваза')],
    ['utf-8', Buffer.from('title\nваза, 青花, żółw')],
    ['utf-8', Buffer.from('title\nplain')],
    ['utf-16le', Buffer.from('\ufefftitle\nваза', 'utf16le')],
    ['utf-16le', Buffer.from('listing,title\nx,ваза', 'utf16le')],
    ['utf-16be', Buffer.from('\ufefftitle\nваза', 'utf16le').swap16()],
  ] as const)('%s is recognised', (encoding, bytes) => {
    expect(detectEncoding(bytes)).toBe(encoding);
    expect(decode(bytes, encoding).startsWith('\ufeff')).toBe(false);
  });
});

describe('a separator', () => {
  test.each([
    ['a,b\n1;2;3', 'comma'],
    ['"a;b;c",d\n', 'comma'],
    ['a;b;c\n1,5;2,5;3', 'semicolon'],
    ['a\tb\n', 'tab'],
    ['\n\ntitle;price', 'semicolon'],
    ['title', 'comma'],
  ])('of %j is %j', (text, separator) => {
    expect(detectSeparator(text)).toBe(separator);
  });

  test('of lines is any of the three, also inside quotes, and what is not closed is told with its line', () => {
    expect(parseCsv('a,b\r\n"x\ny",2\n', 'comma')).toEqual([
      ['a', 'b'],
      ['x\ny', '2'],
    ]);
    expect(() => parseCsv('a,b\n1,"2\n3', 'comma')).toThrow('import.damaged');
  });
});
