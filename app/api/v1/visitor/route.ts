import { currentActor } from '#app/_session/actor.ts';
import { cartId } from '#app/_session/cart.ts';
import { nameOrder, preferences } from '#app/_session/preferences.ts';
import { type Currency, currencies, currencyFacts } from '#lib/core/currency.ts';
import { currentRates, rateText } from '#lib/exchange/index.ts';
import { defaultLocale, isLocale, type Locale, localeFacts } from '#lib/languages/index.ts';
import { cartCount } from '#lib/ordering/index.ts';

function currencySign(currency: Currency, locale: Locale): string {
  const parts = new Intl.NumberFormat(locale, { style: 'currency', currency }).formatToParts(0);
  return parts.find(({ type }) => type === 'currency')?.value ?? currency;
}

/** What differs from visitor to visitor on pages that are the same for everybody. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get('locale') ?? '';
  const locale = isLocale(asked) ? asked : defaultLocale;
  const [actor, { country, currency }, order, count] = await Promise.all([
    currentActor(),
    preferences(locale),
    nameOrder(),
    cartId().then(cartCount),
  ]);
  const rates = currency === localeFacts(locale).currency ? null : await currentRates();
  return Response.json(
    {
      name: actor.type === 'person' ? actor.name : null,
      cartCount: count,
      country,
      currency,
      sign: currencySign(currency, locale),
      whole: currencyFacts(currency).chargeStep > 1n,
      nameOrder: order,
      countryName: new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country,
      rates: rates && Object.fromEntries(currencies.map((from) => [from, Number(rateText(from, currency, rates))])),
    },
    { headers: { 'cache-control': 'private, no-store' } },
  );
}
