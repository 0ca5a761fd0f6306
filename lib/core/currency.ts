import { DomainError } from './errors.ts';

interface CurrencyFacts {
  /** ISO 4217 exponent: decimals of the minor unit. */
  readonly exponent: number;
  /**
   * We charge and give back only multiples of this many minor units. Stripe itself takes hundredths of a forint, but pays forints out in
   * whole ones alone (https://docs.stripe.com/currencies#special-cases), and nobody has coins for less.
   */
  readonly chargeStep: bigint;
  /** Stripe charges no less: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
  readonly smallestCharge: bigint;
  /**
   * Stripe charges no more (same page): an amount has at most eight digits. Cards take more, American Express nine digits, the others
   * twelve, and forints are paid by card alone: nine, which every card takes.
   */
  readonly largestCharge: bigint;
}

/** Currencies a buyer may pay in, with Stripe's quirks: https://docs.stripe.com/currencies */
const table = {
  EUR: { exponent: 2, chargeStep: 1n, smallestCharge: 50n, largestCharge: 99_999_999n },
  CNY: { exponent: 2, chargeStep: 1n, smallestCharge: 400n, largestCharge: 99_999_999n },
  PLN: { exponent: 2, chargeStep: 1n, smallestCharge: 200n, largestCharge: 99_999_999n },
  CZK: { exponent: 2, chargeStep: 1n, smallestCharge: 1_500n, largestCharge: 99_999_999n },
  HUF: { exponent: 2, chargeStep: 100n, smallestCharge: 17_500n, largestCharge: 999_999_900n },
  RON: { exponent: 2, chargeStep: 1n, smallestCharge: 200n, largestCharge: 99_999_999n },
  USD: { exponent: 2, chargeStep: 1n, smallestCharge: 50n, largestCharge: 99_999_999n },
} as const satisfies Record<string, CurrencyFacts>;

export type Currency = keyof typeof table;

export const currencies = Object.keys(table) as readonly Currency[];

export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(table, code);
}

/** The code as a currency of the product; throws `money.unknown_currency`. */
export function currency(code: string): Currency {
  if (!isCurrency(code)) throw new DomainError('money.unknown_currency', { code });
  return code;
}

export function currencyFacts(code: Currency): CurrencyFacts {
  return table[code];
}
