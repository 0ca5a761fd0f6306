import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { type CountryGroup, countryGroups, type Zone } from '#lib/enterprises/index.ts';

const groups = Object.keys(countryGroups) as CountryGroup[];

/** Where a zone is, in few words: a group where it holds one whole, the rest by their names, and how many more. */
export async function zoneName(zone: Pick<Zone, 'countries'>, locale: string, most = 3): Promise<string> {
  const t = await getTranslations('shipping');
  if (zone.countries.length === 0) return t('zone.rest');
  let left = [...zone.countries];
  const words: string[] = [];
  for (const group of groups) {
    const own = left.filter((country) => countryGroups[group].includes(country));
    const missing = countryGroups[group].filter((country) => !zone.countries.includes(country));
    // The seller's own country has a zone to itself, as a rule: the rest of its group is still the group.
    if (own.length < 3 || missing.length > 1) continue;
    const name = t(`group.${group}`);
    const [but] = missing;
    words.push(but ? t('group_without', { group: name, country: countryName(but, locale) }) : name);
    left = left.filter((country) => !own.includes(country));
  }
  const named = left.slice(0, most).map((country) => countryName(country, locale));
  const more = left.length - named.length;
  return [...words, ...named, ...(more > 0 ? [t('zone.more', { count: more })] : [])].join(', ');
}
