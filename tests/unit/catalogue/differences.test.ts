import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ListingContent, listingContent } from '#lib/catalogue/content.ts';
import { differences } from '#lib/catalogue/differences.ts';
import { content, first, second, variant } from './content.ts';

const event = {
  kind: 'ticket',
  venue: 'Hall',
  address: 'Main street 1',
  terms: '',
  country: 'PL',
  timeZone: 'Europe/Warsaw',
  startsAt: '2026-12-05T18:30:00.000Z',
  endsAt: null,
  doorsAt: null,
} as const;
const size = { id: second, name: 'Size', values: [{ id: first, name: 'small' }] };

describe('what differs', () => {
  const cases: [string, Partial<ListingContent>, object[]][] = [
    ['nothing', {}, []],
    [
      'words, one field each',
      { words: { title: 'Bowl', summary: 'Painted', description: 'Clay', care: 'dry' } },
      [
        { part: 'words', field: 'title', before: 'Plate', after: 'Bowl' },
        { part: 'words', field: 'care', before: '', after: 'dry' },
      ],
    ],
    ['a field that is empty now and was not there', { words: { ...content.words, care: '' } }, []],
    [
      'a translation',
      { translations: { pl: { title: 'Misa' } } },
      [{ part: 'translation', about: 'pl', after: 'Misa' }],
    ],
    [
      'facts',
      { categorySlug: 'toys', weightGrams: null },
      [
        { field: 'category', before: 'interior', after: 'toys' },
        { field: 'weightGrams', before: '900', after: '' },
      ],
    ],
    ['materials in another order', { materials: [] }, []],
    ['pictures', { pictures: [] }, [{ part: 'picture', field: 'order', before: first, after: '' }]],
    [
      'the words of a picture',
      { pictures: [{ mediaId: first, alt: { bg: 'Купа' }, focal: null, crop: null }] },
      [{ part: 'picture', field: 'alt.bg', about: first, before: 'Чиния', after: 'Купа' }],
    ],
    [
      'the point and the part of a picture',
      {
        pictures: [
          { mediaId: first, alt: { bg: 'Чиния' }, focal: { x: 1, y: 2 }, crop: { x: 0, y: 0, width: 50, height: 50 } },
        ],
      },
      [
        { part: 'picture', field: 'focal', before: '', after: '{"x":1,"y":2}' },
        { part: 'picture', field: 'crop', before: '', after: '{"x":0,"y":0,"width":50,"height":50}' },
      ],
    ],
    [
      'a sample that is called otherwise',
      { samples: [{ mediaId: second, titles: { bg: 'Two', pl: 'Dwa' } }] },
      [
        { part: 'sample', field: 'sampleTitle.bg', about: second, before: 'One', after: 'Two' },
        { part: 'sample', field: 'sampleTitle.pl', about: second, before: '', after: 'Dwa' },
      ],
    ],
    [
      'another sample of the same name',
      { samples: [{ mediaId: first, titles: { bg: 'One' } }] },
      [{ part: 'sample', field: 'samples', before: second, after: first }],
    ],
    [
      'an option with its combination',
      { options: [size], variants: [{ ...variant, valueIds: [first] }] },
      [
        { part: 'option', field: 'name', before: '', after: 'Size' },
        { part: 'option', field: 'values', before: '', after: 'small' },
        { part: 'variant', field: 'combination', about: 'small', before: '', after: 'small' },
      ],
    ],
    [
      'a price',
      { variants: [{ ...variant, priceMinor: '1050' }] },
      [{ field: 'price', before: '10.00', after: '10.50' }],
    ],
    [
      'variants that come and go',
      { variants: [{ ...variant, id: second }] },
      [
        { part: 'variant', field: 'removed' },
        { part: 'variant', field: 'added' },
      ],
    ],
    [
      'when an event is, as the clocks at its venue show it',
      { offer: event },
      [
        { part: 'offer', field: 'venue', after: 'Hall' },
        { field: 'address' },
        { field: 'country', after: 'PL' },
        { field: 'timeZone' },
        { field: 'startsAt', after: '2026-12-05 19:30' },
      ],
    ],
    ['a file', { files: [first] }, [{ part: 'files', after: first }]],
  ];
  test.each(cases)('%s', (_, change, expected) => {
    expect(differences(content, { ...content, ...change })).toMatchObject(expected);
    expect(differences(content, { ...content, ...change })).toHaveLength(expected.length);
  });

  test('read backwards it is the same things with before and after exchanged', () => {
    for (const [, change] of cases) {
      const there = differences(content, { ...content, ...change });
      const back = differences({ ...content, ...change }, content);
      const values = (all: typeof there) => all.map(({ before, after }) => [before, after].sort().join('|')).sort();
      expect(values(back)).toEqual(values(there));
    }
  });
});

describe('content', () => {
  test('that has an offer survives being stored', () => {
    const made = { ...content, offer: event };
    expect(listingContent.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
    const { offer: _, ...older } = content;
    expect(listingContent.parse(older)).toEqual(content);
  });

  test('survives being stored', () => {
    const word = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('title', 'care'), word), fc.bigInt(0n, 10n ** 12n), (words, price) => {
        const made = { ...content, words, variants: [{ ...variant, priceMinor: price.toString() }] };
        const read = listingContent.parse(JSON.parse(JSON.stringify(made)));
        expect(read).toEqual(made);
        expect(differences(made, read)).toEqual([]);
      }),
    );
  });
});
