import { DomainError } from '#lib/core/errors.ts';

/** What a work may be known by. The first five have an international form of their own; the others are written as their office writes them. */
export const identifierSchemes = [
  'isbn',
  'isrc',
  'iswc',
  'isan',
  'eidr',
  'copyright_registration',
  'trade_mark',
] as const;
export type IdentifierScheme = (typeof identifierSchemes)[number];

/** What is wrong with an identifier: its form, or the character by which slips of the pen are found. */
export type IdentifierProblem = 'form' | 'check';
type Read = { readonly value: string } | { readonly problem: IdentifierProblem };

const digitsOf = (text: string) => [...text].map(Number);
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The check character of ISO 7064 MOD 37,36, a hybrid system: ISAN (ISO 15706) and EIDR (ISO 26324) use it over hexadecimal digits. */
export function mod37(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + alphabet.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return alphabet[(37 - product) % 36] ?? '';
}

/**
 * ISBN, ISO 2108: thirteen digits weighed 1 and 3 in turn sum to a multiple of ten. One of ten (before 2007), weighed 10 down to 1 modulo
 * eleven with X for ten, is taken as well and kept as the thirteen it stands for.
 */
function isbn(text: string): Read {
  const bare = text
    .toUpperCase()
    .replace(/^ISBN(?:-1[03])?:?/, '')
    .replace(/[\s\-‐–]/g, '');
  if (/^\d{9}[\dX]$/.test(bare)) {
    const sum = [...bare].reduce((total, each, at) => total + (each === 'X' ? 10 : Number(each)) * (10 - at), 0);
    if (sum % 11 !== 0) return { problem: 'check' };
    const begin = `978${bare.slice(0, 9)}`;
    return { value: begin + ((10 - (weighed(begin) % 10)) % 10) };
  }
  if (!/^97[89]\d{10}$/.test(bare)) return { problem: 'form' };
  return weighed(bare) % 10 === 0 ? { value: bare } : { problem: 'check' };
}

function weighed(digits: string): number {
  return digitsOf(digits).reduce((sum, digit, at) => sum + digit * (at % 2 === 0 ? 1 : 3), 0);
}

/** ISRC, ISO 3901: prefix (two letters, three letters or digits), year, five digits; it has no check digit. */
function isrc(text: string): Read {
  const bare = text
    .toUpperCase()
    .replace(/^ISRC:?/, '')
    .replace(/[\s\-‐–]/g, '');
  return /^[A-Z]{2}[A-Z0-9]{3}\d{7}$/.test(bare) ? { value: bare } : { problem: 'form' };
}

/** ISWC, ISO 15707: T and nine digits weighed 1 to 9; with 1 and the check digit they make a multiple of ten. */
function iswc(text: string): Read {
  const bare = text
    .toUpperCase()
    .replace(/^ISWC:?/, '')
    .replace(/[\s\-‐–.]/g, '');
  if (!/^T\d{10}$/.test(bare)) return { problem: 'form' };
  const digits = digitsOf(bare.slice(1));
  const sum = digits.slice(0, 9).reduce((total, digit, at) => total + digit * (at + 1), 1);
  if ((sum + (digits[9] ?? 0)) % 10 !== 0) return { problem: 'check' };
  return { value: bare.replace(/^T(\d{3})(\d{3})(\d{3})(\d)$/, 'T-$1.$2.$3-$4') };
}

/**
 * ISAN, ISO 15706: twelve hexadecimal digits of a root and four of an episode with their check character, and eight of a version with one
 * over all twenty-four (ISO 15706-2). The version may be left out.
 */
function isan(text: string): Read {
  const bare = text
    .toUpperCase()
    .replace(/^ISAN:?/, '')
    .replace(/[\s\-‐–]/g, '');
  const parts = /^([0-9A-F]{16})([0-9A-Z])(?:([0-9A-F]{8})([0-9A-Z]))?$/.exec(bare);
  if (!parts) return { problem: 'form' };
  const [, work = '', first = '', version, second = ''] = parts;
  if (mod37(work) !== first || (version !== undefined && mod37(work + version) !== second)) return { problem: 'check' };
  const fours = (hex: string) => hex.match(/.{4}/g) ?? [];
  return { value: [...fours(work), first, ...(version ? [...fours(version), second] : [])].join('-') };
}

/** EIDR, a DOI (ISO 26324) of prefix 10.5240: twenty hexadecimal digits in fours and their check character. */
function eidr(text: string): Read {
  const bare = text
    .toUpperCase()
    .replace(/^(?:HTTPS?:\/\/(?:DX\.)?DOI\.ORG\/|DOI:|EIDR:)/, '')
    .replace(/[\s‐–]/g, '');
  const parts = /^10\.5240\/((?:[0-9A-F]{4}-){5})([0-9A-Z])$/.exec(bare);
  if (!parts) return { problem: 'form' };
  const [, groups = '', check = ''] = parts;
  return mod37(groups.replaceAll('-', '')) === check ? { value: bare } : { problem: 'check' };
}

/** As an office writes it: letters, digits and what stands between them. */
function asWritten(text: string): Read {
  return /^(?=.*\d)[\p{L}\p{N}\s\-/.()〔〕（）]{4,60}$/u.test(text) ? { value: text.trim() } : { problem: 'form' };
}

const readers: Readonly<Record<IdentifierScheme, (text: string) => Read>> = {
  isbn,
  isrc,
  iswc,
  isan,
  eidr,
  copyright_registration: asWritten,
  trade_mark: asWritten,
};

/** An identifier as it is kept, or what is wrong with it. */
export function readIdentifier(scheme: IdentifierScheme, text: string): Read {
  return readers[scheme](text.normalize('NFKC').trim());
}

const shortest = 1;

/**
 * Identifiers as a field of a form has them, one a line. Throws `rights.identifier_form` and `rights.identifier_check` at the field
 * with the one that is wrong.
 */
export function readIdentifiers(scheme: IdentifierScheme, lines: string, field: string): string[] {
  const written = lines.split('\n').filter((line) => line.trim().length >= shortest);
  const values = written.map((line) => {
    const read = readIdentifier(scheme, line);
    if ('problem' in read)
      throw new DomainError(`rights.identifier_${read.problem}`, { value: line.trim(), scheme }, field);
    return read.value;
  });
  return [...new Set(values)];
}
