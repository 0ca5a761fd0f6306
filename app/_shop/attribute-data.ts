import {
  type Attribute,
  type AttributeValue,
  type AttributeWords,
  attributeWords,
  type NumberAttribute,
  saidOf,
  units,
  type WholeListing,
} from '#lib/catalogue/index.ts';
import { type Locale, translator } from '#lib/languages/index.ts';

/** schema.org's own words for bindings. */
const bookFormats: Readonly<Record<string, string>> = {
  hardback: 'https://schema.org/Hardcover',
  paperback: 'https://schema.org/Paperback',
  digital: 'https://schema.org/EBook',
};

/** A measure with its UN/CEFACT code; what is counted is in ones. */
function quantity({ unit }: NumberAttribute, value: AttributeValue): object {
  const code = unit === null ? 'C62' : units[unit].common;
  return { value, ...(code === null ? { unitText: unit } : { unitCode: code }) };
}

/**
 * What a listing says by its category, for machines: every attribute as a PropertyValue, and what schema.org has words of its own for
 * (material, height, width, isbn, pages …) in those.
 */
export async function attributeData(
  listing: Pick<WholeListing, 'attributes' | 'category' | 'materials'>,
  locale: Locale,
): Promise<object> {
  const [words, materials] = await Promise.all([attributeWords(locale), translator(locale, 'materials')]);
  const said = saidOf(listing.attributes, listing.category);
  const value = (name: string) => said.find(({ attribute }) => attribute.name === name)?.value;
  const measures = said.flatMap(({ attribute, value: measured }) =>
    attribute.type === 'number' && ['height', 'width'].includes(attribute.name)
      ? [[attribute.name, { '@type': 'QuantitativeValue', ...quantity(attribute, measured) }]]
      : [],
  );
  const sizes = ['width', 'height'].map(value);
  const properties = said.map(({ attribute, value: given }) => ({
    '@type': 'PropertyValue',
    propertyID: attribute.name,
    name: words.name(attribute),
    ...(attribute.type === 'number' ? quantity(attribute, given) : { value: plainValue(attribute, given, words) }),
  }));
  const named = listing.materials.map((material) => (materials.has(material) ? materials(material) : material));
  return {
    ...(named.length > 0 ? { material: named } : {}),
    ...Object.fromEntries(measures),
    ...(sizes.includes(undefined) ? {} : { size: `${sizes.join(' × ')} cm` }),
    ...bookData(value),
    ...(properties.length > 0 ? { additionalProperty: properties } : {}),
  };
}

/** Several choices one by one, numbers as such, all else in words. */
function plainValue(attribute: Attribute, value: AttributeValue, words: AttributeWords): string | number | string[] {
  if (typeof value === 'number') return value;
  return typeof value === 'object' ? value.map((each) => words.choice(attribute, each)) : words.value(attribute, value);
}

/** A book is one as well as a product. */
function bookData(value: (name: string) => AttributeValue | undefined): object {
  const [isbn, pages, binding, language] = ['isbn', 'pages', 'binding', 'language'].map(value);
  if (isbn === undefined) return {};
  const format = bookFormats[String(binding)];
  return {
    '@type': ['Product', 'Book'],
    isbn,
    gtin13: isbn,
    ...(pages === undefined ? {} : { numberOfPages: pages }),
    ...(format === undefined ? {} : { bookFormat: format }),
    ...(language === undefined ? {} : { inLanguage: language }),
  };
}
