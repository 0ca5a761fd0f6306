import { createHash } from 'node:crypto';
import { z } from 'zod';
import { currencies, currency } from '#lib/core/currency.ts';
import { saidAt } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { parseAmount } from '#lib/core/money.ts';
import { id, integer, optionalText } from '#lib/core/validation.ts';
import { atFormFields } from './errors.ts';
import { licensed } from './grant.ts';
import { hierarchies } from './hierarchies.ts';
import type { Expression } from './hierarchy.ts';
import { freeze, type Scope, type WrittenScope, writtenScopeSchema } from './scope.ts';

const everyLanguage = ['all', 'zxx', 'mis'];
const leftOutSchema = z.object({ rights: z.array(z.string().max(32)), territories: z.array(z.string().max(32)) });

/** What a version of an offer says: the scope as written, how exclusive it is, and the money. Amounts in minor units as text. */
export const termsSchema = z.object({
  scope: writtenScopeSchema,
  exclusivity: z.enum(licensed),
  advanceMinor: z.string().regex(/^\d{1,13}$/),
  currency: z.string().length(3),
  /** Share of net receipts in basis points. */
  royalty: z.number().int().min(0).max(10_000),
  /** The money terms in full, as lib/royalties writes and reads them; without them, the one number above and the advance are all. */
  money: z.record(z.string(), z.json()).optional(),
  /** What the common scope leaves out for single works of the deal, by work. */
  leftOut: z.record(z.string(), leftOutSchema).optional(),
});

export type Terms = z.infer<typeof termsSchema>;

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'invalid' });
const someCodes = z.array(z.string().max(32)).max(300);
const codes = someCodes.min(1, { error: 'choose' });
const workAndCode = z.array(z.string().regex(/^[0-9a-f-]{36}:[\w-]{1,32}$/, { error: 'invalid' })).max(2_000);

/** Terms as a form sends them. */
export const termsForm = {
  rights: codes,
  territories: codes,
  /** None: all languages, and none at all. */
  languages: someCodes.default([]),
  rightsExcept: someCodes.default([]),
  territoriesExcept: someCodes.default([]),
  /** `<work>:<code>`: what single works do not give of the common scope. */
  outRights: workAndCode.default([]),
  outTerritories: workAndCode.default([]),
  startsOn: isoDate,
  endsOn: isoDate,
  exclusivity: z.enum(licensed, { error: 'choose' }),
  advance: z.string().trim().max(30).default('0'),
  currency: z.enum(currencies as [string, ...string[]], { error: 'choose' }),
  royalty: z
    .string()
    .trim()
    .regex(/^\d{1,3}([.,]\d{1,2})?$/, { error: 'not_a_number' })
    .transform((text) => Math.round(Number(text.replace(',', '.')) * 100))
    .pipe(z.number().max(10_000, { error: 'too_large' })),
  note: optionalText(2_000),
  validDays: integer(1, limits.offerDays).default(30),
} as const;

export const workIds = z.array(id).max(limits.dealWorks);

export type TermsInput = z.output<z.ZodObject<typeof termsForm>> & { readonly money?: Terms['money'] };

/** Terms out of a form, each problem at its field. Throws what `freeze` throws, and `money.not_an_amount`. */
export function termsOf(input: TermsInput): Terms {
  const leftOut = leftOutOf(input);
  const terms = {
    scope: scopeOfForm(input),
    exclusivity: input.exclusivity,
    advanceMinor: advance(input).toString(),
    currency: currency(input.currency),
    royalty: input.royalty,
    ...(input.money ? { money: input.money } : {}),
    ...(leftOut ? { leftOut } : {}),
  };
  atFormFields(() => frozen(terms));
  for (const workId of Object.keys(leftOut ?? {})) frozenFor(terms, workId);
  return terms;
}

type ScopeInput = Pick<
  TermsInput,
  'rights' | 'territories' | 'languages' | 'rightsExcept' | 'territoriesExcept' | 'startsOn' | 'endsOn'
>;

