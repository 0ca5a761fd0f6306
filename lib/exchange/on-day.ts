import { currencies } from '#lib/core/currency.ts';
import { prisma } from '#lib/db/index.ts';
import { type Rates, scaled } from './rates.ts';

async function ratesOf(day: string | undefined): Promise<Rates | null> {
  if (!day) return null;
  const rows = await prisma().$queryRaw<{ currency: string; rate: string }[]>`
    select currency, rate::text from exchange_rate where date = ${day}::date and currency = any(${[...currencies]})`;
  return { day, perEuro: Object.fromEntries(rows.map((row) => [row.currency, scaled(row.rate)])) };
}

async function publicationDay(where: 'until' | 'from', day: string): Promise<string | undefined> {
  const [row] =
    where === 'until'
      ? await prisma().$queryRaw<{ day: string | null }[]>`
          select to_char(max(date), 'YYYY-MM-DD') as day from exchange_rate where date <= ${day}::date`
      : await prisma().$queryRaw<{ day: string | null }[]>`
          select to_char(min(date), 'YYYY-MM-DD') as day from exchange_rate where date >= ${day}::date`;
  return row?.day ?? undefined;
}

/** The rates that held on a day: those published last by then, or the first there are. */
export async function ratesOn(day: string): Promise<Rates | null> {
  return ratesOf((await publicationDay('until', day)) ?? (await publicationDay('from', day)));
}

/**
 * The rates a tax period is declared in: of its last day, or of the next day of publication (Directive 2006/112/EC, art. 369h and 369x).
 * Null while they are not published yet.
 */
export async function periodRates(lastDay: string): Promise<Rates | null> {
  return ratesOf(await publicationDay('from', lastDay));
}
