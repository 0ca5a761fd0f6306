import { getTranslations } from 'next-intl/server';
import { materials, sheetColumns, wordLimits } from '#lib/catalogue/index.ts';
import { currencies } from '#lib/core/currency.ts';

export interface ColumnHelp {
  readonly column: string;
  readonly label: string;
  readonly takes: string;
}

/** What each column of a file takes, in a language. */
export async function templateHelp(locale: string, categorySlugs: readonly string[]): Promise<ColumnHelp[]> {
  const t = await getTranslations({ locale, namespace: 'import' });
  const limit: Readonly<Record<string, number>> = wordLimits;
  const values: Readonly<Record<string, readonly string[]>> = {
    category: categorySlugs,
    currency: currencies,
    materials,
  };
  const columns = sheetColumns.map((column) => ({
    column,
    label: t(`column.${column}`),
    takes: t(`takes.${column}`, { limit: limit[column] ?? 0, values: values[column]?.join(', ') ?? '' }),
  }));
  return [...columns, { column: 'title:en …', label: t('column.title'), takes: t('takes.translation') }];
}
