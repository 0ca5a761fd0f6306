import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { OrderPapers } from '#app/_invoicing/order-papers.tsx';
import { payAgainAction, reorderAction } from '#app/_orders/actions.ts';
import { currentActor } from '#app/_session/actor.ts';
import { AutoRefresh } from '#app/_shop/auto-refresh.tsx';
import { OrderPart } from '#app/_shop/order-part.tsx';
import { OrderTickets } from '#app/_shop/order-tickets.tsx';
import { orderTone } from '#app/_shop/order-tone.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { RateNote } from '#app/_shop/rate-note.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { reviewsOfOrder } from '#lib/community/index.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import {
  addressLines,
  addressSchema,
  filesOfLines,
  isBuyer,
  markRead,
  passesOfLines,
  placedRates,
  threadsOf,
  type WholeOrder,
} from '#lib/ordering/index.ts';
import { findOrder } from './find-order.ts';

type Props = {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const { number } = await params;
  const t = await getTranslations('orders');
  // The key in the address goes to nobody else; with no referrer at all a form without script has no origin, and is refused.
  return { title: t('number', { number }), robots: { index: false }, referrer: 'same-origin' };
}

/** What to say first, by where the payment stands. */
async function PaymentNotice({
  order,
  orderKey,
  thanks,
  cancelled,
}: {
  order: WholeOrder;
  orderKey: string | undefined;
  thanks: boolean;
  cancelled: boolean;
}) {
  const t = await getTranslations('orders');
  const after = await getTranslations('after');
  const again = order.status === 'awaiting_payment' && order.payments[0]?.checkoutUrl && (
    <a href={order.payments[0].checkoutUrl} className={buttonStyle('primary', 'mt-4')}>
      {t('pay_now')}
    </a>
  );
  if (order.status === 'payment_failed')
    return (
      <Notice kind="bad">
        {t('failed_note')}
        <Form action={payAgainAction} className="mt-4">
          <input type="hidden" name="number" value={order.number} />
          {orderKey && <input type="hidden" name="key" value={orderKey} />}
          <Submit pending={after('help.working')}>{t('pay_now')}</Submit>
        </Form>
      </Notice>
    );
  if (order.status === 'awaiting_payment' && cancelled)
    return (
      <Notice>
        {t('cancelled_note')}
        <br />
        {again}
      </Notice>
    );
  if (order.status === 'awaiting_payment') {
    return (
      <Notice role="status">
        {thanks ? t('confirming') : t('status.awaiting_payment')}
        {thanks ? <AutoRefresh /> : <br />}
        {!thanks && again}
      </Notice>
    );
  }
  if (order.status === 'cancelled' && !order.paidAt) return <Notice kind="bad">{t('expired_note')}</Notice>;
  if (order.status === 'disputed') return <Notice>{after('disputed_note')}</Notice>;
  return thanks ? (
    <Notice kind="good" role="status">
      {t('thanks')}
    </Notice>
  ) : null;
}

/** What is between a seller and its bank is not the buyer's business. */
const sellersOwn = new Set(['evidence_given', 'dispute_taken']);

const said = new Set([
  'arrived',
  'cancelled',
  'return_asked',
  'return_withdrawn',
  'offer_taken',
  'offer_declined',
  'return_sent',
  'written',
  'reordered',
]);

