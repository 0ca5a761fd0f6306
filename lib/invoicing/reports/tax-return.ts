import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { currency } from '#lib/core/currency.ts';
import { decimalText, type Money, money, sum } from '#lib/core/money.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { convert, currentRates, periodRates, type Rates } from '#lib/exchange/index.ts';
import { taxOwed } from '#lib/ledger/index.ts';
import { collecting, unionCountries } from '#lib/ordering/index.ts';
import { platformCompany } from '../company.ts';
import { csv } from './csv.ts';
import { type Period, periodOf } from './period.ts';

/**
 * The Union scheme by quarters, the import scheme by months (Directive 2006/112/EC, art. 369f and 369s), and what neither takes: it is
 * declared to each country by itself (art. 250 and 252), whose period is a month or a quarter by its own law.
 */
export type Scheme = 'oss' | 'ioss' | 'national';

/** What each is declared for. */
export const schemePeriods = {
  oss: 'quarter',
  ioss: 'month',
  national: 'quarter',
} as const satisfies Record<Scheme, Period['kind']>;

export function isScheme(text: string): text is Scheme {
  return Object.hasOwn(schemePeriods, text);
}

/**
 * What is declared in a scheme, of a row of tax `t` of an order `b`. The Union scheme takes goods and every service for consumers in
 * another member state than the platform's, admission to events as well (art. 369b); a business's admission (art. 53), what is sold at home and
 * what is sold within a country outside the Union is for that country. With the three nothing that was taken is left out.
 */
function declaredIn(scheme: Scheme, home: string): Prisma.Sql {
  const oss = Prisma.sql`(t.rule in ('eu_destination', 'event') and t.country = any(${unionCountries}) and t.country <> ${home}
    and (t.rule <> 'event' or b.buyer_vat_number is null))`;
  const ioss = Prisma.sql`(t.rule = 'ioss' and t.country = any(${unionCountries}))`;
  if (scheme === 'oss') return oss;
  if (scheme === 'ioss') return ioss;
  return Prisma.sql`(t.rule = any(${collecting}) and not ${oss} and not ${ioss})`;
}

export interface Supply {
  readonly country: string;
  readonly goods: boolean;
  /** Basis points. */
  readonly rate: number;
  readonly net: Money;
  readonly tax: Money;
}

/** Tax of an earlier period that went back in this one. */
export interface Correction {
  readonly country: string;
  readonly period: string;
  readonly tax: Money;
}

export interface TaxReturn {
  readonly scheme: Scheme;
  readonly period: Period;
  /** The rates it is declared in; `final` once those of the period's end are published. */
  readonly rates: { readonly day: string; readonly final: boolean };
  readonly supplies: readonly Supply[];
  readonly corrections: readonly Correction[];
  readonly total: Money;
}

interface Row {
  readonly country: string;
  readonly goods: boolean;
  readonly rate: number;
  readonly currency: string;
  readonly net: bigint;
  readonly tax: bigint;
  /** When the tax was due that this is of. */
  readonly of: Date;
}

/**
 * Sums by country, kind, rate and currency; what credit notes give back is negative, and it is of the month of its invoice, as is what
 * takes one back.
 */
function readRows(declared: Prisma.Sql, { from, until }: Period): Promise<Row[]> {
  return prisma().$queryRaw<Row[]>`
    select t.country, t.goods, t.rate, i.currency,
      date_trunc('month', coalesce(o.tax_on, c.tax_on, i.tax_on)) as of,
      sum(case i.kind when 'invoice' then t.net_minor else -t.net_minor end)::bigint as net,
      sum(case i.kind when 'invoice' then t.tax_minor else -t.tax_minor end)::bigint as tax
    from invoice i join invoice_tax t on t.invoice_id = i.id left join invoice c on c.id = i.corrects_id
      left join invoice o on o.id = c.corrects_id
      left join seller_order s on s.id = i.seller_order_id left join orders b on b.id = s.order_id
    where ${declared} and i.tax_on >= ${from}::date and i.tax_on < ${until}::date
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`;
}

