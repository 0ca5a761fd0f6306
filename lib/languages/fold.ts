import { simplified } from './simplified-han.ts';

/**
 * One Latin spelling for all Cyrillic alphabets, so that keramika, керамика (bg, mk) and керамика (sr) are one word in search.
 * Not a transliteration to show: see romanise.
 */
const cyrillic: ReadonlyMap<string, string> = new Map(
  (
    'аa бb вv гg ґg дd ђd ѓg еe ёe ѐe єe жz зz ѕdz иi ѝi іi їi йj јj кk ќk лl љlj мm нn њnj оo пp рr сs тt ћc уu ўu фf хh цc чc џdz ' +
    'шs щst ъa ыi ьj эe юju яja'
  )
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.slice(1)] as const),
);

const latin: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
  ŧ: 't',
  ħ: 'h',
  ς: 'σ',
};

/** Letters that need no more than a smaller case. */
const plain = /^[\0-\x7f]*$/;

/**
 * A text as search compares it: compatibility forms and letter case gone, no diacritics, ł→l đ→d ß→ss ș/ş→s ё→е, final sigma as
 * sigma, all Cyrillic in one Latin spelling, traditional characters as simplified, apostrophes dropped. Idempotent; spaces and
 * punctuation stay. Never throws: lone surrogates become U+FFFD.
 */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase().replaceAll("'", '');
  const lower = text.toWellFormed().normalize('NFKC').toLowerCase().normalize('NFC');
  const letters = [...lower].map((letter) => cyrillic.get(letter) ?? letter).join('');
  const bare = letters
    .normalize('NFD')
    .replace(/[\p{M}'’ʼ]/gu, '')
    .normalize('NFC');
  return simplified(bare.replace(/[łđðøßæœþıŧħς]/g, (letter) => latin[letter] ?? letter));
}
