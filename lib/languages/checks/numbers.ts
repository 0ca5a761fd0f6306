import { withoutAddresses } from './addresses.ts';
import { numbersIn, spelledNumbers } from './number-values.ts';
import { type Check, type Side, warning } from './problem.ts';

/**
 * Figures of the general text that the other side lacks, by value; a number written out in words counts as there.
 * Telephone numbers are left out: an example is another one in every country.
 */
export const numberDiffers: Check = ({ source, target }) => {
  if (!mayHaveNumbers(source.general) && !mayHaveNumbers(target.general)) return [];
  const wants = numbersOf(source);
  const has = numbersOf(target);
  if (wants.length + has.length === 0) return [];
  const missing = lacking(wants, has, spelledNumbers(target.general, target.locale));
  const extra = lacking(has, wants, spelledNumbers(source.general, source.locale));
  return missing.length + extra.length > 0 ? [warning('number_differs', { missing, extra })] : [];
};

/** Figures of any kind, and the signs of Chinese that hold one (㋀ is 1月). */
function mayHaveNumbers(text: string): boolean {
  return /[\p{N}\u32c0-\u33ff]/u.test(text);
}

function numbersOf({ general, locale }: Side): number[] {
  return numbersIn(withoutAddresses(general).replace(/<[^<>]*>|\+\d[\d ()-]{6,}\d/g, ' '), locale);
}

function lacking(wanted: readonly number[], present: readonly number[], spelled: ReadonlySet<number>): string[] {
  const rest = [...present];
  return wanted.flatMap((value) => {
    const at = rest.indexOf(value);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0 || spelled.has(value) ? [] : [String(value)];
  });
}
