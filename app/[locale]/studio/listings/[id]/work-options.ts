import type { WholeListing } from '#lib/catalogue/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { verifiedWorks } from '#lib/rights/index.ts';

/** The enterprise's verified works, for a choice. */
export async function workOptions(listing: WholeListing, locale: Locale): Promise<{ value: string; label: string }[]> {
  const works = await verifiedWorks({ enterpriseId: listing.enterpriseId });
  return works.map((work) => ({ value: work.id, label: fieldText(work.text, 'title', locale) }));
}
