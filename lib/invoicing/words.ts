import type { Currency } from '#lib/core/currency.ts';
import { decimalText, formatMoney, money } from '#lib/core/money.ts';
import { type Locale, locale as localeOf, type Translator, translator, writtenAs } from '#lib/languages/index.ts';
import type { Words } from '#lib/print/index.ts';

/** Speaks a paper's language, and a second below it. */
export interface Voice {
  readonly language: Locale;
  /** Words of the namespace `invoicing`, in both languages where they differ. */
  words(key: string, params?: Record<string, string>): Words;
  /** In the first language alone. */
  plain(key: string, params?: Record<string, string>): string;
  /** In both, as paragraphs. */
  both(key: string, params?: Record<string, string>): { text: string; language: Locale }[];
  has(key: string): boolean;
  day(iso: string): string;
  money(minor: bigint, code: string): string;
  /** An amount without its currency, for columns. */
  figure(minor: bigint, code: Currency): string;
  percent(basisPoints: number): string;
  country(code: string): string;
}

/** A voice in one or two languages. */
export async function voiceIn(languages: readonly string[]): Promise<Voice> {
  const [first = 'en', second] = languages.map(localeOf);
  const language = localeOf(first);
  const t = await translator(language, 'invoicing');
  const also = second ? { language: second, t: await translator(second, 'invoicing') } : null;
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  const say = (speak: Translator, key: string, params?: Record<string, string>) => speak(key, params);
  return {
    language,
    plain: (key, params) => say(t, key, params),
    words: (key, params) => {
      const text = say(t, key, params);
      const other = also && say(also.t, key, params);
      return also && other && other !== text ? { text, also: { text: other, language: also.language } } : { text };
    },
    both: (key, params) => [
      { text: say(t, key, params), language },
      ...(also ? [{ text: say(also.t, key, params), language: also.language }] : []),
    ],
    has: (key) => t.has(key),
    day: (iso) =>
      new Intl.DateTimeFormat(writtenAs(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${iso}T00:00:00Z`),
      ),
    money: (minor, code) => formatMoney(money(minor, code), language),
    figure: (minor, code) =>
      new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
        decimalText(money(minor, code)) as `${number}`,
      ),
    percent: (points) =>
      new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(points / 10_000),
    country: (code) => countries.of(code) ?? code,
  };
}
