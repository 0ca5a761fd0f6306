import { type Currency, currency, currencyFacts } from './currency.ts';
import { DomainError } from './errors.ts';

/** An amount in integer minor units of an ISO 4217 currency. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

/** No amount of the product is above this many minor units (ten thousand million euros). */
export const maxMinor = 1_000_000_000_000n;

/** Money from minor units; throws `money.unknown_currency` or `money.out_of_range`. */
export function money(minor: bigint | number, code: string): Money {
  const amount = BigInt(minor);
  if (amount > maxMinor || amount < -maxMinor) throw new DomainError('money.out_of_range');
  return { minor: amount, currency: currency(code) };
}

/** Whether a value that may be anything, as a parameter of an error, is money. */
export function isMoney(value: unknown): value is Money {
  return value instanceof Object && 'minor' in value && typeof value.minor === 'bigint' && 'currency' in value;
}

export function zero(code: Currency): Money {
  return { minor: 0n, currency: code };
}

function same(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new DomainError('money.mixed_currencies', { a: a.currency, b: b.currency });
}

export function add(a: Money, b: Money): Money {
  same(a, b);
  return money(a.minor + b.minor, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  same(a, b);
  return money(a.minor - b.minor, a.currency);
}

export function negate(a: Money): Money {
  return { minor: -a.minor, currency: a.currency };
}

export function times(a: Money, quantity: number): Money {
  return money(a.minor * BigInt(quantity), a.currency);
}

/** The sum; of nothing: zero of `code`. */
export function sum(amounts: readonly Money[], code: Currency): Money {
  return amounts.reduce(add, zero(code));
}

/** numerator / denominator to the nearest integer, ties to even (the rounding of every amount in the product). */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new RangeError('division by zero');
  const [n, d] = denominator < 0n ? [-numerator, -denominator] : [numerator, denominator];
  const floor = n / d - (n % d !== 0n && n < 0n ? 1n : 0n);
  const twice = 2n * (n - floor * d);
  if (twice > d) return floor + 1n;
  if (twice < d) return floor;
  return floor % 2n === 0n ? floor : floor + 1n;
}

/** amount × numerator / denominator, rounded half-even once. */
export function scale(a: Money, numerator: bigint, denominator: bigint): Money {
  return money(divideHalfEven(a.minor * numerator, denominator), a.currency);
}

/** A share of basis points (1/10,000), rounded half-even. */
export function basisPoints(a: Money, points: number): Money {
  return scale(a, BigInt(points), 10_000n);
}

/** The tax contained in a gross amount at a rate of basis points: gross × rate / (1 + rate). */
export function taxContained(gross: Money, rate: number): Money {
  return scale(gross, BigInt(rate), 10_000n + BigInt(rate));
}

/** Splits an amount by weights with the largest remainder method: the parts always add up to the whole. */
export function split(whole: Money, weights: readonly bigint[]): Money[] {
  const total = weights.reduce((a, b) => a + b, 0n);
  if (total <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('weights must be positive');
  const sign = whole.minor < 0n ? -1n : 1n;
  const amount = whole.minor * sign;
  const parts = weights.map((weight, index) => ({
    index,
    minor: (amount * weight) / total,
    remainder: (amount * weight) % total,
  }));
  let left = amount - parts.reduce((a, part) => a + part.minor, 0n);
  for (const part of [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )) {
    if (left === 0n) break;
    part.minor += 1n;
    left -= 1n;
  }
  return parts.map((part) => money(part.minor * sign, whole.currency));
}

/** Rounds up to what Stripe can charge (whole forints), so that nobody is left short. */
export function chargeable(a: Money): Money {
  const { chargeStep } = currencyFacts(a.currency);
  const over = a.minor % chargeStep;
  return over === 0n ? a : money(a.minor + chargeStep - over, a.currency);
}

/** `split` in steps that can be charged, of an amount that can be: every part can be charged, or given back, by itself. */
export function splitChargeable(whole: Money, weights: readonly bigint[]): Money[] {
  const { chargeStep } = currencyFacts(whole.currency);
  return split(money(whole.minor / chargeStep, whole.currency), weights).map(({ minor }) =>
    money(minor * chargeStep, whole.currency),
  );
}

/** `basisPoints`, rounded to the nearest that can be charged. */
export function basisPointsChargeable(a: Money, points: number): Money {
  const { chargeStep } = currencyFacts(a.currency);
  return money(divideHalfEven(a.minor * BigInt(points), 10_000n * chargeStep) * chargeStep, a.currency);
}

/**
 * An amount as a person types it ("1 234,50", "1,234.50", "12") in minor units.
 * Throws `money.not_an_amount` or `money.too_many_decimals`; never guesses at a third decimal.
 */
export function parseAmount(text: string, code: string): Money {
  const { exponent } = currencyFacts(currency(code));
  const compact = text.normalize('NFKC').replace(/[\s'’]/gu, '');
  const match = /^(\d{1,3}(?:[.,]\d{3}){2,}|\d{1,3}[.,]\d{3}(?=[.,])|\d+)(?:[.,](\d+))?$/.exec(compact);
  if (!match?.[1]) throw new DomainError('money.not_an_amount');
  const decimals = match[2] ?? '';
  if (decimals.length > exponent) throw new DomainError('money.too_many_decimals', { decimals: exponent });
  const whole = match[1].replace(/[.,]/g, '');
  if (whole.length > 12) throw new DomainError('money.out_of_range');
  return money(BigInt(whole + decimals.padEnd(exponent, '0')), code);
}

/** The same of an amount that is to be charged or given back by itself: forints are whole. Throws what `parseAmount` does. */
export function parseChargeable(text: string, code: string): Money {
  const amount = parseAmount(text, code);
  if (amount.minor % currencyFacts(amount.currency).chargeStep !== 0n)
    throw new DomainError('money.too_many_decimals', { decimals: 0 });
  return amount;
}

/** Decimal text for machines ("1234.50"), as Stripe, EN 16931 and JSON-LD want it. */
export function decimalText(a: Money): string {
  const { exponent } = currencyFacts(a.currency);
  const digits = (a.minor < 0n ? -a.minor : a.minor).toString().padStart(exponent + 1, '0');
  const text = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return a.minor < 0n ? `-${text}` : text;
}

const marks = new Map<string, string>();

/**
 * The amount as a reader of the locale types it into a field: with their decimal mark, without groups and without its currency
 * ("29,00" in Bulgarian). `parseAmount` reads it back.
 */
export function typedAmount(a: Money, locale: string): string {
  return typedNumber(decimalText(a), locale);
}

/** Digits with a point, with the decimal mark of the locale instead. */
export function typedNumber(plain: string, locale: string): string {
  let mark = marks.get(locale);
  if (mark === undefined) {
    mark = new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
    marks.set(locale, mark);
  }
  return plain.replace('.', mark);
}

/** A typed amount with the decimal mark of machines, to compare it with another; what is none stays as it is. */
export function plainAmount(typed: string, code: string): string {
  try {
    return decimalText(parseAmount(typed, code));
  } catch (error) {
    if (error instanceof DomainError) return typed;
    throw error;
  }
}

const formats = new Map<string, Intl.NumberFormat>();

/** The amount as a reader of the locale writes it. */
export function formatMoney(a: Money, locale: string): string {
  const key = `${locale} ${a.currency}`;
  let format = formats.get(key);
  if (!format) {
    const whole = currencyFacts(a.currency).chargeStep > 1n;
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: a.currency,
      ...(whole ? { maximumFractionDigits: 0 } : {}),
    });
    formats.set(key, format);
  }
  return format.format(decimalText(a) as `${number}`);
}
