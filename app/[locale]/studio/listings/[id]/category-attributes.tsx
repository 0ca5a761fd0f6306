import { getTranslations } from 'next-intl/server';
import {
  type Attribute,
  type AttributeWords,
  attributeField,
  attributes,
  attributesOf,
  attributeWords,
  categories,
  facetChoices,
  formatAttribute,
  readAttributes,
  requiredAttributes,
  shownAttributes,
  type WholeListing,
} from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type AttributeField, AttributeFields } from './attribute-fields.tsx';

const kinds = {
  choice: 'one',
  yes_no: 'one',
  several: 'several',
  number: 'number',
  year: 'number',
  isbn: 'text',
} as const satisfies Record<Attribute['type'], AttributeField['kind']>;

function labelOf(
  attribute: Attribute,
  words: AttributeWords,
  withUnit: (name: string, unit: string) => string,
): string {
  const name = words.name(attribute);
  const unit = attribute.type === 'number' ? words.unit(attribute) : '';
  return unit === '' ? name : withUnit(name, unit);
}

/** Choices before the fold, where a list is so long that it needs one. */
const shownAtOnce = 6;
const longList = 18;

/** The choices with those chosen first, then the language that the listing is written in. */
function choicesOf(attribute: Attribute, chosen: readonly string[], written: string): string[] {
  const weight = (each: string) => (chosen.includes(each) ? 2 : 0) + (each === written ? 1 : 0);
  const all = facetChoices(attribute);
  return all.length > longList ? all.sort((a, b) => weight(b) - weight(a)) : all;
}

/** The fields for what a listing says by its category. */
export async function CategoryAttributes({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const [t, words, tree] = await Promise.all([
    getTranslations('attributes'),
    attributeWords(locale),
    categories(locale),
  ]);
  const studio = await getTranslations('studio');
  const said = readAttributes(listing.attributes);
  const written = new Intl.Locale(listing.text.sourceLocale).language;
  const fields = attributes.map((attribute): AttributeField => {
    const value = said[attribute.name];
    const values = typeof value === 'object' ? value : [];
    const options = attribute.type === 'number' ? [] : choicesOf(attribute, values, written);
    const after = options.length > longList ? Math.max(shownAtOnce, values.length) : options.length;
    return {
      name: attribute.name,
      field: attributeField(attribute),
      label: labelOf(attribute, words, (name, unit) => t('field', { name, unit })),
      hint: words.hint(attribute),
      kind: kinds[attribute.type],
      options: options.map((option) => ({ value: option, label: words.choice(attribute, option) })),
      value: value === undefined || typeof value === 'object' ? '' : formatAttribute(value),
      values,
      after,
      more: t('choices', { count: options.length - after }),
    };
  });
  const names = (of: (slug: string, parent: string | null) => string[]) =>
    Object.fromEntries(tree.map(({ slug, parentSlug }) => [slug, of(slug, parentSlug)]));
  return (
    <AttributeFields
      fields={fields}
      names={names((slug, parent) => attributesOf(slug, parent).map(({ name }) => name))}
      required={names(requiredAttributes)}
      saved={listing.categorySlug}
      shownField={shownAttributes}
      words={{
        title: t('title'),
        lead: t('lead'),
        optional: studio('optional'),
        required: t('required'),
        unsaid: t('unsaid'),
      }}
    />
  );
}
