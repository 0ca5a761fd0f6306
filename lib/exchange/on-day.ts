import { currencies } from '#lib/core/currency.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { type Rates, scaled } from './rates.ts';

async function ratesOf(published: Prisma.Sql): Promise<Rates | null> {
  const rows = await prisma().$queryRaw<{ day: string; currency: string; rate: string }[]>`
    select to_char(date, 'YYYY-MM-DD') as day, currency, rate::text
    from exchange_rate where date = ${published} and currency = any(${[...currencies]})`;
  const [first] = rows;
  return first
    ? { day: first.day, perEuro: Object.fromEntries(rows.map((row) => [row.currency, scaled(row.rate)])) }
    : null;
}

const lastUntil = (day: string) => Prisma.sql`(select max(date) from exchange_rate where date <= ${day}::date)`;
const firstFrom = (day: string) => Prisma.sql`(select min(date) from exchange_rate where date >= ${day}::date)`;

/** The rates that held on a day: those published last by then, or the first there are. */
export async function ratesOn(day: string): Promise<Rates | null> {
  return ratesOf(Prisma.sql`coalesce(${lastUntil(day)}, ${firstFrom(day)})`);
}

/**
 * The rates a tax period is declared in: of its last day, or of the next day of publication (Directive 2006/112/EC, art. 369h and 369x).
 * Null while they are not published yet.
 */
export async function periodRates(lastDay: string): Promise<Rates | null> {
  return ratesOf(firstFrom(lastDay));
}
