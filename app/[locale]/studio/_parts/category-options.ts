import { inOrder } from '#app/_i18n/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { categories } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';

/** Categories for a choice, each below its parent. */
export async function categoryOptions(locale: Locale): Promise<{ value: string; label: string }[]> {
  const all = await categories(locale);
  const name = new Map(all.map((each) => [each.slug, each.name]));
  const options = all.map((each) => ({
    value: each.slug,
    label: each.parentSlug ? `${name.get(each.parentSlug)} · ${each.name}` : each.name,
  }));
  return inOrder(options, locale, await nameOrder());
}
