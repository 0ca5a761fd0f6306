import { z } from 'zod';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { workIds } from '#lib/rights/index.ts';
import { compare, fraction, parseFraction, plus, timesWhole } from './fraction.ts';
import type { RoyaltyTerms } from './terms.ts';

const line = z.string().trim().max(40).default('');

type PortionName = `portion${number}`;
const names = Array.from({ length: limits.dealWorks }, (_, at): PortionName => `portion${at + 1}`);
const lines: Readonly<Record<PortionName, typeof line>> = Object.fromEntries(names.map((name) => [name, line]));

/** Portions of a deal's works as a form sends them: each stands at the place of its work in `workIds`, in percent. */
export const portionForm = { workIds: workIds.default([]), ...lines } as const;
type PortionForm = z.output<z.ZodObject<typeof portionForm>> & Readonly<Partial<Record<PortionName, string>>>;

/**
 * Portions out of a form, in basis points; none where nothing was typed. Throws, at its field: `validation.required` where one work has none,
 * `royalties.not_a_fraction`, `royalties.portion_too_fine` for less than a hundredth of a percent, and `royalties.portions_whole` where they do not
 * add up to one hundred percent.
 */
export function portionsOfForm(form: PortionForm): RoyaltyTerms['portions'] {
  const said = names.slice(0, form.workIds.length).map((name) => form[name] ?? '');
  if (said.length < 2 || said.every((text) => text === '')) return undefined;
  const shares = said.map((text, at) => {
    const field = `portion${at + 1}`;
    if (text === '') throw new DomainError('validation.required', {}, field);
    const share = parseFraction(`${text.replace('%', '').trim()}%`, field);
    const points = timesWhole(share, 10_000n);
    if (points.d !== 1n) throw new DomainError('royalties.portion_too_fine', {}, field);
    return { share, points: Number(points.n) };
  });
  const sum = shares.reduce((all, { share }) => plus(all, share), fraction(0n));
  if (compare(sum, fraction(1n)) !== 0n) throw new DomainError('royalties.portions_whole', {}, 'portion1');
  return Object.fromEntries(form.workIds.map((work, at) => [work, shares[at]?.points ?? 0] as const).sort());
}
