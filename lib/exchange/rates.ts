import { type Currency, currencies } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { remember } from '#lib/core/memory.ts';
import { divideHalfEven, type Money, money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';

/** Units of each currency for one euro, times 10⁸, with the day they were published. */
export interface Rates {
  readonly day: string;
  readonly perEuro: Readonly<Record<string, bigint>>;
}

const scaleFactor = 100_000_000n;

function perEuro(rates: Rates, code: Currency): bigint {
  const rate = code === 'EUR' ? scaleFactor : rates.perEuro[code];
  if (!rate) throw new DomainError('exchange.no_rate', { currency: code });
  return rate;
}

/** The amount in another currency at these rates, rounded half-even once. */
export function convert(amount: Money, to: Currency, rates: Rates): Money {
  if (amount.currency === to) return amount;
  return money(divideHalfEven(amount.minor * perEuro(rates, to), perEuro(rates, amount.currency)), to);
}

/** How many minor units of a currency one minor unit of each is worth: for comparing and sorting, never for charging. */
export function currencyFactors(to: Currency, rates: Rates): Record<string, number> {
  return Object.fromEntries(
    currencies.flatMap((from) =>
      from === 'EUR' || rates.perEuro[from] ? [[from, Number(perEuro(rates, to)) / Number(perEuro(rates, from))]] : [],
    ),
  );
}

/** Units of `to` for one unit of `from`, as decimal text with eight places, as an order keeps it. */
export function rateText(from: Currency, to: Currency, rates: Rates): string {
  const scaled = divideHalfEven(perEuro(rates, to) * scaleFactor, perEuro(rates, from));
  return `${scaled / scaleFactor}.${(scaled % scaleFactor).toString().padStart(8, '0')}`;
}

function scaled(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(8, '0').slice(0, 8));
}

async function load(): Promise<Rates> {
  const rows = await prisma().$queryRaw<{ currency: string; rate: string; day: string }[]>`
    select distinct on (currency) currency, rate::text, to_char(date, 'YYYY-MM-DD') as day
    from exchange_rate where currency = any(${[...currencies]}) order by currency, date desc`;
  return {
    day: rows.map((row) => row.day).sort()[0] ?? '',
    perEuro: Object.fromEntries(rows.map((row) => [row.currency, scaled(row.rate)])),
  };
}

/** The newest reference rates (European Central Bank's shape: euro base), remembered for ten minutes. */
export function currentRates(): Promise<Rates> {
  return remember('rates:', 10 * 60_000, load);
}

/** The rates that held on a day (2026-03-31): the newest up to it, and the oldest known for days before all. */
export function ratesOn(day: string): Promise<Rates> {
  return remember(`rates:${day}`, 10 * 60_000, async () => {
    const rows = await prisma().$queryRaw<{ currency: string; rate: string; day: string }[]>`
      select distinct on (currency) currency, rate::text, to_char(date, 'YYYY-MM-DD') as day
      from exchange_rate where currency = any(${[...currencies]})
      order by currency, date > ${day}::date, abs(date - ${day}::date)`;
    return {
      day: rows.map((row) => row.day).sort()[0] ?? '',
      perEuro: Object.fromEntries(rows.map((row) => [row.currency, scaled(row.rate)])),
    };
  });
}
