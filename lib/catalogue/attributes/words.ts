import { type Locale, translator } from '#lib/languages/index.ts';
import type { Attribute, AttributeValue, NumberAttribute, Unit } from './definition.ts';
import { units } from './definition.ts';
import { formatAttribute } from './value.ts';

/** Attributes and what they say, in a reader's language. */
export interface AttributeWords {
  readonly name: (attribute: Pick<Attribute, 'name'>) => string;
  /** A short explanation for who fills it in; empty where its name says enough. */
  readonly hint: (attribute: Pick<Attribute, 'name'>) => string;
  /** The unit by itself, as after a field's label; empty for what is counted. */
  readonly unit: (attribute: NumberAttribute) => string;
  readonly choice: (attribute: Attribute, value: string) => string;
  readonly value: (attribute: Attribute, value: AttributeValue) => string;
  /** A value of its facet: a choice, or a range. */
  readonly facet: (attribute: Attribute, value: string) => string;
}

/** Units whose names stand alone better than their symbols. */
const inFull: ReadonlySet<Unit> = new Set(['days']);

function unitFormat(locale: Locale, unit: Unit): Intl.NumberFormat | null {
  const { intl } = units[unit];
  if (intl === null) return null;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: intl, unitDisplay: inFull.has(unit) ? 'long' : 'short' });
}

/** The words for attributes in a locale. */
export async function attributeWords(locale: Locale): Promise<AttributeWords> {
  const t = await translator(locale, 'attributes');
  const languageNames = new Intl.DisplayNames([locale], { type: 'language' });
  const plain = new Intl.NumberFormat(locale);
  const measure = (unit: Unit | null, value: number) => {
    if (unit === null) return plain.format(value);
    // A number stays with its unit at the end of a line.
    return (
      unitFormat(locale, unit)?.format(value) ?? t(`unit.${unit}`, { value: plain.format(value), count: value })
    ).replaceAll(' ', '\u00a0');
  };
  const choice = (attribute: Attribute, value: string): string => {
    if (attribute.type === 'yes_no') return t(value === 'yes' ? 'yes' : 'no');
    if ('languages' in attribute && attribute.languages && value !== 'zxx') return languageNames.of(value) ?? value;
    const key = `choice.${attribute.name}.${value}`;
    return t.has(key) ? t(key) : value;
  };
  const range = ({ bands, unit }: NumberAttribute, band: number): string => {
    const from = measure(unit, bands[band - 1] ?? 0);
    if (band === 0) return t('below', { to: measure(unit, bands[0] ?? 0) });
    return band >= bands.length ? t('above', { from }) : t('between', { from, to: measure(unit, bands[band] ?? 0) });
  };
  return {
    name: ({ name }) => t(`name.${name}`),
    hint: ({ name }) => (t.has(`hint.${name}`) ? t(`hint.${name}`) : ''),
    unit: ({ unit }) =>
      unit === null ? '' : unitWord(locale, unit) || t(`unit.${unit}`, { value: '', count: 5 }).trim(),
    choice,
    value: (attribute, value) => {
      if (attribute.type === 'number') return measure(attribute.unit, Number(value));
      if (typeof value === 'object') return value.map((each) => choice(attribute, each)).join(' · ');
      return choice(attribute, formatAttribute(value));
    },
    facet: (attribute, value) =>
      attribute.type === 'number' ? range(attribute, Number(value)) : choice(attribute, value),
  };
}

function unitWord(locale: Locale, unit: Unit): string {
  const parts = unitFormat(locale, unit)?.formatToParts(5) ?? [];
  return parts.find(({ type }) => type === 'unit')?.value ?? '';
}