/** The scope that a form writes. */
export function scopeOfForm(input: ScopeInput): Terms['scope'] {
  const without = (include: string[], except: string[]) => (except.length > 0 ? { include, except } : { include });
  return {
    rights: without(input.rights, input.rightsExcept),
    territories: without(input.territories, input.territoriesExcept),
    languages: { include: input.languages.length > 0 ? input.languages : everyLanguage },
    term: { start: input.startsOn, end: input.endsOn },
  };
}

/** What a form leaves out for single works. */
export function leftOutOf({
  outRights,
  outTerritories,
}: Pick<TermsInput, 'outRights' | 'outTerritories'>): Terms['leftOut'] {
  const pairs = (list: readonly string[]) => list.map((each) => [each.slice(0, 36), each.slice(37)] as const);
  const [rights, territories] = [pairs(outRights), pairs(outTerritories)];
  const works = [...new Set([...rights, ...territories].map(([work]) => work))].sort();
  if (works.length === 0) return undefined;
  const of = (list: typeof rights, work: string) => list.filter(([each]) => each === work).map(([, code]) => code);
  return Object.fromEntries(
    works.map((work) => [work, { rights: of(rights, work), territories: of(territories, work) }]),
  );
}

function advance({ advance: amount, currency: code }: TermsInput): bigint {
  return saidAt('advance', () => parseAmount(amount === '' ? '0' : amount, code).minor);
}

/** The leaves that the written scope means now. */
export function frozen({ scope }: Pick<Terms, 'scope'>): Scope {
  return freeze(scope, hierarchies);
}

/** The same for one work of the deal, without what is left out for it. Throws `rights.empty_scope` where nothing is left. */
export function frozenFor(terms: Pick<Terms, 'scope' | 'leftOut'>, workId: string): Scope {
  return freeze(writtenFor(terms, workId), hierarchies);
}

/** The scope as written for one work of the deal. */
export function writtenFor({ scope, leftOut }: Pick<Terms, 'scope' | 'leftOut'>, workId: string): WrittenScope {
  const out = leftOut?.[workId];
  if (!out) return scope;
  const less = ({ include, except = [] }: Expression, more: readonly string[]) => ({
    include,
    except: [...except, ...more],
  });
  return { ...scope, rights: less(scope.rights, out.rights), territories: less(scope.territories, out.territories) };
}

/** SHA-256 of the terms in one fixed order, hex: what both sides accept is the same to the letter. */
export function termsHash(terms: Terms): string {
  const { scope, exclusivity, advanceMinor, currency: code, royalty, money, leftOut } = terms;
  const canonical = [scope.rights, scope.territories, scope.languages].map(({ include, except = [] }) => [
    [...include].sort(),
    [...except].sort(),
  ]);
  const rest = money || leftOut ? [ordered(money ?? null), ordered(leftOut ?? null)] : [];
  return createHash('sha256')
    .update(
      JSON.stringify([canonical, scope.term.start, scope.term.end, exclusivity, advanceMinor, code, royalty, ...rest]),
    )
    .digest('hex');
}

/** What of terms whoever consents to a sublicence reads: who may do what, where and how long, and not for how much. */
export function withoutMoney({ scope, exclusivity, currency: code, leftOut }: Terms): Terms {
  return { scope, exclusivity, advanceMinor: '0', currency: code, royalty: 0, ...(leftOut ? { leftOut } : {}) };
}

/** The same value with the keys of its objects in order: the database keeps its own. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, ordered(each)]);
}

/** What changed from one version of the terms to the next, by name of the part. */
export function changedParts(before: Terms, after: Terms): string[] {
  const parts: Record<string, [unknown, unknown]> = {
    rights: [before.scope.rights, after.scope.rights],
    territories: [before.scope.territories, after.scope.territories],
    languages: [before.scope.languages, after.scope.languages],
    left_out: [before.leftOut, after.leftOut],
    term: [before.scope.term, after.scope.term],
    exclusivity: [before.exclusivity, after.exclusivity],
    advance: [
      [before.advanceMinor, before.currency],
      [after.advanceMinor, after.currency],
    ],
    royalty: [before.royalty, after.royalty],
  };
  return Object.keys(parts).filter((name) => JSON.stringify(parts[name]?.[0]) !== JSON.stringify(parts[name]?.[1]));
}
