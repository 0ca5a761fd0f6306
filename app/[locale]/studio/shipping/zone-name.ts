import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { type CountryGroup, countryGroups, type Zone } from '#lib/enterprises/index.ts';

const groups = Object.keys(countryGroups) as CountryGroup[];

/** Where a zone is, in few words: a group where it holds one whole, the rest by their names, and how many more. */
export async function zoneName(zone: Pick<Zone, 'countries' | 'service'>, locale: string, most = 3): Promise<string> {
  const t = await getTranslations('shipping');
  const where = await whereabouts(zone, locale, most);
  return zone.service === 'express' ? `${where} · ${t('service.express')}` : where;
}

async function whereabouts({ countries }: Pick<Zone, 'countries'>, locale: string, most: number): Promise<string> {
  const t = await getTranslations('shipping');
  if (countries.length === 0) return t('zone.rest');
  const comma = locale.startsWith('zh') ? '、' : ', ';
  // The seller's own country has a zone to itself, as a rule: the rest of its group is still the group.
  const held = groups.flatMap((group) => {
    const missing = countryGroups[group].filter((country) => !countries.includes(country));
    return missing.length <= 1 && countryGroups[group].length > 3 ? [{ group, but: missing[0] ?? '' }] : [];
  });
  const words = [...Map.groupBy(held, ({ but }) => but)].map(([but, own]) => {
    const name = own.map(({ group }) => t(`group.${group}`)).join(comma);
    return but ? t('group_without', { group: name, country: countryName(but, locale) }) : name;
  });
  const left = countries.filter((country) => !held.some(({ group }) => countryGroups[group].includes(country)));
  const named = left.slice(0, most).map((country) => countryName(country, locale));
  const more = left.length - named.length;
  return [...words, ...named, ...(more > 0 ? [t('zone.more', { count: more })] : [])].join(comma);
}
