import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facetNames, switchNames } from '#app/_shop/search-address.ts';
import { attributeColumn } from '#lib/catalogue/attributes/columns.ts';
import { attributes } from '#lib/catalogue/attributes/data.ts';
import type { Attribute, AttributeValue } from '#lib/catalogue/attributes/definition.ts';
import { facetChoices, facetNamesOf, isFacet, listingFacets, readFacet } from '#lib/catalogue/attributes/facets.ts';
import {
  attributeColumns,
  attributesSchema,
  attributesWith,
  saidOf,
  withAttributes,
} from '#lib/catalogue/attributes/form.ts';
import { isbn13 } from '#lib/catalogue/attributes/isbn.ts';
import {
  attributeNamed,
  attributesOf,
  formatAttribute,
  parseAttribute,
  readAttributes,
  requiredAttributes,
} from '#lib/catalogue/attributes/value.ts';
import { saveListingSchema } from '#lib/catalogue/edit.ts';
import { sheetColumns } from '#lib/catalogue/sheet/columns.ts';
import { baseMessages } from '#lib/languages/index.ts';
import categories from '#seed/data/categories.json' with { type: 'json' };

function named(name: string): Attribute {
  const attribute = attributeNamed(name);
  if (!attribute) throw new Error(`no attribute ${name}`);
  return attribute;
}

const parsed = (name: string, typed: string | string[]) => {
  const { value, problem } = { value: null, ...parseAttribute(named(name), typed) };
  return problem ? problem.code : value;
};

/** Any value that an attribute takes. */
function anyValueOf(attribute: Attribute): fc.Arbitrary<AttributeValue> {
  switch (attribute.type) {
    case 'choice':
      return fc.constantFrom(...attribute.choices);
    case 'several':
      return fc.subarray([...attribute.choices], { minLength: 1 });
    case 'number':
      return fc
        .integer({ min: 0, max: attribute.max * 10 ** attribute.decimals })
        .map((n) => n / 10 ** attribute.decimals);
    case 'year':
      return fc.integer({ min: 0, max: 2_100 });
    case 'yes_no':
      return fc.boolean();
    case 'isbn':
      return fc.constantFrom('9788024512341', '9783161484100').filter((isbn) => isbn13(isbn) === isbn);
  }
}

const said = fc
  .subarray([...attributes], { minLength: 1 })
  .chain((some) =>
    fc.tuple(...some.map((each) => anyValueOf(each).map((value): [string, AttributeValue] => [each.name, value]))),
  )
  .map((pairs) => Object.fromEntries(pairs));

describe('the attributes', () => {
  test('are named once, belong to categories there are, and stand in the way of nothing else', () => {
    const slugs = categories.map(({ slug }) => slug);
    const names = attributes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, categories: own, requiredIn } of attributes) {
      expect(slugs, name).toEqual(expect.arrayContaining([...own]));
      expect(own, name).toEqual(expect.arrayContaining([...requiredIn]));
    }
    const columns = attributes.map(attributeColumn);
    expect(columns.filter((column) => sheetColumns.some((each) => each === column))).toEqual([]);
    const taken = [...facetNames, ...switchNames, 'q', 'sort', 'after'];
    expect(names.filter((name) => taken.includes(name as never))).toEqual([]);
  });

  test('are enough for each category and not too many', () => {
    for (const { slug, parentSlug } of categories) {
      const count = attributesOf(slug, parentSlug).length;
      expect(count, slug).toBeGreaterThanOrEqual(5);
      expect(count, slug).toBeLessThanOrEqual(14);
    }
  });

  test('of a category are those of its children', () => {
    expect(attributesOf('ceramics', 'interior')).toEqual(attributesOf('interior'));
    expect(requiredAttributes('board-books', 'publishing')).toEqual(['language']);
    expect(facetNamesOf([{ slug: 'ceramics', parentSlug: 'interior' }])).toContain('dishwasher_safe');
    expect(
      facetNamesOf([
        { slug: 'publishing', parentSlug: null },
        { slug: 'games', parentSlug: null },
      ]),
    ).toEqual(['language', 'age_from']);
    expect(facetNamesOf([])).toEqual(['language']);
  });

  test.each(['en', 'zh-CN', 'bg', 'pl'])('have all their words in %s', async (locale) => {
    const { attributes: words } = await baseMessages(locale);
    const tree = (found: unknown): Readonly<Record<string, unknown>> => (found instanceof Object ? { ...found } : {});
    const keys = (of: string, name?: string) => {
      const found = tree(tree(words)[of]);
      return Object.keys(name === undefined ? found : tree(found[name])).sort();
    };
    expect(keys('name')).toEqual(attributes.map(({ name }) => name).sort());
    for (const attribute of attributes) {
      if (!('choices' in attribute) || attribute.languages || attribute.name === 'pegi') continue;
      expect(keys('choice', attribute.name), attribute.name).toEqual([...attribute.choices].sort());
    }
  });
});

