import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { type Currency, currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { add, type Money, money, zero } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import { convert, currentRates, periodRates, type Rates } from '#lib/exchange/index.ts';
import { type Compare, defaultLocale, nameCollator } from '#lib/languages/index.ts';
import { platformCompany } from '../company.ts';
import { xmlText } from '../xml.ts';
import { type Activity, type QuarterSum, type SellerYear, standingOf } from './dac7.ts';
import { dac7Xml } from './dac7-xml.ts';
import { type Period, quartersOf } from './period.ts';

interface Row {
  readonly enterpriseId: string;
  readonly currency: string;
  readonly kind: string;
  readonly share: bigint;
  readonly fees: bigint;
  readonly taxes: bigint;
  readonly count: number;
}

/**
 * What sellers earned in a quarter by the kind of their lines, and translators by their jobs, which are personal services. The
 * consideration is what is paid or credited to the seller, net of fees and taxes, in whatever form (Directive (EU) 2021/514, annex V,
 * section I, A 10): a seller's own voucher makes it less, the platform's does not, as the platform pays the seller what the buyer did not.
 * So the fee is what was agreed (`commission_part`), not what the platform has left of it after its voucher. Commission and delivery follow
 * a seller order's lines by what they cost before vouchers, which is more than nothing even where all of it was given. What refunds and
 * banks took back in the quarter takes off what it took off then, as does the cancelling of what the platform had given as a whole, of
 * which nothing goes back to the buyer; it is rounded as it was sold, once a seller order and kind.
 */
function earned({ from, until }: Period): Promise<Row[]> {
  return prisma().$queryRaw<Row[]>`
    with part as (
      select s.id, s.enterprise_id, s.currency, s.total_minor, s.tax_minor, s.commission_minor, f.fee, l.kind::text as kind,
        sum(l.total_minor + l.discount_minor) as gross, sum(sum(l.total_minor + l.discount_minor)) over (partition by s.id) as whole
      from seller_order s join orders o on o.id = s.order_id join order_line l on l.seller_order_id = s.id
      join lateral (select coalesce((select sum(p.amount_minor) from commission_part p where p.seller_order_id = s.id), s.commission_minor) as fee) f on true
      where o.paid_at >= ${from} and o.paid_at < ${until}
      group by s.id, l.kind, f.fee
    ), sold as (
      select enterprise_id, currency, kind, count(*)::int as count,
        sum(round((total_minor - tax_minor - commission_minor) * gross / nullif(whole, 0))) as share,
        sum(round(fee * gross / nullif(whole, 0))) as fees, sum(round(tax_minor * gross / nullif(whole, 0))) as taxes
      from part group by 1, 2, 3
    ), given_back as (
      select seller_order_id, share_minor, tax_minor from refund
      where status = 'succeeded' and settled_at >= ${from} and settled_at < ${until}
      union all
      select seller_order_id, share_minor, tax_minor from dispute_loss where created_at >= ${from} and created_at < ${until}
      union all
      select s.id, e.amount_minor, 0 from seller_order s
      join ledger_transaction t on t.order_id = s.order_id and t.kind = 'sale_cancelled'
      join ledger_entry e on e.transaction_id = t.id join ledger_account a on a.id = e.account_id
      where s.total_minor = 0 and a.kind = 'seller_payable' and a.enterprise_id = s.enterprise_id
        and t.posted_at >= ${from} and t.posted_at < ${until}
    ), translated as (
      select translator_id as enterprise_id, currency, 'service' as kind, count(*)::int as count,
        sum(earned_minor - commission_minor) as share, sum(commission_minor) as fees, sum(tax_minor - refund_tax_minor) as taxes
      from translation_job where settled_at >= ${from} and settled_at < ${until} and earned_minor > 0
      group by 1, 2
    ), back_of as (
      select s.id, s.enterprise_id, s.currency, l.kind::text as kind,
        round(sum(r.share_minor * l.worth / nullif(w.whole, 0))) as share,
        round(sum(f.fee * r.share_minor / nullif(s.total_minor - s.tax_minor - s.commission_minor, 0) * l.worth / nullif(w.whole, 0))) as fees,
        round(sum(r.tax_minor * l.worth / nullif(w.whole, 0))) as taxes
      from given_back r join seller_order s on s.id = r.seller_order_id
      join lateral (select x.kind, (x.total_minor + x.discount_minor)::numeric as worth from order_line x where x.seller_order_id = s.id) l on true
      join lateral (select sum(x.total_minor + x.discount_minor) as whole from order_line x where x.seller_order_id = s.id) w on true
      join lateral (select coalesce((select sum(p.amount_minor) from commission_part p where p.seller_order_id = s.id), s.commission_minor) as fee) f on true
      group by 1, 2, 3, 4
    ), back as (
      select enterprise_id, currency, kind, 0 as count, -sum(share) as share, -sum(fees) as fees, -sum(taxes) as taxes from back_of group by 1, 2, 3
    )
    select enterprise_id as "enterpriseId", currency, kind, sum(count)::int as count, coalesce(sum(share), 0)::bigint as share,
      coalesce(sum(fees), 0)::bigint as fees, coalesce(sum(taxes), 0)::bigint as taxes
    from (select * from sold union all select * from translated union all select * from back) all_ways group by 1, 2, 3`;
}

const kindsOf: Readonly<Record<Activity, string>> = { goods: 'physical', services: 'service' };

function sumOf(rows: readonly Row[], activity: Activity, rates: Rates): QuarterSum {
  const own = rows.filter(({ kind }) => kind === kindsOf[activity]);
  const euro = (pick: (row: Row) => bigint): Money =>
    own
      .map((row) => convert(money(pick(row), currency(row.currency)), 'EUR', rates))
      .reduce(add, zero('EUR' satisfies Currency));
  return {
    consideration: euro(({ share }) => share),
    fees: euro(({ fees }) => fees),
    taxes: euro(({ taxes }) => taxes),
    count: own.reduce((sum, { count }) => sum + count, 0),
  };
}

/** What each seller earned in a year and what is known of it: those who are reported first, by what they are called. */
export async function sellerYears(
  actor: Actor,
  year: Period,
  compare: Compare = nameCollator(defaultLocale),
): Promise<SellerYear[]> {
  authorize(actor, 'tax.report');
  const quarters = await Promise.all(
    quartersOf(year).map(async (quarter) => ({
      rows: await earned(quarter),
      rates: (await periodRates(quarter.lastDay)) ?? (await currentRates()),
    })),
  );
  const ids = [...new Set(quarters.flatMap(({ rows }) => rows.map(({ enterpriseId }) => enterpriseId)))];
  const enterprises = await prisma().enterprise.findMany({
    where: { id: { in: ids } },
    include: {
      taxDetails: true,
      payoutAccounts: { orderBy: [{ verifiedAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }], take: 1 },
    },
    orderBy: { id: 'asc' },
  });
  const called = enterprises.sort((a, b) => compare(a.displayName, b.displayName));
  const sellers = called.map((enterprise): SellerYear => {
    const { taxDetails, payoutAccounts } = enterprise;
    const [account] = payoutAccounts;
    const of = (activity: Activity) =>
      quarters.map(({ rows, rates }) =>
        sumOf(
          rows.filter(({ enterpriseId }) => enterpriseId === enterprise.id),
          activity,
          rates,
        ),
      );
    return {
      enterpriseId: enterprise.id,
      slug: enterprise.slug,
      name: enterprise.displayName,
      legalName: enterprise.legalName,
      country: enterprise.country,
      registrationNumber: enterprise.registrationNumber,
      vatNumber: enterprise.vatNumber,
      details: taxDetails && { ...taxDetails, since: taxDetails.since.toISOString().slice(0, 10) },
      account: account
        ? {
            number: account.iban ?? account.accountNumber ?? '',
            holder: account.holderName,
            iban: account.iban !== null,
          }
        : null,
      activities: { goods: of('goods'), services: of('services') },
    };
  });
  return sellers.sort((a, b) => Number(standingOf(b) === 'reported') - Number(standingOf(a) === 'reported'));
}

/** The year's DAC7 message as a file's text. Throws `invoicing.unknown_period` for anything but a year. */
export async function dac7File(actor: Actor, year: Period, test: boolean): Promise<string> {
  if (year.kind !== 'year') throw new DomainError('invoicing.unknown_period');
  const [sellers, company] = await Promise.all([sellerYears(actor, year), platformCompany()]);
  return xmlText(dac7Xml({ company, year, sellers, at: now(), test }));
}
