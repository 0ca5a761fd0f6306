import { cookies } from 'next/headers';
import { type Currency, isCurrency } from '#lib/core/currency.ts';
import { isNameOrder, type Locale, localeFacts, type NameOrder, nameOrders } from '#lib/languages/index.ts';

/** The country a visitor has chosen; null where they have not said. */
export async function declaredCountry(): Promise<string | null> {
  const country = (await cookies()).get('country')?.value ?? '';
  return /^[A-Z]{2}$/.test(country) ? country : null;
}

/** The order this reader wants names in; the usual one until they choose. */
export async function nameOrder(): Promise<NameOrder> {
  const chosen = (await cookies()).get('name_order')?.value ?? '';
  return isNameOrder(chosen) ? chosen : nameOrders[0];
}

/** Where things are sent and what is paid in: what the visitor chose, or what is usual for readers of the language. */
export async function preferences(locale: Locale): Promise<{ country: string; currency: Currency }> {
  const jar = await cookies();
  const country = jar.get('country')?.value ?? '';
  const currency = jar.get('currency')?.value ?? '';
  const facts = localeFacts(locale);
  return {
    country: /^[A-Z]{2}$/.test(country) ? country : facts.country,
    currency: isCurrency(currency) ? currency : facts.currency,
  };
}
