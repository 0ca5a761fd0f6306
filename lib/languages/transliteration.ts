const latinOf: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    ђ: 'đ',
    е: 'e',
    ж: 'ž',
    з: 'z',
    и: 'i',
    ј: 'j',
    к: 'k',
    л: 'l',
    љ: 'lj',
    м: 'm',
    н: 'n',
    њ: 'nj',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    ћ: 'ć',
    у: 'u',
    ф: 'f',
    х: 'h',
    ц: 'c',
    ч: 'č',
    џ: 'dž',
    ш: 'š',
  }),
);

const cyrillicOf: ReadonlyMap<string, string> = new Map([...latinOf].map(([cyrillic, latin]) => [latin, cyrillic]));

/** Roots in which n+j or d+ž meet at a seam and stay two letters (Pravopis Matice srpske); `|` is the seam. */
const seams: readonly RegExp[] = [
  'in|jek',
  'in|jun',
  'kon|jug',
  'kon|junk',
  'kon|jekt',
  'tan|jug',
  'van|jezi',
  'nad|živ',
  'nad|žnj',
  'nad|žup',
  'nad|žet',
  'od|žal',
  'od|žuli',
  'od|žval',
  'od|živ',
  'pod|žup',
  'pod|žanr',
  'pred|žet',
].map((root) => new RegExp(`(?<=${root.split('|')[0]})(?=${root.split('|')[1]})`, 'giu'));

/** Stretches that keep their Latin letters: addresses, placeholders, tags, entities, and numbers with a unit of measure. */
const keptStretch =
  /https?:\/\/\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\{[^{}]*\}|<\/?[a-z][^>]*>|&[a-z]+;|(?<=\d\s?)(?:mm|cm|dm|m|km|g|kg|mg|ml|l|cl|dl|px|dpi|kb|mb|gb|hz|khz|fps)(?![\p{L}])/giu;

const keptWords = new Set(['pdf', 'usb', 'pc', 'cd', 'dvd', 'html', 'isbn', 'isrc', 'iswc', 'eidr', 'iban', 'ok']);
const roman = /^(?=[IVXLCDM]{2,}$)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
const romanLookalikes = new Set(['MI', 'DI', 'LI']);

const isUpper = (letter: string | undefined): boolean =>
  letter !== undefined && letter !== letter.toLowerCase() && letter === letter.toUpperCase();

/** Serbian Cyrillic as Gaj's Latin letters: њ → nj, in all-capital words Њ → NJ. Whatever is not Serbian Cyrillic stays. */
export function serbianToLatin(text: string): string {
  return text.normalize('NFC').replace(/[\u0400-\u04ff]+/gu, (word) => {
    const letters = [...word];
    return letters.map((letter, at) => latinLetter(letter, letters[at - 1], letters[at + 1])).join('');
  });
}

function latinLetter(letter: string, before: string | undefined, after: string | undefined): string {
  const lower = letter.toLowerCase();
  const latin = latinOf.get(lower);
  if (latin === undefined) return letter;
  if (letter === lower) return latin;
  const capitals = isUpper(after) || (after === undefined && isUpper(before));
  return capitals ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
}

/**
 * Gaj's Latin as Serbian Cyrillic. nj, lj and dž become one letter except at a seam (injekcija, nadživeti). Addresses, placeholders,
 * tags, units, Roman numerals and words with letters Serbian lacks (q w x y) stay Latin.
 */
export function serbianToCyrillic(text: string): string {
  const source = text.normalize('NFC');
  let result = '';
  let from = 0;
  for (const kept of source.matchAll(keptStretch)) {
    result += proseToCyrillic(source.slice(from, kept.index)) + kept[0];
    from = kept.index + kept[0].length;
  }
  return result + proseToCyrillic(source.slice(from));
}

function proseToCyrillic(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => (staysLatin(word) ? word : wordToCyrillic(word)));
}

function staysLatin(word: string): boolean {
  if (keptWords.has(word.toLowerCase()) || /[qwxy]/i.test(word)) return true;
  return roman.test(word) && !romanLookalikes.has(word);
}

function wordToCyrillic(word: string): string {
  let marked = word.replaceAll('ǆ', 'dž').replaceAll('ǉ', 'lj').replaceAll('ǌ', 'nj');
  for (const seam of seams) marked = marked.replace(seam, '\u200d');
  return marked
    .replace(/lj|nj|dž|\p{L}|\u200d/giu, (piece) => (piece === '\u200d' ? '' : cyrillicPiece(piece)))
    .normalize('NFC');
}

function cyrillicPiece(piece: string): string {
  const cyrillic = cyrillicOf.get(piece.toLowerCase());
  if (cyrillic === undefined) return piece;
  return isUpper(piece.charAt(0)) ? cyrillic.toUpperCase() : cyrillic;
}
