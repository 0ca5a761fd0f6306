import { memo, memoByLanguage } from '#lib/core/memo.ts';
import { fold, isLocale, type Locale, stem } from '#lib/languages/index.ts';

/**
 * Languages as the index keeps them apart. Serbian, Croatian and Bosnian share one, being one for a searcher; a text in a language
 * without rules is found by its whole words.
 */
export type SearchLanguage =
  | 'en'
  | 'bg'
  | 'mk'
  | 'sh'
  | 'sl'
  | 'pl'
  | 'cs'
  | 'sk'
  | 'hu'
  | 'ro'
  | 'sq'
  | 'el'
  | 'et'
  | 'lv'
  | 'lt';

const stemmedAs: Readonly<Record<SearchLanguage, Locale>> = {
  en: 'en',
  bg: 'bg',
  mk: 'mk',
  sh: 'hr',
  sl: 'sl',
  pl: 'pl',
  cs: 'cs',
  sk: 'sk',
  hu: 'hu',
  ro: 'ro',
  sq: 'sq',
  el: 'el',
  et: 'et',
  lv: 'lv',
  lt: 'lt',
};

const languages: readonly SearchLanguage[] = [
  'en',
  'bg',
  'mk',
  'sh',
  'sl',
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'sq',
  'el',
  'et',
  'lv',
  'lt',
];
const cyrillic: readonly SearchLanguage[] = ['bg', 'mk', 'sh'];
const latin = languages.filter((language) => language !== 'el');

/** The language a locale's words are indexed under. Latin words in a Chinese text are taken for English. */
export const searchLanguage = memo((locale): SearchLanguage | undefined => {
  if (/^(?:sr|hr|bs|sh)\b/.test(locale)) return 'sh';
  if (locale.startsWith('zh')) return 'en';
  return isLocale(locale) ? languages.find((language) => language === locale) : undefined;
});

/** Languages a word may be of, by its letters. Latin letters may stand for Cyrillic words, keyboards being what they are. */
export function languagesOfWord(word: string): readonly SearchLanguage[] {
  if (/\p{Script=Greek}/u.test(word)) return ['el'];
  return /\p{Script=Cyrillic}/u.test(word) ? cyrillic : latin;
}

const tellingStem = 3;

const stemOf = memoByLanguage((word, language: SearchLanguage) => stem(word, stemmedAs[language]));

/**
 * A word's stem in a language as a lexeme of the index: `~bursztyn`. Languages share their stems, so that a word that may be of fourteen
 * asks for two or three lexemes; short stems, which would be mistaken for one another, stay apart: `pl~sol`. `word` is folded.
 */
export function stemLexeme(word: string, language: SearchLanguage): string {
  const found = stemOf(word, language);
  return found.length < tellingStem ? `${language}~${found}` : `~${found}`;
}

/** The stem as a word of this language and no other, `pl~bursztyn`: by it the reader's own language ranks higher. */
export function ownLexeme(word: string, language: SearchLanguage): string {
  return `${language}~${stemOf(word, language)}`;
}

/** Small words that no listing is looked for by; they leave a query that has others. */
const small: Readonly<Record<SearchLanguage, string>> = {
  en: 'a an the of for in on with and or to from by at is',
  bg: 'и в във на за с със от до по или',
  mk: 'и во на за со од до или',
  sh: 'i u na za s sa od do iz ili',
  sl: 'in v na za s z od do iz ali',
  pl: 'i w we na do z ze od dla lub oraz',
  cs: 'a v ve na do z ze s se od pro nebo',
  sk: 'a v vo na do z zo s so od pre alebo',
  hu: 'a az és vagy egy',
  ro: 'și în pe de din cu la pentru sau o un',
  sq: 'dhe në për me nga një i e të së',
  el: 'και σε για με από το τα ο η οι του της των στο στη',
  et: 'ja või on',
  lv: 'un no ar par vai',
  lt: 'ir su iš į ar',
};

const smallWords: ReadonlyMap<SearchLanguage, ReadonlySet<string>> = new Map(
  languages.map((language) => [language, new Set(small[language].split(' ').map(fold))] as const),
);

/** Whether a folded word is a small word of the reader's language. */
export function isSmallWord(word: string, locale: string): boolean {
  const language = searchLanguage(locale);
  return language !== undefined && smallWords.get(language)?.has(word) === true;
}