describe('a value', () => {
  test('that is written and read again is the same', () => {
    for (const attribute of attributes)
      fc.assert(
        fc.property(anyValueOf(attribute), (value) => {
          expect(parseAttribute(attribute, formatAttribute(value))).toEqual({ value });
          expect(parseAttribute(attribute, typeof value === 'object' ? value : [formatAttribute(value)])).toEqual({
            value,
          });
        }),
        { numRuns: 20 },
      );
  });

  test('comes back from the database as it was kept', () => {
    fc.assert(
      fc.property(said, (values) => {
        expect(readAttributes(JSON.parse(JSON.stringify(values)))).toEqual(values);
      }),
    );
  });

  test.each<[string, string | string[], unknown]>([
    ['height', '24,5', 24.5],
    ['height', ' 1 200 ', 1200],
    ['height', '２４', 24],
    ['height', '24.50', 24.5],
    ['height', '24.55', 'attributes.too_many_decimals'],
    ['height', '1.234', 'attributes.too_many_decimals'],
    ['height', 'tall', 'attributes.not_decimal'],
    ['height', '-3', 'attributes.not_decimal'],
    ['height', '2001', 'attributes.too_large'],
    ['pages', '48', 48],
    ['pages', '48.5', 'attributes.not_a_number'],
    ['pages', '1e3', 'attributes.not_a_number'],
    ['pages', '', null],
    ['year', '2024', 2024],
    ['year', 'last', 'attributes.not_a_year'],
    ['binding', 'Hardback', 'hardback'],
    ['binding', 'leather', 'attributes.unknown_choice'],
    ['binding', 'constructor', 'attributes.unknown_choice'],
    ['colour', 'red; blue', ['red', 'blue']],
    ['colour', ['blue', 'red', 'red'], ['red', 'blue']],
    ['colour', [], null],
    ['framed', 'да', true],
    ['framed', 'nie', false],
    ['framed', 'maybe', 'attributes.yes_or_no'],
    ['isbn', '3-16-148410-1', 'attributes.isbn'],
    ['isbn', 'ISBN 978-3-16-148410-0', '9783161484100'],
    ['isbn', '316148410X', '9783161484100'],
    ['isbn', '9783161484101', 'attributes.isbn'],
  ])('of %s typed as %j reads %j', (name, typed, value) => {
    expect(parsed(name, typed)).toEqual(value);
  });

  test('that no attribute of today takes is not shown', () => {
    expect(readAttributes({ binding: 'leather', pages: 'many', gone: 1, colour: ['red', 3], framed: true })).toEqual({
      framed: true,
    });
    for (const stored of [null, 3, 'x', []]) expect(readAttributes(stored)).toEqual({});
  });
});

