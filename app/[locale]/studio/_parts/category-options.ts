import { categories } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';

/** Categories for a choice, each below its parent. */
export async function categoryOptions(locale: Locale): Promise<{ value: string; label: string }[]> {
  const all = await categories(locale);
  const name = new Map(all.map((each) => [each.slug, each.name]));
  return all
    .map((each) => ({
      value: each.slug,
      label: each.parentSlug ? `${name.get(each.parentSlug)} · ${each.name}` : each.name,
    }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