/** Sums rows in euro: those of the period itself are supplies, those of earlier ones corrections. */
export function sumReturn(rows: readonly Row[], period: Period, rates: Rates) {
  const euro = (minor: bigint, code: string) => convert(money(minor, currency(code)), 'EUR', rates).minor;
  const total = (some: readonly Row[], pick: 'net' | 'tax') =>
    money(
      [...Map.groupBy(some, (row) => row.currency)].reduce(
        // Converted once a currency, so that it is rounded as little as can be.
        (so, [code, same]) =>
          so +
          euro(
            same.reduce((minor, row) => minor + row[pick], 0n),
            code,
          ),
        0n,
      ),
      'EUR',
    );
  const own = rows.filter(({ of }) => of >= period.from);
  const earlier = rows.filter(({ of }) => of < period.from);
  const supplies = [...Map.groupBy(own, ({ country, goods, rate }) => `${country} ${goods} ${rate}`).values()].flatMap(
    (some): Supply[] => {
      const [first] = some;
      return first
        ? [
            {
              country: first.country,
              goods: first.goods,
              rate: first.rate,
              net: total(some, 'net'),
              tax: total(some, 'tax'),
            },
          ]
        : [];
    },
  );
  const corrections = [
    ...Map.groupBy(earlier, ({ country, of }) => `${country} ${periodOf(period.kind, of).name}`).values(),
  ].flatMap((some): Correction[] => {
    const [first] = some;
    return first
      ? [{ country: first.country, period: periodOf(period.kind, first.of).name, tax: total(some, 'tax') }]
      : [];
  });
  const parts = [...supplies, ...corrections].map(({ tax }) => tax);
  return { supplies, corrections, total: sum(parts, 'EUR') };
}

/** What is declared in a scheme for a period, in euro. */
export async function taxReturn(actor: Actor, scheme: Scheme, period: Period): Promise<TaxReturn> {
  authorize(actor, 'tax.report');
  const [company, final] = await Promise.all([platformCompany(), periodRates(period.lastDay)]);
  const rates = final ?? (await currentRates());
  const rows = await readRows(declaredIn(scheme, company.country), period);
  return { scheme, period, rates: { day: rates.day, final: final !== null }, ...sumReturn(rows, period, rates) };
}

const percent = (rate: number) => (rate / 100).toFixed(2);

/** The return as CSV. */
export function taxReturnCsv({ scheme, period, rates, supplies, corrections }: TaxReturn): string {
  const head = [
    'scheme',
    'period',
    'row',
    'country',
    'supply',
    'vat_rate',
    'net_eur',
    'vat_eur',
    'of_period',
    'ecb_rate_of',
  ];
  const start = [scheme.toUpperCase(), period.name];
  return csv([
    head,
    ...supplies.map(({ country, goods, rate, net, tax }) => [
      ...start,
      'supply',
      country,
      goods ? 'goods' : 'services',
      percent(rate),
      decimalText(net),
      decimalText(tax),
      '',
      rates.day,
    ]),
    ...corrections.map(({ country, period: of, tax }) => [
      ...start,
      'correction',
      country,
      '',
      '',
      '',
      decimalText(tax),
      of,
      rates.day,
    ]),
  ]);
}

export interface Reconciled {
  readonly country: string;
  /** By the papers, and by the ledger. */
  readonly invoiced: Money;
  readonly booked: Money;
}

/** The tax of all papers of a period beside what the ledger booked for tax offices in it, by country and currency. */
export async function reconcileTax(actor: Actor, { from, until }: Period): Promise<Reconciled[]> {
  const booked = await taxOwed(actor, from, until);
  const invoiced = await prisma().$queryRaw<{ country: string; currency: string; minor: bigint }[]>`
    select t.country, i.currency, sum(case i.kind when 'invoice' then t.tax_minor else -t.tax_minor end)::bigint as minor
    from invoice i join invoice_tax t on t.invoice_id = i.id
    where i.tax_on >= ${from}::date and i.tax_on < ${until}::date group by 1, 2`;
  const keys = [...new Set([...booked, ...invoiced].map(({ country, currency: code }) => `${country} ${code}`))].sort();
  return keys
    .map((key) => {
      const [country = '', code = ''] = key.split(' ');
      const of = (rows: readonly { country: string; currency: string; minor: bigint }[]) =>
        money(rows.find((row) => row.country === country && row.currency === code)?.minor ?? 0n, code);
      return { country, invoiced: of(invoiced), booked: of(booked) };
    })
    .filter(({ invoiced: a, booked: b }) => a.minor !== 0n || b.minor !== 0n);
}
