import { z } from 'zod';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';

export interface OptionDraft {
  readonly id: string | null;
  readonly name: string;
  readonly values: readonly { readonly id: string | null; readonly name: string }[];
}

const version = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** What tells a listing's form apart: which listing, and the version it was made of. */
export const formOfListing = { listingId: id, version };

interface Issues {
  addIssue(issue: { code: 'custom'; path: string[]; message: string; params?: Record<string, unknown> }): void;
}

const word = text(limits.optionWord, 0);

/** A field's words, cleaned; what is too long is told at the field. */
function wordOf(form: Readonly<Record<string, unknown>>, field: string, issues: Issues): string {
  const parsed = word.safeParse(form[field] ?? '');
  if (parsed.success) return parsed.data;
  issues.addIssue({ code: 'custom', path: [field], message: parsed.error.issues[0]?.message ?? 'invalid' });
  return '';
}

/** Several words in one field: one a line, or separated by commas of whatever script. */
export function splitWords(typed: string): string[] {
  return typed
    .split(/[\n,;，、；]/u)
    .map((each) => each.trim())
    .filter(Boolean);
}

function readOption(form: Readonly<Record<string, unknown>>, at: number, issues: Issues): OptionDraft | null {
  const name = wordOf(form, `name${at}`, issues);
  const kept = Object.keys(form)
    .filter((field) => field.startsWith(`value${at}:`))
    .map((field) => ({ id: field.slice(`value${at}:`.length), name: wordOf(form, field, issues) }))
    .filter((value) => value.name !== '');
  const typed = form[`add${at}`];
  const added = splitWords(typeof typed === 'string' ? typed.slice(0, 4_000) : '').map((each) =>
    wordOf({ [`add${at}`]: each }, `add${at}`, issues),
  );
  const values = [...kept, ...added.map((each) => ({ id: null, name: each }))];
  const known = form[`id${at}`];
  const optionId = typeof known === 'string' && id.safeParse(known).success ? known : null;
  // An option whose name was taken away is taken off.
  if (name === '' && (optionId !== null || values.length === 0)) return null;
  const wrong = (field: string, message: string, params?: Record<string, unknown>) =>
    issues.addIssue({ code: 'custom', path: [`${field}${at}`], message, ...(params ? { params } : {}) });
  if (name === '') wrong('name', 'required');
  if (values.length === 0) wrong('add', 'catalogue.values_needed');
  if (values.length > limits.optionValues) wrong('add', 'catalogue.too_many_values', { limit: limits.optionValues });
  if (new Set(values.map((value) => value.name.toLocaleLowerCase())).size < values.length)
    wrong('add', 'catalogue.same_value_twice');
  return { id: optionId, name, values };
}

/** Up to three options from fields of a plain form: name0, value0:<id> …, add0; an emptied field takes its thing off. */
export const saveOptionsSchema = z
  .object({ ...formOfListing, seen: z.string().max(64).optional() })
  .catchall(z.unknown())
  .transform((form, context): { listingId: string; version: number; seen?: string; options: OptionDraft[] } => {
    const options = Array.from({ length: limits.options }, (_, at) => readOption(form, at, context)).filter(
      (option) => option !== null,
    );
    const names = new Set(options.map((option) => option.name.toLocaleLowerCase()));
    if (names.size < options.length)
      context.addIssue({ code: 'custom', path: ['name1'], message: 'catalogue.same_option_twice' });
    const count = options.reduce((product, option) => product * option.values.length, 1);
    if (count > limits.variants)
      context.addIssue({
        code: 'custom',
        path: ['add0'],
        message: 'catalogue.too_many_variants',
        params: { count, limit: limits.variants },
      });
    const { listingId, version, seen } = form;
    return { listingId, version, ...(seen === undefined ? {} : { seen }), options };
  });
