import { listingField, offered, priceFor, pricesOf, variantName, type WholeListing } from '#lib/catalogue/index.ts';
import { formatMoney } from '#lib/core/money.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import { type Locale, localeFacts, readField, type TextWithTranslations } from '#lib/languages/index.ts';
import type { ChoiceOption, ChoiceVariant } from './choices.ts';

export interface ListingChoice {
  readonly options: readonly ChoiceOption[];
  readonly variants: readonly ChoiceVariant[];
}

/** What a reader chooses a listing by, with what each variant costs in the usual currency of the language. */
export async function listingChoice(listing: WholeListing, locale: Locale): Promise<ListingChoice> {
  const rates = await currentRates();
  const { currency } = localeFacts(locale);
  const title = listingField(listing, 'title', locale)?.value ?? '';
  const named = (id: string, text: TextWithTranslations) => {
    const name = readField(text, 'name', locale);
    return { id, name: name?.value ?? '', lang: name?.locale ?? locale };
  };
  return {
    options: offered(listing.options).map((option) => ({
      ...named(option.id, option.text),
      values: option.values.map((value) => named(value.id, value.text)),
    })),
    variants: listing.variants.map((variant) => {
      const prices = pricesOf(variant, listing.currency, listing.reducedBasisPoints);
      const { price } = priceFor({ prices, currency, quantity: 1, wholesale: false });
      return {
        id: variant.id,
        name: variantName(variant, listing.options, locale) || title,
        valueIds: variant.valueIds,
        available: variant.stockOnHand === null || variant.stockOnHand > variant.stockReserved,
        pictureId: variant.pictureId,
        sourcePrice: formatMoney(prices.base, locale),
        price: formatMoney(convert(price, currency, rates), locale),
      };
    }),
  };
}
