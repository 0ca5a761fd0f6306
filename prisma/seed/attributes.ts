import { attributeColumns, readAttributes } from '#lib/catalogue/index.ts';
import said from './data/attributes.json' with { type: 'json' };
import type { ListingData } from './format.ts';
import type { Row } from './rows.ts';

/** What the demo's listings say by their categories, by slug. */
const bySlug: Readonly<Record<string, unknown>> = said;

/** The columns of a listing of the demo for what it says by its category. */
export function attributeRow({ slug, category }: Pick<ListingData, 'slug' | 'category'>): Row {
  return { ...attributeColumns(readAttributes(bySlug[slug]), { slug: category, parentSlug: null }) };
}
