import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storyBlocks } from '#app/_storefront/blocks.ts';
import { changed, movedTo, stepped } from '#lib/core/order.ts';
import { certificateStanding, daysLeft } from '#lib/enterprises/storefront/certificates.ts';
import { coverage, moved, type StorefrontContent, withWords } from '#lib/enterprises/storefront/content.ts';
import { isDay } from '#lib/enterprises/storefront/edit.ts';
import { awayAt } from '#lib/enterprises/storefront/holiday.ts';

const at = (day: string, time = '12:00') => new Date(`${day}T${time}:00Z`);
const midnight = (day: string) => new Date(`${day}T00:00:00Z`);

describe('a holiday', () => {
  const holiday = { fromDay: midnight('2026-12-24'), untilDay: midnight('2027-01-06'), takesOrders: true };

  test.each([
    ['the day before, until midnight', at('2026-12-23', '23:59'), null],
    ['its first moment', at('2026-12-24', '00:00'), 14],
    ['its last moment', at('2027-01-06', '23:59'), 1],
    ['the day after: it has ended by itself', at('2027-01-07', '00:00'), null],
  ])('%s', (_name, moment, days) => {
    expect(awayAt(holiday, moment)?.days ?? null).toBe(days);
  });

  test('sends again on the day after its last', () => {
    expect(awayAt(holiday, at('2026-12-30'))).toEqual({ takesOrders: true, back: midnight('2027-01-07'), days: 8 });
    expect(awayAt(null, at('2026-12-30'))).toBeNull();
  });

  test.each([
    ['2026-02-28', true],
    ['2026-02-29', false],
    ['2028-02-29', true],
    ['2026-2-8', false],
    ['28.02.2026', false],
    ['', false],
  ])('%s is a day of the calendar: %s', (text, valid) => {
    expect(isDay(text)).toBe(valid);
  });
});

describe('a certificate', () => {
  test.each([
    ['2027-06-30', 'valid'],
    ['2026-12-25', 'expires_soon'],
    ['2026-11-26', 'expires_soon'],
    ['2026-11-25', 'expired'],
  ] as const)('until %s is %s', (until, standing) => {
    expect(certificateStanding(midnight(until), at('2026-11-26'))).toBe(standing);
  });

  test('without a last day it never expires', () => {
    expect(daysLeft(null, at('2026-11-26'))).toBeNull();
    expect(certificateStanding(null, at('2026-11-26'))).toBe('valid');
  });
});

describe('the words of a draft', () => {
  const content: StorefrontContent = {
    bannerMediaId: null,
    logoMediaId: null,
    words: { bg: { tagline: 'Капка до капка', story: 'Дълга история' }, pl: { tagline: 'Kropla przy kropli' } },
    people: [{ id: 'a', name: 'Петър', mediaId: null, words: { bg: { role: 'точи' } } }],
    certificates: [],
  };

  test('one language is changed and the others stay', () => {
    expect(withWords(content.words, 'pl', { story: 'Długa historia' })).toEqual({
      bg: content.words['bg'],
      pl: { tagline: 'Kropla przy kropli', story: 'Długa historia' },
    });
  });

  test('a language that says nothing any more is gone', () => {
    expect(Object.keys(withWords(content.words, 'pl', { tagline: '' }))).toEqual(['bg']);
  });

  test('coverage counts what the original says', () => {
    expect(coverage(content, 'bg', 'pl')).toEqual({ written: 1, of: 3 });
    expect(coverage(content, 'bg', 'bg')).toEqual({ written: 3, of: 3 });
    expect(coverage(content, 'bg', 'hu')).toEqual({ written: 0, of: 3 });
  });
});

describe('order', () => {
  const ids = ['a', 'b', 'c', 'd'];

  test.each([
    ['earlier:c', 'a,c,b,d'],
    ['later:c', 'a,b,d,c'],
    ['earlier:a', 'a,b,c,d'],
    ['later:d', 'a,b,c,d'],
    ['remove:b', 'a,c,d'],
    ['add:e', 'a,b,c,d,e'],
    ['add:a', 'a,b,c,d'],
    ['nonsense', 'a,b,c,d'],
    ['', 'a,b,c,d'],
  ])('%s gives %s', (change, expected) => {
    expect(changed(ids, change).join()).toBe(expected);
  });

  test('moving loses and doubles nothing, and a step is undone by the step back', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.integer({ min: -3, max: 20 }),
        (list, which, to) => {
          const moving = list[which % list.length] ?? '';
          const result = movedTo(list, moving, to);
          expect([...result].sort()).toEqual([...list].sort());
          if (list.indexOf(moving) < list.length - 1)
            expect(stepped(stepped(list, moving, 'later'), moving, 'earlier')).toEqual(list);
        },
      ),
    );
  });

  test('people and certificates move by one place', () => {
    const people = [{ id: 'a' }, { id: 'b' }];
    expect(moved(people, 'b', 'earlier')).toEqual([{ id: 'b' }, { id: 'a' }]);
    expect(moved(people, 'b', 'later')).toEqual(people);
  });
});

describe('a story', () => {
  test('has paragraphs and headings, and nothing else means anything', () => {
    expect(storyBlocks('One.\nStill one.\n\nTwo.\n# The kiln\nThree <b>bold</b>.\n\n\n\n##  \n')).toEqual([
      { kind: 'paragraph', text: 'One.\nStill one.' },
      { kind: 'paragraph', text: 'Two.' },
      { kind: 'heading', text: 'The kiln' },
      { kind: 'paragraph', text: 'Three <b>bold</b>.' },
    ]);
  });

  test('keeps all its letters', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'б', '中', '\n', '#', ' '), { maxLength: 60 }), (signs) => {
        const letters = (text: string) => text.replace(/[\s#]/g, '');
        const story = signs.join('');
        expect(
          letters(
            storyBlocks(story)
              .map((block) => block.text)
              .join(''),
          ),
        ).toBe(letters(story));
      }),
    );
  });
});
