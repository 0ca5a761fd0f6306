import { z } from 'zod';
import { locales } from '#lib/languages/index.ts';
import { translatedColumns, wordColumns } from './columns.ts';
import { importableKinds } from './values.ts';

const minor = z.string().regex(/^\d{1,14}$/);
const words = z.partialRecord(z.enum(wordColumns), z.string());
const translations = z.partialRecord(
  z.enum(locales as [string, ...string[]]),
  z.partialRecord(z.enum(translatedColumns), z.string()),
);
const facts = z.object({
  category: z.string(),
  currency: z.string(),
  weightGrams: z.number().nullable(),
  hsCode: z.string().nullable(),
  originCountry: z.string().nullable(),
  materials: z.array(z.string()),
  aiAssisted: z.boolean(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
});

const newVariant = z.object({
  sku: z.string(),
  name: z.string(),
  priceMinor: minor,
  stock: z.number().nullable(),
  weightGrams: z.number().nullable(),
});

/** A listing to begin, as a draft. */
export const createPlan = z.object({
  do: z.literal('create'),
  key: z.string(),
  kind: z.enum(importableKinds),
  words,
  translations,
  facts,
  /** Empty: the names of its variants, if they have any, are the values of one option. */
  options: z.array(z.string()).default([]),
  variants: z.array(newVariant).min(1),
});

/** What to change of a listing; what is not named stays. `version` is the one that was compared. */
export const changePlan = z.object({
  do: z.literal('change'),
  listingId: z.string(),
  version: z.number(),
  words,
  translations,
  facts: facts.partial(),
  variants: z.array(newVariant.partial().extend({ id: z.string() })),
  added: z.array(newVariant),
});

export const planSchema = z.discriminatedUnion('do', [createPlan, changePlan]);
export type CreatePlan = z.output<typeof createPlan>;
export type ChangePlan = z.output<typeof changePlan>;
export type Plan = z.output<typeof planSchema>;
export type NewVariant = z.output<typeof newVariant>;

/** One cell's difference, for the reader. */
export interface Change {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}
export const changesSchema = z.array(z.object({ column: z.string(), before: z.string(), after: z.string() }));
export const problemsSchema = z.array(
  z.object({ column: z.string(), code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
);