/** What the buyer just did. */
async function Done({
  done,
  added,
  missing,
}: {
  done: string | undefined;
  added: string | undefined;
  missing: string | undefined;
}) {
  if (!done || !said.has(done)) return null;
  const t = await getTranslations('after.done');
  const names = (missing ?? '').slice(0, 1_000).split('\n').filter(Boolean);
  return (
    <div className="mb-6">
      <Notice kind={done === 'reordered' ? 'info' : 'good'} role="status">
        {t(done, { added: Number(added) || 0 })}
        {done === 'reordered' && (
          <>
            <ul className="mt-2 list-disc pl-5">
              {names.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
            {Number(added) > 0 && (
              <Link href="/cart" className={buttonStyle('primary', 'mt-4')}>
                {t('to_cart')}
              </Link>
            )}
          </>
        )}
      </Notice>
    </div>
  );
}

/** Buying the same again, and where help is. */
async function Help({ order, orderKey }: { order: WholeOrder; orderKey: string | undefined }) {
  if (!order.paidAt) return null;
  const t = await getTranslations('after.help');
  return (
    <div className="grid gap-3">
      <Form action={reorderAction}>
        <input type="hidden" name="number" value={order.number} />
        {orderKey && <input type="hidden" name="key" value={orderKey} />}
        <Submit kind="quiet" className="w-full" pending={t('working')}>
          {t('reorder')}
        </Submit>
      </Form>
      <p className="text-muted text-small">
        {t('text')}{' '}
        <Link href="/help" className="link">
          {t('link')}
        </Link>
      </p>
    </div>
  );
}

export default async function OrderPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const { key, thanks, cancelled, review, done, added, missing } = await searchParams;
  const order = await findOrder(number, key);
  const t = await getTranslations('orders');
  const invoicing = await getTranslations('invoicing');
  const after = await getTranslations('after');
  const format = await getFormatter();
  const lineIds = order.sellerOrders.flatMap((seller) => seller.lines.map((line) => line.id));
  const actor = await currentActor();
  const parts = order.sellerOrders.map((seller) => seller.id);
  const [files, passes, threads, reviews] = await Promise.all([
    filesOfLines(lineIds),
    passesOfLines(lineIds),
    threadsOf(parts),
    reviewsOfOrder(actor, order, key),
  ]);
  if (isBuyer(actor, order, key)) await markRead(parts, 'buyer');
  const reviewed = (['written', 'changed'] as const).find((each) => each === review);
  const words = await getTranslations('reviews');
  const address = addressSchema.safeParse(order.shipTo);
  const amount = (minor: bigint) => formatMoney(money(minor, order.currency), locale);
  const makerOf = (sellerOrderId: string | null) => {
    const seller = order.sellerOrders.find((each) => each.id === sellerOrderId);
    return seller ? nameFor(seller.enterprise, locale) : '';
  };
  const method = order.payments.find(({ succeededAt }) => succeededAt)?.method;
  return (
    <>
      <PageHead
        title={t('number', { number })}
        whole={number}
        lead={t('placed_on', { date: format.dateTime(order.placedAt, { dateStyle: 'long', timeStyle: 'short' }) })}
      >
        <Status kind={orderTone(order.status)}>{t(`status.${order.status}`)}</Status>
      </PageHead>
      <PaymentNotice order={order} orderKey={key} thanks={thanks === '1'} cancelled={cancelled === '1'} />
      <Done done={done} added={added} missing={missing} />
      {reviewed && (
        <Notice kind="good" role="status">
          {words(`order.done.${reviewed}`)}
        </Notice>
      )}
      <div className="mt-8 grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[1fr_360px]">
        <div className="grid gap-10">
          {order.sellerOrders.map((seller) => (
            <OrderPart
              key={seller.id}
              seller={seller}
              files={files}
              passes={new Map(passes.map((pass) => [pass.orderLineId, pass]))}
              orderNumber={number}
              orderKey={key}
              reviews={reviews}
              messages={threads.get(seller.id) ?? []}
              disputed={order.status === 'disputed'}
              reviewHref={(lineId) =>
                `/orders/${number}/review/${lineId}${key ? `?key=${encodeURIComponent(key)}` : ''}`
              }
              locale={locale}
              paidAt={order.paidAt}
            />
          ))}
          <OrderTickets lineIds={lineIds} number={number} orderKey={key} locale={locale} />
        </div>
        <aside className="grid gap-8 rounded-md bg-silk p-6">
          <div>
            <dl className="num">
              {(
                [
                  [t('subtotal'), order.subtotalMinor],
                  [t('shipping'), order.shippingMinor],
                  [t('total'), order.totalMinor],
                  [t('tax'), order.taxMinor],
                ] as const
              )
                .filter(([, minor], row) => row === 2 || minor > 0n)
                .map(([name, minor]) => (
                  <div
                    key={name}
                    className={`flex justify-between gap-6 py-1 ${name === t('total') ? 'mt-1 border-line border-t pt-3 font-medium' : ''}`}
                  >
                    <dt>{name}</dt>
                    <dd>{amount(minor)}</dd>
                  </div>
                ))}
              {method && (
                <div className="flex justify-between gap-6 py-1 text-muted text-small">
                  <dt>{t('payment')}</dt>
                  <dd>{t.has(`method.${method}`) ? t(`method.${method}`) : method}</dd>
                </div>
              )}
            </dl>
            {order.discountMinor > 0n && (
              <p className="py-1 text-jade text-small">
                {invoicing('discount', { amount: amount(order.discountMinor) })}
              </p>
            )}
            <RateNote shown={placedRates(order)} className="py-1" />
          </div>
          {address.success && (
            <div>
              <h2 className="mb-2 font-medium font-sans text-base tracking-normal">{t('delivered_to')}</h2>
              <address className="text-small not-italic">
                {addressLines(address.data, countryName(address.data.country, locale)).map((line) => (
                  <span key={line} className="block">
                    {line}
                  </span>
                ))}
              </address>
            </div>
          )}
          <Help order={order} orderKey={key} />
          <OrderPapers order={order} orderKey={key} />
          <div>
            <h2 className="mb-2 font-medium font-sans text-base tracking-normal">{t('timeline')}</h2>
            <ol className="grid gap-2.5 text-small">
              {order.events
                .filter((event) => !sellersOwn.has(event.kind))
                .map((event) => (
                  <li key={event.id} className="border-line border-l-2 pl-3">
                    {t.has(`event.${event.kind}`)
                      ? t(`event.${event.kind}`, { maker: makerOf(event.sellerOrderId) })
                      : after.has(`event.${event.kind}`)
                        ? after(`event.${event.kind}`, { maker: makerOf(event.sellerOrderId) })
                        : event.kind}
                    <span className="block text-muted">
                      {format.dateTime(event.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
                    </span>
                  </li>
                ))}
            </ol>
          </div>
        </aside>
      </div>
    </>
  );
}
