import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anatomy, generalText, parseMessage, wellFormedMessage, wholeText } from '#lib/languages/icu.ts';
import { pluralCategories, pluralSamples } from '#lib/languages/plurals.ts';
import { pseudo, pseudoTree } from '#lib/languages/pseudo.ts';

const rich =
  "Hi {name}: <b>{count, plural, =0 {none} one {# file} other {# files}}</b>, {when, date, ::yMMMd} '{'raw'}'";

describe('messages', () => {
  test('are taken apart', () => {
    const { placeholders, plurals, selects, tags } = anatomy(
      wellFormedMessage(`${rich} {kind, select, a {A} other {B {deep}}}`),
    );
    expect([...placeholders.keys()]).toEqual(['name', 'count', 'when', 'kind', 'deep']);
    expect(plurals).toMatchObject([{ name: 'count', type: 'cardinal', showsNumber: true }]);
    expect([...(plurals[0]?.selectors ?? [])].sort()).toEqual(['=0', 'one', 'other']);
    expect([...(selects.get('kind') ?? [])]).toEqual(['a', 'other']);
    expect(tags).toEqual(['b']);
  });

  test('leave their text', () => {
    const message = wellFormedMessage('{n, plural, one {One file} other {# files}} of <b>{who}</b>');
    expect(generalText(message)).toBe('\ufffc files of \ufffc');
    expect(wholeText(message)).toContain('One file');
  });

  test.each([
    ['{a', 'EXPECT_ARGUMENT_CLOSING_BRACE'],
    ['{a, plural, one {x}}', 'MISSING_OTHER_CLAUSE'],
    ['{}', 'EMPTY_ARGUMENT'],
  ])('%s is refused for %s', (text, reason) => {
    expect(parseMessage(text)).toMatchObject({ elements: null, reason });
    expect(() => wellFormedMessage(text)).toThrow('languages.icu_syntax');
  });

  test('broken tags alone leave the rest readable', () => {
    expect(parseMessage('<b>{x}')).toMatchObject({ tagsBroken: true });
    expect(parseMessage('a < b')).toMatchObject({ tagsBroken: false });
  });

  test('parsing never throws', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."{}<>/#',ab= \ud83d".split(''), 'plural', 'one', 'other', 'date') }),
        (text) => {
          expect(parseMessage(text)).toHaveProperty('elements');
        },
      ),
    );
  });
});

describe('plural categories', () => {
  test.each([
    ['zh-CN', ['other']],
    ['bg', ['one', 'other']],
    ['pl', ['one', 'few', 'many', 'other']],
    ['cs', ['one', 'few', 'many', 'other']],
    ['sl', ['one', 'two', 'few', 'other']],
    ['lv', ['zero', 'one', 'other']],
    ['lt', ['one', 'few', 'many', 'other']],
    ['ro', ['one', 'few', 'other']],
    ['es', ['one', 'other']],
  ])('%s needs %j', (locale, categories) => {
    expect(pluralCategories(locale).required).toEqual(categories);
  });

  test('compact ones are allowed and not required', () => {
    expect(pluralCategories('es').allowed).toContain('many');
    expect(pluralCategories('en', 'ordinal').required).toEqual(['one', 'two', 'few', 'other']);
  });

  test('each has a sample number', () => {
    const samples = pluralSamples('pl');
    expect([...samples.keys()].sort()).toEqual(['few', 'many', 'one', 'other']);
    for (const [category, number] of samples) expect(new Intl.PluralRules('pl').select(number)).toBe(category);
  });
});

describe('pseudo-locales', () => {
  test('keep what a message carries', () => {
    for (const locale of ['en-XA', 'ar-XB'] as const) {
      const before = anatomy(wellFormedMessage(rich));
      const after = anatomy(wellFormedMessage(pseudo(rich, locale)));
      expect([...after.placeholders]).toEqual([...before.placeholders]);
      expect(after.tags).toEqual(before.tags);
    }
  });

  test('en-XA is accented and at least 40 % longer', () => {
    const text = 'Every work has a home, and every home has a story';
    const shown = pseudo(text, 'en-XA');
    expect(shown).toMatch(/^\[Éṽéŕý ŵöŕķ/);
    expect(shown.length).toBeGreaterThanOrEqual(text.length * 1.4);
  });

  test('ar-XB turns words round', () => {
    expect(pseudo('Pay {sum}', 'ar-XB')).toBe('\u202ePay\u202c {sum}');
  });

  test('a tree keeps its shape', () => {
    expect(pseudoTree({ cart: { pay: 'Pay', parts: ['{n}'] } }, 'ar-XB')).toEqual({
      cart: { pay: '\u202ePay\u202c', parts: ['{n}'] },
    });
  });

  test('a broken message is refused', () => {
    expect(() => pseudo('{a', 'en-XA')).toThrow('languages.icu_syntax');
  });
});
