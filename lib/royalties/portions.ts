import { z } from 'zod';
import { DomainError } from '#lib/core/errors.ts';
import { workIds } from '#lib/rights/index.ts';
import { compare, fraction, parseFraction, plus, timesWhole } from './fraction.ts';
import type { RoyaltyTerms } from './terms.ts';

const line = z.string().trim().max(40).default('');

/** Portions of a deal's works as a form sends them: each stands at the place of its work in `workIds`, in percent. */
export const portionForm = {
  workIds: workIds.default([]),
  portion1: line,
  portion2: line,
  portion3: line,
  portion4: line,
  portion5: line,
  portion6: line,
  portion7: line,
  portion8: line,
  portion9: line,
  portion10: line,
  portion11: line,
  portion12: line,
  portion13: line,
  portion14: line,
  portion15: line,
  portion16: line,
  portion17: line,
  portion18: line,
  portion19: line,
  portion20: line,
} as const;
type PortionForm = z.output<z.ZodObject<typeof portionForm>>;

function typed(form: PortionForm): string[] {
  return [
    form.portion1,
    form.portion2,
    form.portion3,
    form.portion4,
    form.portion5,
    form.portion6,
    form.portion7,
    form.portion8,
    form.portion9,
    form.portion10,
    form.portion11,
    form.portion12,
    form.portion13,
    form.portion14,
    form.portion15,
    form.portion16,
    form.portion17,
    form.portion18,
    form.portion19,
    form.portion20,
  ];
}

/**
 * Portions out of a form, in basis points; none where nothing was typed. Throws, at its field: `validation.required` where one work has none,
 * `royalties.not_a_fraction`, `royalties.portion_too_fine` for less than a hundredth of a percent, and `royalties.portions_whole` where they do not
 * add up to one hundred percent.
 */
export function portionsOfForm(form: PortionForm): RoyaltyTerms['portions'] {
  const said = typed(form).slice(0, form.workIds.length);
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
