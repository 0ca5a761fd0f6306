/** Units by their codes: UCUM names them in our data, UN/CEFACT Recommendation 20 (`common`) to machines, `intl` to readers. */
export const units = {
  cm: { ucum: 'cm', common: 'CMT', intl: 'centimeter' },
  ml: { ucum: 'mL', common: 'MLT', intl: 'milliliter' },
  min: { ucum: 'min', common: 'MIN', intl: 'minute' },
  days: { ucum: 'd', common: 'DAY', intl: 'day' },
  years: { ucum: 'a', common: 'ANN', intl: null },
  gsm: { ucum: 'g/m2', common: 'GM', intl: null },
  dpi: { ucum: '/[in_i]', common: 'E39', intl: null },
  bpm: { ucum: '/min', common: null, intl: null },
} as const;
export type Unit = keyof typeof units;

interface Common {
  readonly name: string;
  /** Slugs of the categories that have it; their children have it too. */
  readonly categories: readonly string[];
  /** Where staff looks at no listing that does not say it. */
  readonly requiredIn: readonly string[];
}

/** One of a list, or several of it. */
export interface ChoiceAttribute extends Common {
  readonly type: 'choice' | 'several';
  readonly choices: readonly string[];
  /** The choices are languages, named as the reader names them. */
  readonly languages: boolean;
}

export interface NumberAttribute extends Common {
  readonly type: 'number';
  /** Null for what is counted. */
  readonly unit: Unit | null;
  readonly decimals: number;
  readonly max: number;
  /** Where the ranges begin that buyers narrow by, ascending; empty: nobody narrows by it. */
  readonly bands: readonly number[];
}

export interface PlainAttribute extends Common {
  readonly type: 'yes_no' | 'year' | 'isbn';
}

/** Something that listings of some categories say of themselves, with a type. */
export type Attribute = ChoiceAttribute | NumberAttribute | PlainAttribute;

/** A category, and the one it is within. */
export interface CategoryPlace {
  readonly slug: string;
  readonly parentSlug: string | null;
}

/** What a listing says: a choice, a number, yes or no, an ISBN of thirteen digits; several choices in the order of their list. */
export type AttributeValue = string | number | boolean | readonly string[];
export type Attributes = Readonly<Record<string, AttributeValue>>;

interface More {
  readonly requiredIn?: string;
}

const list = (words: string | undefined) => words?.split(' ') ?? [];
const common = (name: string, categories: string, { requiredIn }: More) => ({
  name,
  categories: list(categories),
  requiredIn: list(requiredIn),
});

export function choice(name: string, categories: string, choices: string, more: More = {}): ChoiceAttribute {
  return { ...common(name, categories, more), type: 'choice', choices: list(choices), languages: false };
}

export function several(
  name: string,
  categories: string,
  choices: string,
  more: More & { languages?: true } = {},
): ChoiceAttribute {
  const languages = more.languages === true;
  return { ...common(name, categories, more), type: 'several', choices: list(choices), languages };
}

export function number(
  name: string,
  categories: string,
  {
    unit,
    decimals = 0,
    max,
    bands = [],
    ...more
  }: More & { unit?: Unit; decimals?: number; max: number; bands?: readonly number[] },
): NumberAttribute {
  return { ...common(name, categories, more), type: 'number', unit: unit ?? null, decimals, max, bands };
}

export function plain(type: PlainAttribute['type'], name: string, categories: string, more: More = {}): PlainAttribute {
  return { ...common(name, categories, more), type };
}
