import { getTranslations } from 'next-intl/server';
import { periodWords } from '#lib/royalties/index.ts';

/** Names for the periods of reports, in the reader's language. */
export async function periodNames(locale: string): Promise<(key: string) => string> {
  const t = await getTranslations({ locale, namespace: 'licensing' });
  return (key) => periodWords(t, key, locale);
}
