import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName, languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { SellerPapers } from '#app/_invoicing/seller-papers.tsx';
import { Thread } from '#app/_orders/thread.tsx';
import { Earnings } from '#app/_payouts/earnings.tsx';
import { SellerMilestones } from '#app/_payouts/milestone-steps.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { BuyerWords } from '#app/_shop/buyer-words.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { Facts, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { inSeveralEnterprises } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import {
  addressLines,
  addressSchema,
  markRead,
  readSellerOrder,
  type SellerOrderView,
  threadsOf,
} from '#lib/ordering/index.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { sellerOrderTone } from '../../_parts/tones.ts';
import { Commissions } from './commissions.tsx';
import { DisputeNotice } from './dispute.tsx';
import { Fulfil } from './fulfil.tsx';
import { GiveBack } from './give-back.tsx';
import { OrderLines, Refunds } from './order-lines.tsx';
import { Packing } from './packing.tsx';
import { Returns } from './returns.tsx';

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
const laterSteps = ['cancelled', 'refunded', 'answered', 'received', 'evidence', 'written'] as const;

/** What the seller just did. */
async function Done({ done }: { done: string | undefined }) {
  const t = await getTranslations('studio');
  const kinds = await getTranslations('kinds.commission');
  const after = await getTranslations('after.desk');
  const step = steps.find((each) => each === done);
  const later = laterSteps.find((each) => each === done);
  if (!step && !later) return null;
  return (
    <div className="mb-6">
      <Notice kind="good" role="status">
        {step === 'handed_over' ? kinds('handed_over') : step ? t(`order.done.${step}`) : after(`done.${later}`)}
      </Notice>
    </div>
  );
}

export default async function StudioOrder({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') {
    return <StudioDoor desk={{ at: 'guest' }} path={`/studio/orders/${encodeURIComponent(number)}`} locale={locale} />;
  }
  const sellerOrder = await orderOr404(actor, number);
  const t = await getTranslations('studio');
  const after = await getTranslations('after');
  const format = await getFormatter();
  const { done } = await searchParams;
  const fulfils = may(actor, 'seller_order.fulfil', sellerOrder);
  const messages = (await threadsOf([sellerOrder.id])).get(sellerOrder.id) ?? [];
  if (fulfils) await markRead([sellerOrder.id], 'seller');
  const { enterprise, order } = sellerOrder;
  const address = addressSchema.safeParse(order.shipTo);
  return (
    <>
      <StudioNav enterprise={enterprise} current="orders" several={inSeveralEnterprises(actor)} />
      <PageHead
        title={t('order.title', { number })}
        whole={number}
        lead={t('order.placed', {
          date: format.dateTime(sellerOrder.createdAt, { dateStyle: 'long', timeStyle: 'short' }),
        })}
      >
        <Status kind={sellerOrderTone[sellerOrder.status]}>{t(`order_state.${sellerOrder.status}`)}</Status>
      </PageHead>
      <Done done={done} />
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-8 lg:grid-cols-[1fr_380px]">
        <div className="grid gap-8">
          <DisputeNotice sellerOrder={sellerOrder} answers={fulfils} />
          <OrderLines sellerOrder={sellerOrder} locale={locale} />
          <Returns sellerOrder={sellerOrder} answers={fulfils} locale={locale} />
          <Commissions sellerOrder={sellerOrder} />
          <SellerMilestones sellerOrder={sellerOrder} />
          <Earnings actor={actor} sellerOrderId={sellerOrder.id} locale={locale} />
          <Refunds sellerOrder={sellerOrder} locale={locale} />
          {may(actor, 'seller_order.refund', sellerOrder) && <GiveBack sellerOrder={sellerOrder} locale={locale} />}
          {fulfils && (
            <Thread
              messages={messages}
              reader="seller"
              maker={nameFor(enterprise, locale)}
              sellerOrder={sellerOrder}
              number={number}
              locale={locale}
            />
          )}
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
                  (shipment, at) =>
                    [
                      sellerOrder.shipments.length > 1 ? `${at + 1}. ${shipment.carrier}` : shipment.carrier,
                      <span key={shipment.id} className="num">
                        {shipment.trackingNumber}
                        <span className="block text-muted">
                          {t('order.sent_on', { date: format.dateTime(shipment.shippedAt, { dateStyle: 'medium' }) })}
                          {shipment.deliveredAt &&
                            ` · ${after('desk.arrived', { date: format.dateTime(shipment.deliveredAt, { dateStyle: 'medium' }) })}`}
                        </span>
                      </span>,
                    ] as const,
                ),
              ]}
            />
          </section>
          <BuyerWords sellerOrder={sellerOrder} />
          <Packing sellerOrder={sellerOrder} />
          {fulfils && <Fulfil sellerOrder={sellerOrder} />}
          <SellerPapers sellerOrder={sellerOrder} />
          <Link href="/studio/orders" className="link text-small">
            {t('order.back')}
          </Link>
        </aside>
      </div>
    </>
  );
}
