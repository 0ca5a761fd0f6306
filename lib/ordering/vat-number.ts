/** The sum of digits times weights. */
function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);
}

const last = (digits: string): number => Number(digits.at(-1));

/** ISO 7064, MOD 11,10. */
function iso7064(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === last(digits);
}

function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** A second set of weights counts where the first leaves ten (Estonia's neighbours and Bulgaria do so). */
function twice(digits: string, first: readonly number[], second: readonly number[]): boolean {
  const sum = weighted(digits, first) % 11;
  return (sum < 10 ? sum : (weighted(digits, second) % 11) % 10) === last(digits);
}

function dutch(number: string): boolean {
  const digits = number.slice(0, 9);
  const eleven = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 === last(digits);
  // Since 2020 sole traders have numbers whose whole is 1 modulo 97, letters as two digits.
  const whole = [...`NL${number}`]
    .map((sign) => (/[A-Z]/.test(sign) ? String(sign.charCodeAt(0) - 55) : sign))
    .join('');
  return eleven || BigInt(whole) % 97n === 1n;
}

function spanish(number: string): boolean {
  if (/^[\dXYZ]/.test(number)) {
    const digits = number.slice(0, 8).replace('X', '0').replace('Y', '1').replace('Z', '2');
    return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] === number[8];
  }
  if (/^[KLM]/.test(number)) return true;
  const digits = number.slice(1, 8);
  const sum = [...digits].reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  const control = (10 - (sum % 10)) % 10;
  return number[8] === String(control) || number[8] === 'JABCDEFGHI'[control];
}

function irish(number: string): boolean {
  const letters = 'WABCDEFGHIJKLMNOPQRSTUV';
  const modern = /^(\d{7})([A-W])([A-IW]?)$/.exec(number);
  if (!modern) return true;
  const [, digits = '', check = '', extra = ''] = modern;
  const sum = weighted(digits, [8, 7, 6, 5, 4, 3, 2]) + 9 * (extra && extra !== 'W' ? extra.charCodeAt(0) - 64 : 0);
  return letters[sum % 23] === check;
}

function cypriot(number: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
  const sum = [...number.slice(0, 8)].reduce(
    (total, digit, at) => total + (at % 2 === 0 ? (odd[Number(digit)] ?? 0) : Number(digit)),
    0,
  );
  return String.fromCharCode(65 + (sum % 26)) === number[8];
}

interface VatForm {
  readonly pattern: RegExp;
  readonly example: string;
  /** Whether the check digits are right, where the member state publishes how they are made. */
  readonly check?: (number: string) => boolean;
}

const modulo97 = (digits: string) => 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
const legalOnly = (length: number, check: (number: string) => boolean) => (number: string) =>
  number.length !== length || check(number);

