import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { Facts, Notice, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { type PaidTransfer, readPayout } from '#lib/payouts/index.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { SourceLink } from '../source-link.tsx';

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('payouts');
  return { title: t('one.title'), robots: { index: false } };
}

async function payoutOr404(actor: Actor, id: string, enterpriseId: string) {
  if (!uuidPattern.test(id)) notFound();
  try {
    const found = await readPayout(actor, id);
    if (found.enterpriseId !== enterpriseId) notFound();
    return found;
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

export default async function Payout({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const desk = await openDesk(searchParams, 'payout.view');
  if (desk.at !== 'desk')
    return <StudioDoor desk={desk} path={`/studio/payouts/${encodeURIComponent(id)}`} locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { payment, transfers } = await payoutOr404(actor, id, enterprise.id);
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  const amount = (minor: bigint) => formatMoney(money(minor, payment.currency), locale);
  const earned = (each: PaidTransfer) =>
    each.amountMinor + each.reserveMinor + each.recoveredMinor + each.refundedMinor;
  return (
    <>
      <StudioNav enterprise={enterprise} current="payouts" several={several} />
      <PageHead
        title={amount(payment.amountMinor)}
        lead={t('one.lead', { date: format.dateTime(payment.at, { dateStyle: 'long' }) })}
      />
      {payment.status === 'returned' && (
        <div className="mb-6">
          <Notice kind="bad">{t('one.returned', { reason: payment.reason ?? '' })}</Notice>
        </div>
      )}
      <Facts
        className="max-w-[560px]"
        facts={[
          [t('list.how'), t(`rail.${payment.rail}`)],
          [t('list.state'), t(`payment.${payment.status}`)],
          [
            t('one.reference'),
            <span key="reference" className="num break-all">
              {payment.reference}
            </span>,
          ],
        ]}
      />
      <RowHead title={t('one.orders')} />
      <Table
        caption={t('one.orders')}
        rows={transfers}
        rowKey={(each) => each.id}
        columns={[
          {
            key: 'order',
            title: t('list.order'),
            cell: (each) => <SourceLink transfer={each} />,
          },
          {
            key: 'what',
            title: t('one.what'),
            cell: (each) => (
              <span lang={enterprise.sourceLocale}>
                {each.sellerOrder?.lines.map((line) => line.titleForSeller).join(', ') ?? t('one.licence')}
              </span>
            ),
          },
          { key: 'earned', title: t('one.earned'), numeric: true, cell: (each) => amount(earned(each)) },
          {
            key: 'off',
            title: t('one.off'),
            cell: (each) =>
              [
                each.reserveMinor > 0n && t('took_reserve', { amount: amount(each.reserveMinor) }),
                each.recoveredMinor > 0n && t('took_recovered', { amount: amount(each.recoveredMinor) }),
                each.refundedMinor > 0n && t('took_refunded', { amount: amount(each.refundedMinor) }),
              ]
                .filter(Boolean)
                .join(' ') || '–',
          },
          { key: 'sent', title: t('list.amount'), numeric: true, cell: (each) => amount(each.amountMinor) },
        ]}
      />
    </>
  );
}
