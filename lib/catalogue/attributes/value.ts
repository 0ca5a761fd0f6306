import { attributes as all } from './data.ts';
import type { Attribute, Attributes, AttributeValue, ChoiceAttribute, NumberAttribute } from './definition.ts';
import { isbn13 } from './isbn.ts';

const byName: ReadonlyMap<string, Attribute> = new Map(all.map((attribute) => [attribute.name, attribute]));

export function attributeNamed(name: string): Attribute | undefined {
  return byName.get(name);
}

/** What listings of a category say of themselves: what the category has, and what its parent has. */
export function attributesOf(category: string, parent: string | null = null): Attribute[] {
  return all.filter(
    ({ categories }) => categories.includes(category) || (parent !== null && categories.includes(parent)),
  );
}

/** Names of what a listing of a category has to say before staff looks at it. */
export function requiredAttributes(category: string, parent: string | null = null): string[] {
  return attributesOf(category, parent)
    .filter(({ requiredIn }) => requiredIn.includes(category) || (parent !== null && requiredIn.includes(parent)))
    .map(({ name }) => name);
}

/** Why a value is none: a code of errors.attributes and its parameters. */
export interface AttributeProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type ParsedAttribute =
  | { readonly value: AttributeValue | null; readonly problem?: never }
  | { readonly problem: AttributeProblem };

/** A value as it was typed, chosen or written in a cell; null where nothing was. The inverse of `formatAttribute`. */
export function parseAttribute(attribute: Attribute, typed: string | readonly string[]): ParsedAttribute {
  const texts = (typeof typed === 'string' ? [typed] : typed).map((text) => text.trim()).filter((text) => text !== '');
  const [text] = texts;
  if (text === undefined) return { value: null };
  switch (attribute.type) {
    case 'choice':
      return parseChoices(attribute, [text]);
    case 'several':
      return parseChoices(attribute, texts.length > 1 ? texts : text.split(/[,;|、，；]/u));
    case 'number':
      return parseNumber(text, attribute);
    case 'year':
      return parseNumber(text, { decimals: 0, max: 2_100 }, 'attributes.not_a_year');
    case 'yes_no':
      return parseYesNo(text);
    case 'isbn': {
      const value = isbn13(text);
      return value === null ? failed('attributes.isbn') : { value };
    }
  }
}

function failed(code: string, params: AttributeProblem['params'] = {}): ParsedAttribute {
  return { problem: { code, params } };
}

function parseChoices({ type, choices }: ChoiceAttribute, texts: readonly string[]): ParsedAttribute {
  const given = texts.map((text) => text.trim().toLowerCase()).filter((text) => text !== '');
  const unknown = given.find((text) => !choices.includes(text));
  if (unknown !== undefined) return failed('attributes.unknown_choice', { value: unknown.slice(0, 60) });
  if (type === 'choice') return { value: given[0] ?? null };
  return { value: given.length === 0 ? null : choices.filter((each) => given.includes(each)) };
}

function parseNumber(
  text: string,
  { decimals, max }: Pick<NumberAttribute, 'decimals' | 'max'>,
  code = decimals > 0 ? 'attributes.not_decimal' : 'attributes.not_a_number',
): ParsedAttribute {
  const compact = text
    .normalize('NFKC')
    .replace(/[\s'’]/gu, '')
    .replace(',', '.');
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d+))?$/.exec(compact) ?? [];
  const exact = fraction.replace(/0+$/, '').length;
  if (whole === undefined || (decimals === 0 && exact > 0)) return failed(code);
  if (exact > decimals) return failed('attributes.too_many_decimals', { decimals });
  const value = Number(compact);
  return value > max ? failed('attributes.too_large', { limit: max }) : { value };
}

const yes = new Set([
  'yes',
  'true',
  '1',
  'да',
  '是',
  'tak',
  'ano',
  'áno',
  'da',
  'igen',
  'ναι',
  'po',
  'jah',
  'jā',
  'taip',
]);
const no = new Set(['no', 'false', '0', 'не', '否', 'nie', 'ne', 'nu', 'nem', 'όχι', 'jo', 'ei', 'nē']);

function parseYesNo(text: string): ParsedAttribute {
  const folded = text.toLowerCase();
  if (yes.has(folded)) return { value: true };
  return no.has(folded) ? { value: false } : failed('attributes.yes_or_no');
}

/** A value as a form field or a cell of a file has it. */
export function formatAttribute(value: AttributeValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? value.join(', ') : String(value);
}

/** What the database keeps of a listing; what no attribute of today takes is left out. */
export function readAttributes(stored: unknown): Attributes {
  if (!(stored instanceof Object)) return {};
  const read: Record<string, AttributeValue> = {};
  for (const [name, kept] of Object.entries(stored)) {
    const attribute = byName.get(name);
    if (!attribute || !isValue(kept)) continue;
    const { value } = { value: null, ...parseAttribute(attribute, formatAttribute(kept)) };
    if (value !== null) read[name] = value;
  }
  return read;
}

function isValue(kept: unknown): kept is AttributeValue {
  if (Array.isArray(kept)) return kept.every((each) => typeof each === 'string');
  return ['string', 'number', 'boolean'].includes(typeof kept);
}
