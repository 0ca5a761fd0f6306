import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName, languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { orderTone } from '#app/_shop/order-tone.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Facts, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import type { Locale } from '#lib/languages/index.ts';
import { addressLines, addressSchema, orderForStaff, staffActs, threadsOf } from '#lib/ordering/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';
import { History } from './history.tsx';
import { StaffPart } from './part.tsx';

type Props = { params: Promise<{ locale: string; number: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const { number } = await params;
  const t = await getTranslations('orders');
  return { title: t('number', { number }), robots: { index: false } };
}

async function orderOr404(actor: Actor, number: string, reader: Locale) {
  try {
    return await orderForStaff(actor, number, reader);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

const said = [...staffActs, 'hidden', 'answered', 'written'] as const;

export default async function StaffOrderPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const actor = await openStaffDesk(parts.orders);
  if (!actor) return <StaffDoor path={`/admin/orders/${encodeURIComponent(number)}`} />;
  const { order, history, people } = await orderOr404(actor, number, locale);
  const threads = await threadsOf(order.sellerOrders.map((part) => part.id));
  const { done } = await searchParams;
  const step = said.find((each) => each === done);
  const t = await getTranslations('after.staff');
  const orders = await getTranslations('orders');
  const format = await getFormatter();
  const address = addressSchema.safeParse(order.shipTo);
  const amount = (minor: bigint) => formatMoney(money(minor, order.currency), locale);
  return (
    <>
      <StaffNav actor={actor} current="orders" />
      <PageHead
        title={orders('number', { number })}
        whole={number}
        lead={orders('placed_on', { date: format.dateTime(order.placedAt, { dateStyle: 'long', timeStyle: 'short' }) })}
      >
        <Status kind={orderTone(order.status)}>{orders(`status.${order.status}`)}</Status>
      </PageHead>
      {step && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t(`done.${step}`)}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[1fr_380px]">
        <div className="grid gap-12">
          {order.sellerOrders.map((part) => (
            <StaffPart
              key={part.id}
              part={part}
              orderNumber={number}
              messages={threads.get(part.id) ?? []}
              acts={may(actor, 'order.manage')}
              disputed={order.status === 'disputed'}
              locale={locale}
            />
          ))}
          <History
            history={history}
            people={people}
            makers={new Map(order.sellerOrders.map((part) => [part.id, part.enterprise.displayName]))}
            locale={locale}
          />
        </div>
        <aside className="grid gap-6 rounded-md bg-silk p-6">
          <Facts
            facts={[
              [
                t('buyer'),
                <span key="email" className="break-all">
                  {order.email}
                </span>,
              ],
              [t('language'), languageName(order.locale, locale)],
              [t('country'), countryName(order.country, locale)],
              [orders('total'), amount(order.totalMinor)],
              ...order.payments.flatMap((payment) => [
                [t('payment'), t(`payment_status.${payment.status}`)] as const,
                ...(payment.chargeId
                  ? [
                      [
                        t('charge'),
                        <code key={payment.id} className="break-all text-small">
                          {payment.chargeId}
                        </code>,
                      ] as const,
                    ]
                  : []),
                ...(payment.feeMinor === null ? [] : [[t('fee'), amount(payment.feeMinor)] as const]),
              ]),
            ]}
          />
          {address.success && (
            <address className="text-small not-italic">
              {addressLines(address.data, countryName(address.data.country, locale)).map((line) => (
                <span key={line} className="block">
                  {line}
                </span>
              ))}
            </address>
          )}
          <Link href="/admin/orders" className="link text-small">
            {t('back')}
          </Link>
        </aside>
      </div>
    </>
  );
}
