import { createHash } from 'node:crypto';
import { z } from 'zod';
import { currencies, currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { parseAmount } from '#lib/core/money.ts';
import { optionalText } from '#lib/core/validation.ts';
import { licensed } from './grant.ts';
import { hierarchies } from './hierarchies.ts';
import { freeze, type Scope, writtenScopeSchema } from './scope.ts';

/** What a version of an offer says: the scope as written, how exclusive it is, and the money. Amounts in minor units as text. */
export const termsSchema = z.object({
  scope: writtenScopeSchema,
  exclusivity: z.enum(licensed),
  advanceMinor: z.string().regex(/^\d{1,13}$/),
  currency: z.string().length(3),
  /** Share of net receipts in basis points. */
  royalty: z.number().int().min(0).max(10_000),
});

export type Terms = z.infer<typeof termsSchema>;

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'invalid' });
const codes = z.array(z.string().max(32)).min(1, { error: 'choose' }).max(300);

/** Terms as a form sends them. */
export const termsForm = {
  rights: codes,
  territories: codes,
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
} as const;

type TermsInput = z.output<z.ZodObject<typeof termsForm>>;

/** Terms out of a form, each problem at its field. Throws what `freeze` throws, and `money.not_an_amount`. */
export function termsOf(input: TermsInput): Terms {
  const scope = {
    rights: { include: input.rights },
    territories: { include: input.territories },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start: input.startsOn, end: input.endsOn },
  };
  frozen({ scope });
  return {
    scope,
    exclusivity: input.exclusivity,
    advanceMinor: advance(input).toString(),
    currency: currency(input.currency),
    royalty: input.royalty,
  };
}

function advance({ advance: amount, currency: code }: TermsInput): bigint {
  try {
    return parseAmount(amount === '' ? '0' : amount, code).minor;
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, error.params, 'advance') : error;
  }
}

/** The leaves that the written scope means now. */
export function frozen({ scope }: Pick<Terms, 'scope'>): Scope {
  return freeze(scope, hierarchies);
}

/** SHA-256 of the terms in one fixed order, hex: what both sides accept is the same to the letter. */
export function termsHash(terms: Terms): string {
  const { scope, exclusivity, advanceMinor, currency: code, royalty } = terms;
  const canonical = [scope.rights, scope.territories, scope.languages].map(({ include, except = [] }) => [
    [...include].sort(),
    [...except].sort(),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([canonical, scope.term.start, scope.term.end, exclusivity, advanceMinor, code, royalty]))
    .digest('hex');
}

/** What changed from one version of the terms to the next, by name of the part. */
export function changedParts(before: Terms, after: Terms): string[] {
  const parts: Record<string, [unknown, unknown]> = {
    rights: [before.scope.rights, after.scope.rights],
    territories: [before.scope.territories, after.scope.territories],
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
