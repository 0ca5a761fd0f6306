import { z } from 'zod';
import { currencies, currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { mergeText } from '#lib/core/merge-text.ts';
import { decimalText, money, parseAmount, typedAmount } from '#lib/core/money.ts';
import { optionalText, text } from '#lib/core/validation.ts';
import type { Locale } from '#lib/languages/index.ts';
import { attributes } from './attributes/data.ts';
import type { AttributeValue } from './attributes/definition.ts';
import { attributesWith } from './attributes/form.ts';
import { attributeNamed, formatAttribute, parseAttribute } from './attributes/value.ts';
import type { ListingContent } from './content.ts';
import { parsePrice } from './price.ts';

export const materials = [
  'ceramic',
  'porcelain',
  'glass',
  'wood',
  'silk',
  'wool',
  'linen',
  'cotton',
  'leather',
  'paper',
  'metal',
  'silver',
  'amber',
  'stone',
  'lacquer',
  'bamboo',
  'wax',
  'plant',
] as const;

const count = (max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{0,9}$/, { error: 'not_a_number' })
    .transform((value) => (value === '' ? null : Number(value)))
    .refine((value) => value === null || value <= max, { error: 'too_large' });

/** What each field of the form of words and facts takes, as it is typed. */
export const fieldSchemas = {
  title: text(limits.title),
  summary: optionalText(limits.summary),
  description: optionalText(limits.description),
  technique: optionalText(limits.shortText),
  care: optionalText(limits.shortText),
  tags: optionalText(300),
  category: z.string().min(1, { error: 'choose' }).max(60),
  currency: z.enum(currencies as [string, ...string[]], { error: 'choose' }),
  price: z.string().trim().max(30, { error: 'too_long' }),
  stock: count(limits.stock),
  weightGrams: count(1_000_000),
  hsCode: z
    .string()
    .trim()
    .regex(/^(\d{6,10})?$/, { error: 'hs_code' }),
  materials: z.array(z.enum(materials)).max(limits.tags),
  aiAssisted: z.enum(['on', '']),
} as const;

type PlainField = keyof typeof fieldSchemas;
export type FieldName = PlainField | `attributes.${string}`;
/** What stands in the form: a text for each field; several materials are separated by commas. */
export type FieldValues = Readonly<Partial<Record<PlainField, string>>> &
  Readonly<Record<`attributes.${string}`, string>>;

/** In the order in which they are written: the price is read in the currency. */
export const fieldNames: readonly FieldName[] = [
  ...(Object.keys(fieldSchemas) as PlainField[]),
  ...attributes.map(({ name }) => attributeName(name)),
];

function attributeName(name: string): FieldName {
  return `attributes.${name}`;
}

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(fieldSchemas, name);
}

const wordFields = ['title', 'summary', 'description', 'technique', 'care', 'tags'] as const;
const isWord = (field: FieldName): field is (typeof wordFields)[number] => wordFields.some((word) => word === field);

/** The form as it shows content; price and stock are in it where there is one variant only, whose stock is given. */
export function readFields(content: ListingContent, stock: number | null): FieldValues {
  const [only, ...others] = content.variants;
  const single = only !== undefined && others.length === 0;
  const priced = single && only.priceMinor !== '0';
  return {
    ...Object.fromEntries(wordFields.map((field) => [field, content.words[field] ?? ''])),
    category: content.categorySlug,
    currency: content.currency,
    ...(single ? { price: priced ? decimalText(money(BigInt(only.priceMinor), content.currency)) : '' } : {}),
    ...(single && stock !== null ? { stock: String(stock) } : {}),
    weightGrams: content.weightGrams?.toString() ?? '',
    hsCode: content.hsCode ?? '',
    materials: [...content.materials].sort().join(','),
    aiAssisted: content.aiAssisted ? 'on' : '',
    ...attributeTexts(content.attributes),
  };
}

/** The fields as a reader of the locale types them: the price with their decimal mark. */
export function typedFields(fields: FieldValues, locale: Locale): FieldValues {
  const { price, currency: code } = fields;
  return price && code ? { ...fields, price: typedAmount(parseAmount(price, code), locale) } : fields;
}

/** Attributes as fields have them: of several choices one text, as of boxes. */
export function attributeTexts(said: Readonly<Record<string, AttributeValue | null>>, all = attributes): FieldValues {
  return Object.fromEntries(
    all.map(({ name }) => {
      const value = said[name] ?? null;
      if (value === null) return [attributeName(name), ''];
      return [attributeName(name), typeof value === 'object' ? [...value].sort().join(',') : formatAttribute(value)];
    }),
  );
}

