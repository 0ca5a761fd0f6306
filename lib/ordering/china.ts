import { areaList } from '@vant/area-data';

/** A province-level division of the mainland, by its code of GB/T 2260. */
export interface ChinaProvince {
  readonly code: string;
  readonly name: string;
}

export interface ChinaCity {
  readonly name: string;
  readonly districts: readonly string[];
}

/** Hong Kong, Macao and Taiwan have forms of their own. */
const elsewhere = new Set(['71', '81', '82']);

export const chinaProvinces: readonly ChinaProvince[] = Object.entries(areaList.province_list)
  .map(([code, name]) => ({ code: code.slice(0, 2), name }))
  .filter(({ code }) => !elsewhere.has(code));

/**
 * The prefecture-level cities of a province with their districts and counties; null where there is no such province. Of what the
 * province governs itself ("省直辖县") each county is a city. Municipalities have one city of their own name.
 */
export function chinaCities(province: string): readonly ChinaCity[] | null {
  const found = chinaProvinces.find(({ code, name }) => code === province || name === province);
  if (!found) return null;
  const districts = Map.groupBy(Object.entries(areaList.county_list), ([code]) => code.slice(0, 4));
  const cities = new Map<string, string[]>();
  const add = (name: string, own: readonly string[]) => cities.set(name, [...(cities.get(name) ?? []), ...own]);
  for (const [code, name] of Object.entries(areaList.city_list)) {
    if (!code.startsWith(found.code)) continue;
    const own = (districts.get(code.slice(0, 4)) ?? []).map(([, district]) => district);
    if (name === '县') add(found.name, own);
    else if (name.includes('直辖')) for (const each of own) add(each, []);
    else add(name, own);
  }
  return [...cities].map(([name, own]) => ({ name, districts: own }));
}
