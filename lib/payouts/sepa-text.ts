import { romanise } from '#lib/languages/index.ts';

const special: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ø: 'o',
  Ø: 'O',
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  '&': '+',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
};

/**
 * A text in the characters that every bank of SEPA must take (European Payments Council, EPC217-08): Latin letters without marks,
 * digits and / - ? : ( ) . , ' + and the space; anything else is a full stop. Neither begins nor ends with a slash, nor has two.
 */
export function sepaText(text: string, locale: string, max: number): string {
  const latin = romanise(text, locale).normalize('NFD').replace(/\p{M}/gu, '');
  return [...latin]
    .map((letter) => special[letter] ?? letter)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/[^a-zA-Z0-9/\-?:().,'+ ]/g, '.')
    .replace(/\/{2,}/g, '/')
    .replace(/^[\s/]+|[\s/]+$/g, '')
    .slice(0, max)
    .trimEnd();
}