/** Content with an attribute as it was typed. */
function writeAttribute(content: ListingContent, field: FieldName, typed: string): ListingContent {
  const attribute = attributeNamed(field.slice('attributes.'.length));
  if (!attribute) return content;
  const { value, problem } = { value: null, ...parseAttribute(attribute, typed) };
  if (problem) throw new DomainError(problem.code, problem.params, field);
  return { ...content, attributes: attributesWith(content.attributes, { [attribute.name]: value }) };
}

/** A field's value; throws what is wrong with it, at the field. */
function parsed<T>(field: FieldName, schema: z.ZodType<T>, typed: unknown): T {
  const result = schema.safeParse(typed);
  if (result.success) return result.data;
  throw new DomainError(`validation.${result.error.issues[0]?.message ?? 'invalid'}`, {}, field);
}

function priceOf(typed: string, code: string): string {
  if (typed === '') return '0';
  try {
    return parsePrice(typed, code).minor.toString();
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, error.params, 'price') : error;
  }
}

/** The same figures in another currency. */
function inCurrency(content: ListingContent, code: string): ListingContent {
  const target = currency(code);
  const same = (minor: string) => priceOf(decimalText(money(BigInt(minor), content.currency)), target);
  return {
    ...content,
    currency: target,
    variants: content.variants.map((variant) => ({ ...variant, priceMinor: same(variant.priceMinor) })),
  };
}

/** Content with one field as it was typed. Stock is no part of content. Throws what is wrong with it, at its field. */
export function writeField(content: ListingContent, field: FieldName, typed: string): ListingContent {
  if (isWord(field))
    return { ...content, words: { ...content.words, [field]: parsed(field, fieldSchemas[field], typed) } };
  switch (field) {
    case 'category':
      return { ...content, categorySlug: parsed('category', fieldSchemas.category, typed) };
    case 'currency': {
      const code = parsed('currency', fieldSchemas.currency, typed);
      return code === content.currency ? content : inCurrency(content, code);
    }
    case 'price': {
      const priceMinor = priceOf(parsed('price', fieldSchemas.price, typed), content.currency);
      return { ...content, variants: content.variants.map((variant) => ({ ...variant, priceMinor })) };
    }
    case 'weightGrams':
      return { ...content, weightGrams: parsed('weightGrams', fieldSchemas.weightGrams, typed) };
    case 'hsCode':
      return { ...content, hsCode: parsed('hsCode', fieldSchemas.hsCode, typed) || null };
    case 'materials':
      return {
        ...content,
        materials: parsed('materials', fieldSchemas.materials, typed === '' ? [] : typed.split(',')),
      };
    case 'aiAssisted':
      return { ...content, aiAssisted: parsed('aiAssisted', fieldSchemas.aiAssisted, typed) === 'on' };
    default:
      return writeAttribute(content, field, typed);
  }
}

/** A stock as it was typed. */
export function readStockField(typed: string): number {
  return parsed('stock', fieldSchemas.stock, typed) ?? 0;
}

/** What one person made of a field: what it showed when they began, and what they typed. */
export interface FieldChange {
  readonly field: FieldName;
  readonly base: string;
  readonly value: string;
}

export type Merged =
  | { readonly do: 'nothing' }
  | { readonly do: 'write'; readonly value: string }
  | { readonly do: 'choose'; readonly theirs: string };

/** A form may be sent while what was typed in it (24,5) has just been saved (24.50): nobody changed anything meanwhile. */
function sameAmount(typed: string, now: string): boolean {
  const plain = (amount: string) => Number(amount.trim().replace(',', '.'));
  return typed !== '' && now !== '' && plain(typed) === plain(now);
}

/**
 * What becomes of a change where the field says something by now: what nobody else touched is written, texts are merged by words, and
 * where both changed the same, a person chooses.
 */
export function mergeField({ field, base, value }: FieldChange, now: string): Merged {
  if (value === base || value === now || (field === 'price' && sameAmount(value, now))) return { do: 'nothing' };
  if (now === base) return { do: 'write', value };
  if (!isWord(field)) return { do: 'choose', theirs: now };
  const merged = mergeText(base, value, now);
  return merged === null ? { do: 'choose', theirs: now } : { do: 'write', value: merged };
}
