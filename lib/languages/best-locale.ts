import Negotiator from 'negotiator';
import { defaultLocale, type Locale, locales } from './locales.ts';

/** Languages and dialects whose speakers read one of ours, where the tag alone does not tell. */
const readAs: Readonly<Record<string, Locale>> = {
  yue: 'zh-CN',
  wuu: 'zh-CN',
  hak: 'zh-CN',
  nan: 'zh-CN',
  gan: 'zh-CN',
  hsn: 'zh-CN',
  cnr: 'sr-Latn',
  als: 'sq',
  aln: 'sq',
  ekk: 'et',
  lvs: 'lv',
};

const headerLimit = 1_000;

/**
 * The locale of the product that a language tag asks for, or undefined. `zh` in any script or region gives zh-CN; `sr` gives
 * the script usual for its region (sr-ME is Latin); `sh` gives sr-Latn, `mo` gives ro.
 */
export function localeForTag(tag: string): Locale | undefined {
  const wanted = likely(tag);
  if (wanted === undefined) return undefined;
  const alias = readAs[wanted.language];
  if (alias !== undefined) return alias;

  const sameLanguage = locales.filter((each) => new Intl.Locale(each).language === wanted.language);
  const sameScript = sameLanguage.find((each) => new Intl.Locale(each).maximize().script === wanted.script);
  return sameScript ?? sameLanguage[0];
}

/**
 * The best locale for an `Accept-Language` header: its tags by quality, the first that one of ours serves. Never throws; English
 * where nothing fits, for any rubbish, and for no header.
 */
export function bestLocale(acceptLanguage: string | null | undefined): Locale {
  if (!acceptLanguage) return defaultLocale;
  const asked = new Negotiator({ headers: { 'accept-language': acceptLanguage.slice(0, headerLimit) } }).languages();
  for (const tag of asked) {
    const found = localeForTag(tag);
    if (found !== undefined) return found;
  }
  return defaultLocale;
}

function likely(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    return undefined; // '*', or no language tag at all
  }
}
