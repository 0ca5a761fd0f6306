import { readerLocale } from '#app/_i18n/reader.ts';
import type { Actor } from '#lib/core/actor.ts';
import { buysWholesale } from '#lib/enterprises/index.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import type { BuyingTerms } from '#lib/ordering/index.ts';
import { preferences } from './preferences.ts';

/** What this visitor pays in, and whether by the lists for businesses. */
export async function buyingTerms(actor: Actor): Promise<BuyingTerms> {
  const locale = await readerLocale();
  const { currency } = await preferences(isLocale(locale) ? locale : defaultLocale);
  return { currency, wholesale: await buysWholesale(actor) };
}
