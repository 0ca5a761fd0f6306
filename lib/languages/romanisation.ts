import { pinyin } from 'pinyin-pro';
import { serbianToLatin } from './transliteration.ts';

type Letters = ReadonlyMap<string, string>;

const letters = (pairs: string): Letters =>
  new Map(pairs.split(' ').map((pair) => [pair.charAt(0), pair.slice(1)] as const));

/** Bulgaria's Transliteration Act (2009), with the letters of other Cyrillic alphabets for names that carry them. */
const bulgarian = letters(
  'аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хh цts чch шsh щsht ъa ьy юyu яya ѝi ёyo ыy эe іi їyi єye ґg',
);

/** Macedonia's official romanisation (as in passports): digraphs for the palatals. */
const macedonian = letters(
  'аa бb вv гg дd ѓgj еe жzh зz ѕdz иi јj кk лl љlj мm нn њnj оo пp рr сs тt ќkj уu фf хh цc чch џdj шsh ѝi ѐe',
);

/** ELOT 743 (ISO 843) transcription, letters that stand alone; digraphs are handled first. */
const greek = letters('αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo');

const hanWords = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/**
 * A text in Latin letters: Bulgarian and Macedonian by their official rules, Serbian in Gaj's Latin, Greek by ELOT 743, Chinese in
 * pinyin without tones, a word a word. Letters of other scripts stay. `locale` settles what letters alone do not (bg, mk or sr).
 */
export function romanise(text: string, locale: string): string {
  const latin = cyrillicToLatin(text.normalize('NFC'), locale);
  return hanToPinyin(greekToLatin(latin));
}

/** The initials of the pinyin of every Han character, lower case: 青花瓷 → qhc. Empty where there is none. */
export function pinyinInitials(text: string): string {
  return pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase();
}

/** Toneless pinyin of a Chinese word, syllables joined, ü as u: 花瓶 → huaping. */
export function pinyinWord(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed' })
    .join('')
    .replaceAll('ü', 'u')
    .toLowerCase();
}

const asciiLetters: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'dj',
  ð: 'd',
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
};

/**
 * A text as part of an address: lower-case ASCII letters, digits and single hyphens, at most `limit` characters, cut between
 * words where possible. Empty where nothing of the text can be romanised.
 */
export function slug(text: string, locale: string, limit = 80): string {
  const ascii = romanise(text, locale)
    .toLowerCase()
    .replace(/[łđðßøæœþı]/g, (letter) => asciiLetters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[\p{M}'’`]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  if (ascii.length <= limit) return ascii;
  const cut = ascii.slice(0, limit + 1);
  const lastBreak = cut.lastIndexOf('-');
  return lastBreak > limit / 2 ? cut.slice(0, lastBreak) : ascii.slice(0, limit).replace(/-$/, '');
}

function cyrillicToLatin(text: string, locale: string): string {
  if (locale.startsWith('sr') || locale === 'bs' || locale === 'hr')
    return replaceLetters(serbianToLatin(text), bulgarian);
  if (locale === 'mk') return replaceLetters(text, macedonian);
  const act = text
    .replace(/българия/giu, (word) => (word === word.toUpperCase() ? 'BULGARIA' : 'Bulgaria'))
    .replace(/ия(?!\p{L})/gu, 'ia')
    .replace(/ИЯ(?!\p{L})/gu, 'IA')
    .replace(/ьо/gu, 'yo');
  return replaceLetters(act, bulgarian);
}

function greekToLatin(text: string): string {
  if (!/\p{Script=Greek}/u.test(text)) return text;
  const voiceless = '(?=[θκξπστφχψς]|(?!\\p{L}))';
  const prepared = stripTonos(text)
    .replace(new RegExp(`([αεηΑΕΗ])υ${voiceless}`, 'gu'), '$1f')
    .replace(/([αεηΑΕΗ])υ/gu, '$1v')
    .replace(/([οΟ])υ/gu, '$1u')
    .replace(/γ(?=[γξχ])/gu, 'n')
    .replace(/(?<!\p{L})μπ/gu, 'b')
    .replace(/(?<!\p{L})Μπ/gu, 'B')
    .replace(/(?<!\p{L})ΜΠ/gu, 'B');
  return replaceLetters(prepared, greek);
}

/** Accents off, but a diaeresis keeps its vowel apart from the one before (Μαΐου is not Μαυ-). */
function stripTonos(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\u0301/gu, '')
    .normalize('NFC')
    .replace(/ϋ/gu, 'y')
    .replace(/ϊ/gu, 'i');
}

function hanToPinyin(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  const spaced = text.replace(/\p{Script=Han}+/gu, (run) => {
    const words = [...hanWords.segment(run)].map(({ segment }) => pinyinWord(segment));
    return ` ${words.join(' ')} `;
  });
  return spaced
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[，。！？；：、）》」』,.!?;:)])/gu, '')
    .trim();
}

function replaceLetters(text: string, map: Letters): string {
  const all = [...text];
  return all.map((letter, at) => replaceLetter(letter, all[at + 1], map)).join('');
}

function replaceLetter(letter: string, after: string | undefined, map: Letters): string {
  const lower = letter.toLowerCase();
  const latin = map.get(lower);
  if (latin === undefined) return letter;
  if (letter === lower) return latin;
  const capitals = after !== undefined && after !== after.toLowerCase();
  return capitals ? latin.toUpperCase() : latin.charAt(0).toUpperCase() + latin.slice(1);
}