describe('what search counts', () => {
  test('is known again, whatever a listing says', () => {
    fc.assert(
      fc.property(said, fc.constantFrom(...categories), (values, { slug, parentSlug }) => {
        const facets = listingFacets(values, slug, parentSlug);
        expect(new Set(facets).size).toBe(facets.length);
        for (const facet of facets) {
          const read = readFacet(facet);
          expect(read && attributesOf(slug, parentSlug).some(({ name }) => name === read.name)).toBe(true);
        }
      }),
    );
  });

  test('of numbers is a range', () => {
    const pages = (count: number) => listingFacets({ pages: count }, 'publishing');
    expect([0, 31, 32, 127, 256, 5000].map(pages)).toEqual([
      ['pages=0'],
      ['pages=0'],
      ['pages=1'],
      ['pages=2'],
      ['pages=4'],
      ['pages=4'],
    ]);
    expect(facetChoices(named('pages'))).toEqual(['0', '1', '2', '3', '4']);
  });

  test('is nothing of another category, of what nobody narrows by, or of another’s making', () => {
    expect(listingFacets({ pages: 40, tracks: 9, duration: 50 }, 'digital-music')).toEqual(['duration=2']);
    expect(isFacet(named('isbn'))).toBe(false);
    for (const facet of ['binding=leather', 'pages=9', 'pages=-1', 'isbn=1', 'x=y', '', '=', 'binding'])
      expect(readFacet(facet)).toBeNull();
  });
});

describe('a form', () => {
  const form = {
    listingId: '01990000-0000-7000-8000-000000000000',
    version: '1',
    title: 'Book',
    currency: 'EUR',
    category: 'publishing',
    'attributes.shown': 'language isbn pages binding colour',
  };
  const schema = withAttributes(saveListingSchema);

  test('is read by attribute, with what was cleared', () => {
    const { attributes: read } = schema.parse({
      ...form,
      'attributes.pages': '48',
      'attributes.binding': '',
      'attributes.language': ['pl', 'en'],
    });
    expect(read).toMatchObject({ pages: 48, binding: null, language: ['en', 'pl'], colour: null });
  });

  test('says what is wrong beside the field, all at once with the rest', () => {
    const { error } = schema.safeParse({ ...form, title: '', 'attributes.pages': 'many', 'attributes.isbn': '123' });
    expect(error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual(
      expect.arrayContaining([
        ['title', 'required'],
        ['attributes.pages', 'attributes.not_a_number'],
        ['attributes.isbn', 'attributes.isbn'],
      ]),
    );
  });

  test('keeps what was typed for another category where it can be read, and passes over the rest', () => {
    const { attributes: read } = schema.parse({ ...form, 'attributes.height': '12', 'attributes.width': 'wide' });
    expect(read).toMatchObject({ height: 12 });
    expect(read).not.toHaveProperty('width');
  });

  test('without these fields changes nothing', () => {
    expect(schema.parse({ ...form, 'attributes.shown': undefined }).attributes).toBeDefined();
    const { 'attributes.shown': _, ...without } = form;
    expect(schema.parse(without).attributes).toBeUndefined();
    expect(attributesSchema.parse({ 'no such': 'x' })).toEqual({});
  });

  test('becomes columns in which the words of another category wait unseen', () => {
    const stored = { pages: 48, height: 30 };
    const publishing = { slug: 'publishing', parentSlug: null };
    const toys = { slug: 'toys', parentSlug: null };
    const moved = attributeColumns(attributesWith(stored, { age_from: 3, pages: 50 }), toys);
    expect(moved).toEqual({ attributes: { pages: 50, height: 30, age_from: 3 }, facets: ['age_from=1', 'height=2'] });
    expect(saidOf(moved.attributes, toys).map(({ attribute }) => attribute.name)).toEqual(['age_from', 'height']);
    expect(attributeColumns(attributesWith(moved.attributes, { age_from: null }), publishing)).toEqual({
      attributes: { pages: 50, height: 30 },
      facets: ['pages=1', 'height=2'],
    });
  });
});
