import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Status } from '#app/_ui/layout.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { formatMoney, type Money } from '#lib/core/money.ts';
import { type EarningPart, type Earnings as EarningsView, earningsOf } from '#lib/payouts/index.ts';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly amount: Money;
  readonly reason: ReactNode;
  readonly strong?: boolean;
}

/** What a seller gets for an order: each amount with its reason in a sentence, and when it is paid. Its own part and no other's. */
export async function Earnings({
  actor,
  sellerOrderId,
  locale,
}: {
  actor: Actor;
  sellerOrderId: string;
  locale: string;
}) {
  const t = await getTranslations('payouts.earnings');
  const earnings = await earningsOf(actor, sellerOrderId);
  const rows = await rowsOf(earnings, locale);
  return (
    <section className="max-w-[640px]" aria-labelledby="earnings">
      <h2 id="earnings" className="mb-1 text-large">
        {t('title')}
      </h2>
      <dl>
        {rows.map(({ key, name, amount, reason, strong }) => (
          <div key={key} className="grid grid-cols-[1fr_auto] gap-x-6 border-line border-b py-3">
            <dt className={strong ? 'font-medium' : undefined}>{name}</dt>
            <dd className={strong ? 'num text-right font-medium' : 'num text-right'}>{formatMoney(amount, locale)}</dd>
            <dd className="col-span-2 text-muted text-small">{reason}</dd>
          </div>
        ))}
      </dl>
      <h3 className="mt-6 mb-1 font-medium font-sans text-base tracking-normal">{t('when')}</h3>
      {earnings.parts.length === 0 && <p className="text-muted text-small">{t('nothing')}</p>}
      <ul>
        {earnings.parts.map((part) => (
          <li
            key={part.part}
            className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-1 border-line border-b py-3 last:border-b-0"
          >
            <PartState part={part} />
            <span className="num text-right">{formatMoney(part.amount, locale)}</span>
            <span className="col-span-2 text-muted text-small">
              <PartReason part={part} rail={earnings.rail} locale={locale} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

async function rowsOf(earnings: EarningsView, locale: string): Promise<Row[]> {
  const t = await getTranslations('payouts.earnings');
  const rules = await getTranslations('studio.order.tax_rule');
  const format = await getFormatter();
  const { goods, shipping, voucher, total, tax, commission, refunded, net } = earnings;
  const percent = (points: number) => format.number(points / 10_000, { style: 'percent', maximumFractionDigits: 2 });
  const commissionReason = earnings.commissionParts
    .map(({ category, basisPoints, base, fixed }) =>
      t(fixed.minor > 0n ? 'commission_part_fixed' : 'commission_part', {
        percent: percent(basisPoints),
        base: formatMoney(base, locale),
        fixed: formatMoney(fixed, locale),
        category: category ? 'yes' : 'no',
      }),
    )
    .join(' ');
  return [
    { key: 'goods', name: t('goods'), amount: goods, reason: t('goods_why') },
    ...(shipping.minor > 0n
      ? [{ key: 'shipping', name: t('shipping'), amount: shipping, reason: t('shipping_why') }]
      : []),
    {
      key: 'voucher',
      name: t('voucher'),
      amount: voucher,
      reason: t(voucher.minor === 0n ? 'voucher_none' : 'voucher_why'),
    },
    { key: 'total', name: t('total'), amount: total, reason: t('total_why'), strong: true },
    {
      key: 'tax',
      name: t('tax'),
      amount: tax,
      reason: rules.has(earnings.taxRule) ? rules(earnings.taxRule) : t('tax_why'),
    },
    {
      key: 'commission',
      name: t('commission'),
      amount: commission,
      reason: `${commissionReason || t('commission_why')} ${t('commission_kept')}`,
    },
    { key: 'fees', name: t('fees'), amount: { ...total, minor: 0n }, reason: t('fees_why') },
    ...(refunded.minor === 0n
      ? []
      : [{ key: 'refunded', name: t('refunded'), amount: refunded, reason: t('refunded_why') }]),
    { key: 'net', name: t('net'), amount: net, reason: t('net_why'), strong: true },
  ];
}

const tones = {
  due: 'waiting',
  sending: 'waiting',
  batched: 'waiting',
  in_transit: 'waiting',
  paid: 'good',
  netted: 'plain',
  reversed: 'bad',
  partly_reversed: 'bad',
  failed: 'bad',
} as const;

async function PartState({ part }: { part: EarningPart }) {
  const t = await getTranslations('payouts');
  const kind = part.status ? tones[part.status] : 'plain';
  const known = part.part.startsWith('reserve:')
    ? t('part.reserve')
    : part.part.startsWith('again:')
      ? t('part.again')
      : null;
  const name = part.name ?? known;
  return (
    <span>
      {name && <span className="block">{name}</span>}
      <Status kind={kind}>{t(`status.${part.status ?? 'none'}`)}</Status>
    </span>
  );
}

/** Why it is paid when it is paid, in one sentence, with what was taken off it. */
async function PartReason({ part, rail, locale }: { part: EarningPart; rail: EarningsView['rail']; locale: string }) {
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  const waiting = await getTranslations('waiting');
  const date = part.expected ? format.dateTime(part.expected, { dateStyle: 'full', timeZone: 'UTC' }) : '';
  const said: string[] = [];
  if (part.hold) said.push(t(`hold.${part.hold}`), ...(date ? [t(`expected.${rail}`, { date })] : []));
  else if (part.waitsFor) said.push(t(`waits_for.${part.waitsFor}`, { date }));
  else if (part.status === 'paid' && part.paidAt)
    said.push(t(`paid_on.${rail}`, { date: format.dateTime(part.paidAt, { dateStyle: 'long' }), arrival: date }));
  else if (part.status === 'netted') said.push(t('netted'));
  else if (part.status === 'reversed' || part.status === 'partly_reversed') said.push(t('reversed'));
  else if (part.status === 'batched' || part.status === 'in_transit') said.push(waiting('with_bank', { date }));
  else said.push(t(`expected.${rail}`, { date }));
  if (part.reserve.minor > 0n) said.push(t('took_reserve', { amount: formatMoney(part.reserve, locale) }));
  if (part.recovered.minor > 0n) said.push(t('took_recovered', { amount: formatMoney(part.recovered, locale) }));
  return <>{said.join(' ')}</>;
}
