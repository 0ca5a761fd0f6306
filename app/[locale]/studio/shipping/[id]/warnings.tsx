import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Notice } from '#app/_ui/layout.tsx';
import { deliveryCountries, type TableWarning, tableWarnings, type Zone } from '#lib/enterprises/index.ts';
import { writtenAs } from '#lib/languages/index.ts';
import { zoneName } from '../zone-name.ts';
import { kilograms } from './kilograms.ts';

/** What is allowed and probably not meant, each in a sentence. */
export async function Warnings({
  zones,
  tooHeavy,
  most,
  locale,
}: {
  zones: readonly Zone[];
  tooHeavy: number;
  most: number;
  locale: string;
}) {
  const t = await getTranslations('shipping.warning');
  const where = async (at: number) => zoneName(zones[at] ?? { countries: [] }, locale, 1);
  const sentence = async (warning: TableWarning): Promise<string> => {
    if (warning.kind === 'uncovered') {
      const names = warning.countries.map((country) => countryName(country, locale));
      return t('uncovered', {
        countries: new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' }).format(names.slice(0, 6)),
        more: Math.max(0, names.length - 6),
      });
    }
    const zone = await where(warning.zone);
    const grams = kilograms(warning.grams, locale);
    return warning.kind === 'light_only'
      ? t('light_only', { zone, grams })
      : t('cheaper_heavier', { zone, grams, lighter: kilograms(warning.lighter, locale) });
  };
  const sentences = await Promise.all(tableWarnings(zones, deliveryCountries).map(sentence));
  if (tooHeavy > 0) sentences.push(t('too_heavy', { count: tooHeavy, grams: kilograms(most, locale) }));
  if (sentences.length === 0) return null;
  return (
    <Notice>
      <ul className="grid gap-1.5">
        {sentences.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </Notice>
  );
}