/** By the prefix of the number; sources: the Commission's "VIES FAQ", question 11, and the member states' published algorithms. */
const forms: Readonly<Record<string, VatForm>> = {
  AT: {
    pattern: /^U\d{8}$/,
    example: 'ATU12345675',
    check: (number) => {
      const sum = [...number.slice(1, 8)].reduce((total, digit, at) => {
        const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
        return total + Math.floor(value / 10) + (value % 10);
      }, 0);
      return (10 - ((sum + 4) % 10)) % 10 === last(number);
    },
  },
  BE: { pattern: /^[01]\d{9}$/, example: 'BE0123456749', check: modulo97 },
  BG: {
    pattern: /^\d{9,10}$/,
    example: 'BG123456786',
    check: legalOnly(9, (number) => twice(number, [1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8, 9, 10])),
  },
  CY: { pattern: /^\d{8}[A-Z]$/, example: 'CY10259033P', check: cypriot },
  CZ: {
    pattern: /^\d{8,10}$/,
    example: 'CZ25123891',
    check: legalOnly(8, (number) => (11 - (weighted(number, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === last(number)),
  },
  DE: { pattern: /^[1-9]\d{8}$/, example: 'DE136695976', check: iso7064 },
  DK: {
    pattern: /^[1-9]\d{7}$/,
    example: 'DK13585628',
    check: (number) => weighted(number, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  },
  EE: {
    pattern: /^\d{9}$/,
    example: 'EE100931558',
    check: (number) => weighted(number, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  },
  EL: {
    pattern: /^\d{9}$/,
    example: 'EL094259216',
    check: (number) => (weighted(number, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(number),
  },
  ES: { pattern: /^([A-Z]\d{7}[A-Z\d]|\d{8}[A-Z])$/, example: 'ESA28015865', check: spanish },
  FI: {
    pattern: /^\d{8}$/,
    example: 'FI20774740',
    check: (number) => weighted(number, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0,
  },
  FR: {
    pattern: /^[A-HJ-NP-Z\d]{2}\d{9}$/,
    example: 'FR40303265045',
    check: (number) =>
      !/^\d{2}/.test(number) || Number(number.slice(0, 2)) === (12 + 3 * (Number(number.slice(2)) % 97)) % 97,
  },
  HR: { pattern: /^\d{11}$/, example: 'HR33392005961', check: iso7064 },
  HU: {
    pattern: /^\d{8}$/,
    example: 'HU12892312',
    check: (number) => (10 - (weighted(number, [9, 7, 3, 1, 9, 7, 3]) % 10)) % 10 === last(number),
  },
  IE: { pattern: /^(\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/, example: 'IE6433435F', check: irish },
  IT: { pattern: /^\d{11}$/, example: 'IT00743110157', check: luhn },
  LT: {
    pattern: /^(\d{9}|\d{12})$/,
    example: 'LT119511515',
    check: legalOnly(9, (number) => twice(number, [1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8, 9, 1])),
  },
  LU: {
    pattern: /^\d{8}$/,
    example: 'LU15027442',
    check: (number) => Number(number.slice(0, 6)) % 89 === Number(number.slice(6)),
  },
  LV: {
    pattern: /^\d{11}$/,
    example: 'LV40003521600',
    check: (number) => number[0]?.match(/[0-3]/) !== null || latvian(number),
  },
  MT: {
    pattern: /^[1-9]\d{7}$/,
    example: 'MT11679112',
    check: (number) => 37 - (weighted(number, [3, 4, 6, 7, 8, 9]) % 37) === Number(number.slice(6)),
  },
  NL: { pattern: /^\d{9}B\d{2}$/, example: 'NL004495445B01', check: dutch },
  PL: {
    pattern: /^\d{10}$/,
    example: 'PL8567346215',
    check: (number) => weighted(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(number),
  },
  PT: {
    pattern: /^[1-9]\d{8}$/,
    example: 'PT501964843',
    check: (number) => {
      const control = 11 - (weighted(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
      return (control > 9 ? 0 : control) === last(number);
    },
  },
  RO: {
    pattern: /^[1-9]\d{1,9}$/,
    example: 'RO18547290',
    check: (number) =>
      ((weighted(number.padStart(10, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === last(number),
  },
  SE: { pattern: /^\d{10}01$/, example: 'SE123456789701', check: (number) => luhn(number.slice(0, 10)) },
  SI: {
    pattern: /^[1-9]\d{7}$/,
    example: 'SI50223054',
    check: (number) => {
      const control = 11 - (weighted(number, [8, 7, 6, 5, 4, 3, 2]) % 11);
      return control !== 11 && (control === 10 ? 0 : control) === last(number);
    },
  },
  SK: { pattern: /^[1-9]\d[2-46-9]\d{7}$/, example: 'SK2022749619', check: (number) => BigInt(number) % 11n === 0n },
};

function latvian(number: string): boolean {
  const rest = 3 - (weighted(number, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6]) % 11);
  return (rest < -1 ? rest + 11 : rest) === last(number);
}

export interface VatNumber {
  /** ISO 3166-1 alpha-2: Greece is GR, though its numbers begin with EL. */
  readonly country: string;
  readonly prefix: string;
  /** Without the prefix. */
  readonly number: string;
}

/** A VAT number of a member state out of what was typed; null where it begins like none or has another shape. */
export function readVatNumber(typed: string): VatNumber | null {
  const compact = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\-/]/g, '');
  const prefix = compact.slice(0, 2) === 'GR' ? 'EL' : compact.slice(0, 2);
  const number = compact.slice(2);
  if (!forms[prefix]?.pattern.test(number)) return null;
  return { country: prefix === 'EL' ? 'GR' : prefix, prefix, number };
}

/** Whether the check digits fit; true where none are published. */
export function checkDigitsFit({ prefix, number }: VatNumber): boolean {
  return forms[prefix]?.check?.(number) ?? true;
}

/** How a country's VAT numbers look; empty for countries outside the Union. */
export function vatExample(country: string): string {
  return forms[country === 'GR' ? 'EL' : country]?.example ?? '';
}

/** Each member state's example, for the tests. */
export const vatExamples: readonly string[] = Object.values(forms).map(({ example }) => example);
