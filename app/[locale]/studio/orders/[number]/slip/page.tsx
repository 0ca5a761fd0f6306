import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { DomainError } from '#lib/core/errors.ts';
import { addressLines, addressSchema, readSellerOrder, toSend } from '#lib/ordering/index.ts';

type Props = { params: Promise<{ locale: string; number: string }>; searchParams: Promise<{ parcel?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('after.slip');
  return { title: t('title'), robots: { index: false } };
}

async function slipOr404(number: string) {
  try {
    return await readSellerOrder(await currentActor(), number);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

/** What is to be packed, for paper: in a parcel that was sent, or all that is still to be sent. */
export default async function PackingSlip({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const sellerOrder = await slipOr404(number);
  const { parcel: wanted } = await searchParams;
  const t = await getTranslations('after.slip');
  const format = await getFormatter();
  const { order, enterprise } = sellerOrder;
  const address = addressSchema.safeParse(order.shipTo);
  const parcel = sellerOrder.shipments.find((each) => each.id === wanted);
  const inside = sellerOrder.lines
    .filter((line) => line.kind === 'physical')
    .map((line) => ({
      line,
      quantity: parcel ? (parcel.lines.find((each) => each.orderLineId === line.id)?.quantity ?? 0) : toSend(line),
    }))
    .filter(({ quantity }) => quantity > 0);
  return (
    <div className="mx-auto w-full max-w-[760px] pt-8 pb-10 print:p-0">
      <p className="mb-6 flex flex-wrap items-center gap-x-6 text-small print:hidden">
        <Link href={`/studio/orders/${number}`} className="link inline-flex min-h-11 items-center">
          {t('back')}
        </Link>
        <span className="text-muted">{t('print')}</span>
      </p>
      <header className="flex flex-wrap justify-between gap-6 border-ink border-b-2 pb-4">
        <div>
          <h1 className="text-large">{t('title')}</h1>
          <p className="num text-title">{number}</p>
          <p className="text-small">{t('ordered', { date: format.dateTime(order.placedAt, { dateStyle: 'long' }) })}</p>
          {parcel && (
            <p className="num text-small">
              {parcel.carrier} · {parcel.trackingNumber}
            </p>
          )}
        </div>
        <div className="text-small">
          <h2 className="font-medium font-sans text-base tracking-normal">{t('to')}</h2>
          {address.success && (
            <address className="grid not-italic" lang={order.locale}>
              {addressLines(address.data, countryName(address.data.country, locale)).map((line) => (
                <span key={line}>{line}</span>
              ))}
              {address.data.phone && <span className="num">{address.data.phone}</span>}
            </address>
          )}
        </div>
      </header>
      {inside.length === 0 ? (
        <p className="mt-6 text-muted">{t('empty')}</p>
      ) : (
        <ul>
          {inside.map(({ line, quantity }) => (
            <li
              key={line.id}
              className="grid grid-cols-[1.75rem_3.5rem_1fr] items-baseline gap-4 border-line border-b py-3"
            >
              <span aria-hidden="true" className="size-5 self-center rounded-sm border border-ink" />
              <span className="num text-large">{quantity} ×</span>
              <span>
                <span className="block font-medium" lang={enterprise.sourceLocale}>
                  {line.titleForSeller}
                  {line.variantForSeller && ` · ${line.variantForSeller}`}
                </span>
                <span className="block text-muted text-small" lang={order.locale}>
                  {line.titleForBuyer}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-8 text-small" lang={enterprise.sourceLocale}>
        {enterprise.displayName}
      </p>
    </div>
  );
}
