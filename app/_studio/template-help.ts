import { getTranslations } from 'next-intl/server';
import {
  type Attribute,
  attributeColumn,
  attributes,
  attributesOf,
  attributeWords,
  type CategoryNode,
  facetChoices,
  materials,
  sheetColumns,
  wordLimits,
} from '#lib/catalogue/index.ts';
import { currencies } from '#lib/core/currency.ts';
import type { Locale } from '#lib/languages/index.ts';

export interface ColumnHelp {
  readonly column: string;
  readonly label: string;
  readonly takes: string;
}

/** What each column of a file takes, in a language: of the attributes, those of one category or of all. */
export async function templateHelp(
  locale: Locale,
  tree: readonly CategoryNode[],
  category?: string,
): Promise<ColumnHelp[]> {
  const t = await getTranslations({ locale, namespace: 'import' });
  const limit: Readonly<Record<string, number>> = wordLimits;
  const values: Readonly<Record<string, readonly string[]>> = {
    category: tree.map(({ slug }) => slug),
    currency: currencies,
    materials,
  };
  const columns = sheetColumns.map((column) => ({
    column,
    label: t(`column.${column}`),
    takes: t(`takes.${column}`, { limit: limit[column] ?? 0, values: values[column]?.join(', ') ?? '' }),
  }));
  const chosen = tree.find(({ slug }) => slug === category);
  const own = chosen ? attributesOf(chosen.slug, chosen.parentSlug) : attributes;
  return [
    ...columns,
    ...(await attributeHelp(own, locale)),
    { column: 'title:en …', label: t('column.title'), takes: t('takes.translation') },
  ];
}

async function attributeHelp(own: readonly Attribute[], locale: Locale): Promise<ColumnHelp[]> {
  const [t, words] = await Promise.all([
    getTranslations({ locale, namespace: 'attributes.column' }),
    attributeWords(locale),
  ]);
  const takes = (attribute: Attribute) =>
    t(attribute.type, {
      values: 'choices' in attribute ? facetChoices(attribute).join(', ') : '',
      limit: attribute.type === 'number' ? attribute.max : 0,
    });
  return own.map((attribute) => ({
    column: attributeColumn(attribute),
    label: words.name(attribute),
    takes: `${takes(attribute)} ${t('only_in', { values: attribute.categories.join(', ') })}`,
  }));
}
