import {
  isArgumentElement,
  isDateElement,
  isNumberElement,
  isPluralElement,
  isSelectElement,
  isTagElement,
  isTimeElement,
} from '@formatjs/icu-messageformat-parser';
import { createTranslator } from 'use-intl/core';
import { anatomy, everyElement, type Message, parseMessage } from './icu.ts';
import { type Locale, writtenAs } from './locales.ts';
import { pluralSamples } from './plurals.ts';

export interface PreviewLine {
  /** The placeholder this line varies, with its value and, for plurals, the category; null where the message has one form. */
  readonly given: { readonly name: string; readonly value: string; readonly category: string | null } | null;
  readonly text: string;
}

type Values = Record<string, string | number | Date | ((chunks: string) => string)>;

interface Variant {
  readonly name: string;
  readonly value: string | number;
  readonly category: string | null;
}

const sampleMoment = new Date('2026-09-19T14:30:00Z');
const mostLines = 40;

/**
 * A message as readers of the locale get it: one line for each plural category the locale has, each exact number and each branch of
 * a select, one argument varied at a time. Other placeholders show their names as ‹name›. Empty where the message is not well formed.
 */
export function previewMessage(text: string, locale: Locale): PreviewLine[] {
  const parsed = parseMessage(text);
  if (parsed.elements === null || parsed.tagsBroken) return [];
  const values = sampleValues(parsed.elements, locale);
  const variants = variantsOf(parsed.elements, locale);
  const show = formatter(text, locale);
  if (variants.length === 0) return [{ given: null, text: show(values) }];
  return variants.slice(0, mostLines).map((variant) => ({
    given: { name: variant.name, value: String(variant.value), category: variant.category },
    text: show({ ...values, [variant.name]: variant.value }),
  }));
}

function formatter(text: string, locale: Locale): (values: Values) => string {
  const translate = createTranslator({
    locale: writtenAs(locale),
    messages: { preview: { message: text } },
    namespace: 'preview',
    timeZone: 'UTC',
    onError: () => {},
    getMessageFallback: () => '',
  });
  return (values) => translate.markup('message', values);
}

/** Each argument once, with what its use asks for. */
function sampleValues(elements: Message, locale: Locale): Values {
  const values: Values = {};
  for (const element of everyElement(elements)) {
    if (isTagElement(element)) values[element.value] = (chunks) => chunks;
    else if (isPluralElement(element))
      values[element.value] =
        pluralSamples(locale, element.pluralType === 'ordinal' ? 'ordinal' : 'cardinal').get('other') ?? 5;
    else if (isSelectElement(element)) values[element.value] = Object.keys(element.options)[0] ?? 'other';
    else if (isDateElement(element) || isTimeElement(element)) values[element.value] = sampleMoment;
    else if (isNumberElement(element)) values[element.value] ??= 1234.5;
    else if (isArgumentElement(element)) values[element.value] ??= `‹${element.value}›`;
  }
  return values;
}

function variantsOf(elements: Message, locale: Locale): Variant[] {
  const { plurals, selects } = anatomy(elements);
  const counted = plurals.flatMap(({ name, type, selectors }) => [
    ...selectors
      .filter((each) => each.startsWith('='))
      .map((each) => ({ name, value: Number(each.slice(1)), category: each })),
    ...[...pluralSamples(locale, type)].map(([category, value]) => ({
      name,
      value: apartFrom(selectors, value, category, locale, type),
      category,
    })),
  ]);
  const chosen = [...selects].flatMap(([name, keys]) => [...keys].map((value) => ({ name, value, category: null })));
  const seen = new Set<string>();
  return [...counted, ...chosen].filter(
    ({ name, value }) => !seen.has(`${name} ${value}`) && seen.add(`${name} ${value}`),
  );
}

/** A number of the category that no exact branch takes away: with `=0` written, Polish `many` is shown at 5. */
function apartFrom(
  selectors: readonly string[],
  value: number,
  category: string,
  locale: Locale,
  type: 'cardinal' | 'ordinal',
): number {
  if (!selectors.includes(`=${value}`)) return value;
  const rules = new Intl.PluralRules(locale, { type });
  for (let number = value + 1; number <= 1_000; number++)
    if (rules.select(number) === category && !selectors.includes(`=${number}`)) return number;
  return value;
}
