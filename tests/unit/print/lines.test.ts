import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pieces, wrap } from '../../../lib/print/lines.ts';

const measure = (text: string) => [...text].length;

describe('pieces', () => {
  test('Chinese breaks between characters, but no line begins with a full stop or ends with an opening bracket', () =>
    expect(pieces('买方（消费者）付款。')).toEqual(['买', '方', '（消', '费', '者）', '付', '款。']));
  test('words break after spaces and hyphens; no-break spaces hold', () =>
    expect(pieces('twenty-one 12\u00a0€ a/b')).toEqual(['twenty-', 'one ', '12\u00a0€ ', 'a/', 'b']));
  test('put together they are the text', () =>
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => pieces(text).join('') === text)));
});

describe('wrap', () => {
  test('no line is wider than its room, and nothing but spaces is lost', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 2, max: 40 }), (given, width) => {
        const text = given.replace(/\s+/g, ' ');
        const lines = wrap(text, width, measure);
        expect(lines.every((line) => measure(line) <= width)).toBe(true);
        expect(lines.join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''));
      }),
    ));
});
