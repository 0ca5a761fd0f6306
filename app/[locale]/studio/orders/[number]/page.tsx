import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName, languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { Earnings } from '#app/_payouts/earnings.tsx';
import { SellerMilestones } from '#app/_payouts/milestone-steps.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Facts, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { inSeveralEnterprises } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { addressLines, addressSchema, readSellerOrder, type SellerOrderView } from '#lib/ordering/index.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { sellerOrderTone } from '../../_parts/tones.ts';
import { Commissions } from './commissions.tsx';
import { Fulfil } from './fulfil.tsx';
import { OrderLines } from './order-lines.tsx';
import { Packing } from './packing.tsx';

type Props = { params: Promise<{ locale: string; number: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const { number } = await params;
  const t = await getTranslations('studio');
  return { title: t('order.title', { number }), robots: { index: false } };
}

async function orderOr404(actor: Actor, number: string): Promise<SellerOrderView> {
  try {
    return await readSellerOrder(actor, number);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

const steps = ['accepted', 'shipped', 'delivered', 'handed_over'] as const;

export default async function StudioOrder({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') {
    return <StudioDoor desk={{ at: 'guest' }} path={`/studio/orders/${encodeURIComponent(number)}`} locale={locale} />;
  }
  const sellerOrder = await orderOr404(actor, number);
  const t = await getTranslations('studio');
  const kinds = await getTranslations('kinds.commission');
  const format = await getFormatter();
  const { done } = await searchParams;
  const step = steps.find((each) => each === done);
  const { enterprise, order } = sellerOrder;
  const address = addressSchema.safeParse(order.shipTo);
  return (
    <>
      <StudioNav enterprise={enterprise} current="orders" several={inSeveralEnterprises(actor)} />
      <PageHead
        title={t('order.title', { number })}
        lead={t('order.placed', {
          date: format.dateTime(sellerOrder.createdAt, { dateStyle: 'long', timeStyle: 'short' }),
        })}
      >
        <Status kind={sellerOrderTone[sellerOrder.status]}>{t(`order_state.${sellerOrder.status}`)}</Status>
      </PageHead>
      {step && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {step === 'handed_over' ? kinds('handed_over') : t(`order.done.${step}`)}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-8 lg:grid-cols-[1fr_380px]">
        <div className="grid gap-8">
          <OrderLines sellerOrder={sellerOrder} locale={locale} />
          <Commissions sellerOrder={sellerOrder} />
          <SellerMilestones sellerOrder={sellerOrder} />
          <Earnings actor={actor} sellerOrderId={sellerOrder.id} locale={locale} />
        </div>
        <aside className="grid gap-6 rounded-md bg-silk p-6">
          <section>
            <h2 className="mb-2 text-large">{t('order.address')}</h2>
            {address.success ? (
              <address className="grid not-italic">
                {addressLines(address.data, countryName(address.data.country, locale)).map((line) => (
                  <span key={line}>{line}</span>
                ))}
                {address.data.phone && <span className="num mt-2">{address.data.phone}</span>}
              </address>
            ) : (
              <p>{t('order.no_address')}</p>
            )}
            <Facts
              className="mt-4"
              facts={[
                [t('order.buyer_language'), languageName(order.locale, locale)],
                ...sellerOrder.shipments.map(
                  (shipment) =>
                    [
                      shipment.carrier,
                      <span key={shipment.id} className="num">
                        {shipment.trackingNumber}
                        <span className="block text-muted">
                          {t('order.sent_on', { date: format.dateTime(shipment.shippedAt, { dateStyle: 'medium' }) })}
                        </span>
                      </span>,
                    ] as const,
                ),
              ]}
            />
          </section>
          <Packing sellerOrder={sellerOrder} />
          {may(actor, 'seller_order.fulfil', sellerOrder) && <Fulfil sellerOrder={sellerOrder} />}
          <Link href="/studio/orders" className="link text-small">
            {t('order.back')}
          </Link>
        </aside>
      </div>
    </>
  );
}
