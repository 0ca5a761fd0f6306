import { inOrder } from '#app/_i18n/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { verifiedWorks } from '#lib/rights/index.ts';

/** The enterprise's verified works, for a choice by their titles. */
export async function workOptions(listing: WholeListing, locale: Locale): Promise<{ value: string; label: string }[]> {
  const works = await verifiedWorks({ enterpriseId: listing.enterpriseId });
  const options = works.map((work) => ({ value: work.id, label: fieldText(work.text, 'title', locale) }));
  return inOrder(options, locale, await nameOrder());
}
