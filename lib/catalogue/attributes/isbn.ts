/** Thirteen digits of an ISBN written in any usual way, ten digits included; null where the check digit says it is none. */
export function isbn13(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^ISBN(?:-1[03])?:?/, '')
    .replace(/[\s\p{Pd}]/gu, '');
  if (/^\d{9}[\dX]$/.test(digits))
    return elevenSum(digits) % 11 === 0 ? withCheckDigit(`978${digits.slice(0, 9)}`) : null;
  if (!/^97[89]\d{10}$/.test(digits)) return null;
  return withCheckDigit(digits.slice(0, 12)) === digits ? digits : null;
}

function elevenSum(digits: string): number {
  return [...digits].reduce((sum, digit, at) => sum + (10 - at) * (digit === 'X' ? 10 : Number(digit)), 0);
}

function withCheckDigit(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
