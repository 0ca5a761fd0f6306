export interface PluralCategories {
  /** Categories that whole numbers and fractions up to a thousand fall into: a message needs them all. */
  readonly required: readonly string[];
  /** All that CLDR has for the locale, also those of compact numbers alone (Spanish `many` for a million). */
  readonly allowed: readonly string[];
}

const known = new Map<string, PluralCategories>();
const order = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** The plural categories of a language by the platform's CLDR data. */
export function pluralCategories(locale: string, type: 'cardinal' | 'ordinal' = 'cardinal'): PluralCategories {
  const key = `${type} ${locale}`;
  const found = known.get(key) ?? computed(new Intl.PluralRules(locale, { type }), type);
  known.set(key, found);
  return found;
}

/** A whole number or fraction for each required category, to preview every branch of a message: pl few → 2, many → 0. */
export function pluralSamples(locale: string, type: 'cardinal' | 'ordinal' = 'cardinal'): ReadonlyMap<string, number> {
  const rules = new Intl.PluralRules(locale, { type });
  const samples = new Map<string, number>();
  for (const number of sampleNumbers(type)) {
    const category = rules.select(number);
    if (!samples.has(category)) samples.set(category, number);
  }
  return samples;
}

function computed(rules: Intl.PluralRules, type: 'cardinal' | 'ordinal'): PluralCategories {
  const seen = new Set<string>(sampleNumbers(type).map((number) => rules.select(number)));
  seen.add('other');
  return {
    required: order.filter((category) => seen.has(category)),
    allowed: order.filter((category) => rules.resolvedOptions().pluralCategories.some((each) => each === category)),
  };
}

function sampleNumbers(type: 'cardinal' | 'ordinal'): number[] {
  const whole = Array.from({ length: 1_001 }, (_, at) => at);
  const fractions = [...whole.slice(0, 200).map((at) => at / 10), ...whole.slice(0, 200).map((at) => at / 100)];
  return type === 'ordinal' ? whole : [...whole, ...fractions.filter((number) => !Number.isInteger(number))];
}
