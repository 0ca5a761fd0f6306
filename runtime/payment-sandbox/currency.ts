import { invalid } from './errors.ts';

/** Ways to pay that the sandbox imitates, by Stripe's names. */
export const methods = ['card', 'alipay', 'wechat_pay', 'p24', 'blik'] as const;
export type Method = (typeof methods)[number];

/**
 * What Stripe says of a currency. Forints have two decimals like the others: a charge or a refund of a fraction of one is taken, a payout
 * is not (https://docs.stripe.com/currencies#special-cases, resources/payouts.ts). That we charge whole ones only is our own rule.
 */
interface CurrencyRules {
  /** Smallest charge in minor units: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
  readonly minimum: number;
  /** Largest charge in minor units (same page) where it is not the usual one: only cards pay forints here, and every card takes nine digits. */
  readonly maximum?: number;
  /** The fixed part of a charge's fee, about 0.25 EUR, in minor units. */
  readonly fixedFee: number;
  /** A dispute's fee, about 20 EUR, in minor units. */
  readonly disputeFee: number;
}

const table: Readonly<Record<string, CurrencyRules>> = {
  eur: { minimum: 50, fixedFee: 25, disputeFee: 2_000 },
  usd: { minimum: 50, fixedFee: 30, disputeFee: 2_000 },
  gbp: { minimum: 30, fixedFee: 20, disputeFee: 2_000 },
  chf: { minimum: 50, fixedFee: 30, disputeFee: 2_000 },
  cny: { minimum: 400, fixedFee: 200, disputeFee: 15_000 },
  pln: { minimum: 200, fixedFee: 100, disputeFee: 9_000 },
  czk: { minimum: 1_500, fixedFee: 650, disputeFee: 50_000 },
  huf: { minimum: 17_500, maximum: 999_999_999, fixedFee: 8_500, disputeFee: 800_000 },
  ron: { minimum: 200, fixedFee: 100, disputeFee: 10_000 },
  sek: { minimum: 300, fixedFee: 180, disputeFee: 23_000 },
  dkk: { minimum: 250, fixedFee: 180, disputeFee: 15_000 },
  nok: { minimum: 300, fixedFee: 200, disputeFee: 23_000 },
};

/** Currencies each method takes: https://docs.stripe.com/payments/payment-methods/payment-method-support */
const takes: Readonly<Record<Method, readonly string[] | 'all'>> = {
  card: 'all',
  alipay: ['cny', 'eur', 'usd', 'gbp', 'chf'],
  wechat_pay: ['cny', 'eur', 'usd', 'gbp', 'chf', 'sek', 'dkk', 'nok'],
  p24: ['eur', 'pln'],
  blik: ['pln'],
};

function rules(currency: string): CurrencyRules {
  const found = Object.hasOwn(table, currency) ? table[currency] : undefined;
  if (!found)
    throw invalid(
      `Invalid currency: ${currency}. The payment sandbox supports these currencies: ${Object.keys(table).join(', ')}`,
      { param: 'currency' },
    );
  return found;
}

/** The code in lower case; throws a 400 for a currency the sandbox does not know. */
export function currencyCode(code: string): string {
  const lower = code.toLowerCase();
  rules(lower);
  return lower;
}

/** Methods offered for a currency, in the order of the page. */
export function methodsFor(currency: string): Method[] {
  return methods.filter((method) => {
    const list = takes[method];
    return list === 'all' || list.includes(currency);
  });
}

/** Refuses an amount below Stripe's minimum for the currency, or above its maximum, which is usually eight digits. */
export function requireChargeable(amount: number, currency: string, param: string): void {
  const { minimum, maximum = 99_999_999 } = rules(currency);
  if (amount < minimum)
    throw invalid(`Amount must be at least ${minimum / 100} ${currency}`, { code: 'amount_too_small', param });
  if (amount > maximum)
    throw invalid(`Amount must be no more than ${formatAmount(maximum, currency, 'en')}`, {
      code: 'amount_too_large',
      param,
    });
}

/** The fee of a charge in minor units: 1.5 % rounded half up, and a fixed part. */
export function chargeFee(amount: number, currency: string): number {
  return Math.floor((amount * 15 + 500) / 1_000) + rules(currency).fixedFee;
}

export function disputeFee(currency: string): number {
  return rules(currency).disputeFee;
}

/** Minor units as a reader of this locale writes the amount. All currencies of the table have two decimals at Stripe. */
export function formatAmount(amount: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: 2,
  }).format(amount / 100);
}
