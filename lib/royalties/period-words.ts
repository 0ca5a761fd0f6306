import { writtenAs } from '#lib/languages/index.ts';

/** Words of the namespace `licensing`, as pages and mails have them. */
type Words = (key: 'period.year' | 'period.quarter' | 'period.half', params: Record<string, string>) => string;

/** A period as people call it: "Q1 2026", "2026年第一季度", "March 2026". What is no period is shown as it came. */
export function periodWords(t: Words, key: string, reader: string): string {
  const [, year = '', part = '', number = ''] = /^(\d{4})(?:-([QH]?)(\d{1,2}))?$/.exec(key) ?? [];
  if (year === '') return key;
  if (number === '') return t('period.year', { year });
  if (part === 'Q') return t('period.quarter', { quarter: number, year });
  if (part === 'H') return t('period.half', { half: number, year });
  const month = new Date(Date.UTC(Number(year), Number(number) - 1, 1));
  return new Intl.DateTimeFormat(writtenAs(reader), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(month);
}
