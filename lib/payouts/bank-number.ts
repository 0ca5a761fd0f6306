/** Characters of an IBAN by country (ISO 13616 registry), of the countries whose banks we pay to. */
const ibanLengths: Readonly<Record<string, number>> = {
  AD: 24,
  AL: 28,
  AT: 20,
  BA: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  ME: 22,
  MK: 19,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  RS: 22,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  XK: 20,
};

/** Countries of the Single Euro Payments Area among them; euros go there as a SEPA credit transfer. */
const sepa = new Set(
  'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC ME MK MT NL NO PL PT RO RS SE SI SK SM'.split(
    ' ',
  ),
);

/** As it is kept: capital letters and digits, without spaces. */
export function compactNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s.-]/g, '')
    .toUpperCase();
}

export type IbanProblem = 'iban_form' | 'iban_country' | 'iban_length' | 'iban_check';

/** The remainder of ISO 7064 MOD 97-10, letters counting from ten. */
function remainder97(text: string): number {
  let rest = 0;
  for (const character of text)
    for (const digit of Number.parseInt(character, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** What is wrong with a compact IBAN, null when nothing is: its form, its country's length, its check digits. */
export function ibanProblem(iban: string): IbanProblem | null {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(iban)) return 'iban_form';
  const length = ibanLengths[iban.slice(0, 2)];
  if (!length) return 'iban_country';
  if (iban.length !== length) return 'iban_length';
  return remainder97(iban.slice(4) + iban.slice(0, 4)) === 1 ? null : 'iban_check';
}

/** How long an IBAN of this country is. */
export function ibanLength(country: string): number {
  return ibanLengths[country] ?? 0;
}

/** In groups of four, as people read it. */
export function groupedNumber(number: string): string {
  return number.replace(/(.{4})(?=.)/g, '$1 ');
}

/** All but the last four characters hidden. */
export function maskedNumber(number: string): string {
  return `•••• ${number.slice(-4)}`;
}

/**
 * Whether this is the number of a Chinese bank's branch (支付系统行号): three digits of the bank, four of the place, four of the branch
 * and a check digit by ISO 7064 MOD 11,10.
 */
export function isCnaps(code: string): boolean {
  if (!/^[1-9]\d{11}$/.test(code)) return false;
  let product = 10;
  for (const digit of code.slice(0, 11)) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (product + Number(code[11])) % 10 === 1;
}

/** Whether this is a business identifier code (ISO 9362): bank, country, place, and perhaps a branch. */
export function isBic(code: string): boolean {
  return /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(code);
}

/** Whether euros reach this IBAN by SEPA. */
export function inSepa(iban: string | null): boolean {
  return iban !== null && sepa.has(iban.slice(0, 2));
}
