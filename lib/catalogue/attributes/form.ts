import { z } from 'zod';
import { attributes as all } from './data.ts';
import type { Attribute, Attributes, AttributeValue, CategoryPlace } from './definition.ts';
import { listingFacets } from './facets.ts';
import { attributeNamed, attributesOf, parseAttribute, readAttributes } from './value.ts';

/** What is said anew of a listing, by name; null: nothing any more. What is not named stays. */
export type SaidAttributes = Readonly<Record<string, AttributeValue | null>>;

const prefix = 'attributes.';

/** The name of an attribute's field; its errors come back under it. */
export function attributeField({ name, type }: Pick<Attribute, 'name' | 'type'>): string {
  return `${prefix}${name}${type === 'several' ? '[]' : ''}`;
}

/** Attributes by name as they were typed; undefined where a form does not ask for any. */
export const attributesSchema = z
  .record(z.string().max(60), z.union([z.string().max(400), z.array(z.string().max(60)).max(60)]))
  .transform((typed, context): SaidAttributes => {
    const said: Record<string, AttributeValue | null> = {};
    for (const [name, text] of Object.entries(typed)) {
      const attribute = attributeNamed(name);
      if (!attribute) continue;
      const { value, problem } = { value: null, ...parseAttribute(attribute, text) };
      if (problem) context.addIssue({ code: 'custom', message: problem.code, params: problem.params, path: [name] });
      else said[name] = value;
    }
    return said;
  })
  .optional();

/** The field that names what the form shows, of all that it has. */
export const shownAttributes = `${prefix}shown`;

/**
 * The fields of a form with those of attributes gathered under `attributes`, for a schema that has `attributesSchema` there. A form has
 * the fields of every category, so that another category loses nothing that was typed; what cannot be read of those out of sight is
 * passed over, as nobody could correct it.
 */
export function withAttributes<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((form) => (form instanceof Object ? gathered({ ...form }) : form), schema);
}

function gathered(form: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!Object.keys(form).some((key) => key.startsWith(prefix))) return form;
  const shown = String(form[shownAttributes] ?? '').split(' ');
  const typed = all.flatMap((attribute) => {
    // A browser sends nothing of boxes of which none is ticked.
    const given = form[prefix + attribute.name] ?? (attribute.type === 'several' ? [] : undefined);
    const text = typeof given === 'string' || isTexts(given) ? given : undefined;
    if (text === undefined) return [];
    return shown.includes(attribute.name) || !parseAttribute(attribute, text).problem ? [[attribute.name, text]] : [];
  });
  return { ...form, attributes: Object.fromEntries(typed) };
}

function isTexts(given: unknown): given is string[] {
  return Array.isArray(given) && given.every((each) => typeof each === 'string');
}

/** As content and the database keep them. */
export type StoredAttributes = Record<string, string | number | boolean | string[]>;

/** What the database keeps of a listing, to be changed. */
export function storedAttributes(stored: unknown): StoredAttributes {
  return attributesWith(readAttributes(stored), {});
}

/** Attributes with what is said anew. */
export function attributesWith(before: Attributes, said: SaidAttributes | undefined): StoredAttributes {
  const kept: StoredAttributes = {};
  for (const [name, value] of Object.entries({ ...before, ...said }))
    if (value !== null) kept[name] = typeof value === 'object' ? [...value] : value;
  return kept;
}

/** The columns of a listing of a category that says this: the only way to write them. */
export function attributeColumns(
  attributes: Attributes,
  category: CategoryPlace,
): { attributes: StoredAttributes; facets: string[] } {
  return {
    attributes: attributesWith(attributes, {}),
    facets: listingFacets(attributes, category.slug, category.parentSlug),
  };
}

/** What a listing of a category says, in the order of its attributes. */
export function saidOf(
  stored: unknown,
  category: CategoryPlace,
): { readonly attribute: Attribute; readonly value: AttributeValue }[] {
  const said: Attributes = readAttributes(stored);
  return attributesOf(category.slug, category.parentSlug).flatMap((attribute) => {
    const value = said[attribute.name];
    return value === undefined ? [] : [{ attribute, value }];
  });
}
