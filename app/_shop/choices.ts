export interface ChoiceOption {
  readonly id: string;
  readonly name: string;
  readonly lang: string;
  readonly values: readonly { readonly id: string; readonly name: string; readonly lang: string }[];
}

export interface ChoiceVariant {
  readonly id: string;
  readonly name: string;
  /** One value of each option, in the options' order. */
  readonly valueIds: readonly string[];
  readonly available: boolean;
  readonly pictureId: string | null;
  /** In the currency most readers of the language pay in. */
  readonly price: string;
  /** In the maker's own. */
  readonly sourcePrice: string;
}

type Combination = Pick<ChoiceVariant, 'valueIds' | 'available'>;

/** What is chosen before anybody chose: the first that can be bought, else the first. */
export function firstChoice<V extends Combination>(variants: readonly V[]): V | undefined {
  return variants.find((variant) => variant.available) ?? variants[0];
}

function fits(variant: Combination, begin: readonly string[]): boolean {
  return begin.every((value, at) => variant.valueIds[at] === value);
}

/**
 * Whether a value can be chosen with what is chosen of the options before it. So nobody gets stuck: the first option always leads on,
 * and the later ones follow it. Where everything is sold out all can be looked at.
 */
export function isPossible(
  variants: readonly Combination[],
  chosen: readonly string[],
  option: number,
  value: string,
): boolean {
  const begin = [...chosen.slice(0, option), value];
  return !variants.some((variant) => variant.available) || variants.some((each) => each.available && fits(each, begin));
}

/** The variant after choosing a value: the others stay as they are where that can be bought, else the nearest that can. */
export function choose<V extends Combination>(
  variants: readonly V[],
  chosen: readonly string[],
  option: number,
  value: string,
): V | undefined {
  const wanted = chosen.map((each, at) => (at === option ? value : each));
  const exact = variants.find((variant) => fits(variant, wanted));
  if (exact?.available) return exact;
  const begin = wanted.slice(0, option + 1);
  return variants.find((variant) => variant.available && fits(variant, begin)) ?? exact;
}
