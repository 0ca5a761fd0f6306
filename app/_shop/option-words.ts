import { getTranslations } from 'next-intl/server';
import type { OptionWords } from './options.tsx';

/** The words of choosing by option, in the reader's language. */
export async function optionWords(locale: string): Promise<OptionWords> {
  const t = await getTranslations({ locale, namespace: 'variants' });
  return { soldOut: t('shop.sold_out'), impossible: t('shop.impossible', { names: '{names}' }) };
}
