import { formatMoney, money } from '#lib/core/money.ts';
import { parseFraction } from '#lib/royalties/index.ts';

/** Exact fractions, minor units and pieces as a reader writes them; only for showing, never for reckoning. */
export interface RoyaltyWords {
  money(minor: string | bigint): string;
  /** An amount of another currency. */
  foreign(minor: string, currency: string): string;
  /** An amount that may have a part of a minor unit. */
  exact(fraction: string): string;
  percent(fraction: string): string;
  number(value: string | bigint): string;
}

function numberOf(text: string): number {
  const negative = text.startsWith('-');
  const { n, d } = parseFraction(negative ? text.slice(1) : text);
  return ((negative ? -1 : 1) * Number(n)) / Number(d);
}

export function royaltyWords(locale: string, currency: string): RoyaltyWords {
  const exact = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 4 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 });
  const number = new Intl.NumberFormat(locale);
  return {
    money: (minor) => formatMoney(money(BigInt(minor), currency), locale),
    foreign: (minor, other) => formatMoney(money(BigInt(minor), other), locale),
    exact: (fraction) => exact.format(numberOf(fraction) / 100),
    percent: (fraction) => percent.format(numberOf(fraction)),
    number: (value) => number.format(BigInt(value)),
  };
}
