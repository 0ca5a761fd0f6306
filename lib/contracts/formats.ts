import { nameCollator, writtenAs } from '#lib/languages/index.ts';
import type { ContractLanguage } from './languages.ts';

/** Made once a language: to make one takes longer than to write a hundred values with it. */
function once<T>(make: (language: ContractLanguage) => T): (language: ContractLanguage) => T {
  const made = new Map<ContractLanguage, T>();
  return (language) => {
    const known = made.get(language);
    if (known !== undefined) return known;
    const format = make(language);
    made.set(language, format);
    return format;
  };
}

const spell = (unit: 'day' | 'month' | 'year') =>
  once((language) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }));

/** How a contract writes lengths of time, days, lists, shares and counts in a language. */
export const formats = {
  lasting: { day: spell('day'), month: spell('month'), year: spell('year') },
  date: once((language) => new Intl.DateTimeFormat(writtenAs(language), { dateStyle: 'long', timeZone: 'UTC' })),
  list: once((language) => new Intl.ListFormat(writtenAs(language), { type: 'conjunction' })),
  percent: once((language) => new Intl.NumberFormat(language, { style: 'percent' })),
  exactPercent: once((language) => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 3 })),
  count: once((language) => new Intl.NumberFormat(language)),
  currencyName: once((language) => new Intl.DisplayNames([language], { type: 'currency' })),
  order: (language: ContractLanguage) => nameCollator(language),
} as const;
