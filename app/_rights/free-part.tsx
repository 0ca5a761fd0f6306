import { getFormatter, getTranslations } from 'next-intl/server';
import { type Availability, type Dimension, sentence } from '#lib/rights/index.ts';
import { type RightsNames, rightsNames } from './names.ts';

const namedAtOnce = 6;

/** Words for what of an ask is free: by country, or where no country is named so, by use, then by language. */
export async function freePartWords(answer: Availability, locale: string, { counted = false } = {}): Promise<string[]> {
  const t = await getTranslations({ locale, namespace: 'avails.part' });
  const names = await rightsNames(locale);
  for (const dimension of ['territories', 'rights', 'languages'] as const) {
    const words = await oneDimension(answer, dimension, names, locale, counted);
    if (words.length > 0) return words;
  }
  return [answer.state === 'taken' ? t('none') : t('some')];
}

async function oneDimension(
  answer: Availability,
  dimension: Dimension,
  names: RightsNames,
  locale: string,
  counted: boolean,
): Promise<string[]> {
  const t = await getTranslations({ locale, namespace: 'avails.part' });
  const format = await getFormatter({ locale });
  const { total, free, from, until, partly } = sentence(answer, dimension);
  const name = { territories: names.territory, rights: names.right, languages: names.language }[dimension];
  const leaves = (codes: readonly string[]) => {
    const shown = codes.length > namedAtOnce ? [...codes.slice(0, namedAtOnce - 1).map(name), '…'] : codes.map(name);
    return names.list(shown);
  };
  const date = (day: string) => format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' });
  const named = free.length + from.length + until.length > 0;
  if (!named) return [];
  if (free.length === total && total > 1 && dimension === 'territories') return [t('all', { total })];
  const words: string[] = [];
  if (free.length > 0) {
    if (dimension === 'territories' && (counted || free.length > namedAtOnce))
      words.push(t('count', { free: free.length, total }));
    else words.push(t('free', { leaves: leaves(free) }));
  }
  for (const { date: day, leaves: codes } of from.slice(0, 3))
    words.push(t('from', { date: date(day), leaves: leaves(codes) }));
  for (const { date: day, leaves: codes } of until.slice(0, 2))
    words.push(t('until', { date: date(day), leaves: leaves(codes) }));
  if (partly.length > 0) words.push(t('partly', { leaves: leaves(partly) }));
  return words;
}
