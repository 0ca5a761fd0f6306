import { getFormatter, getTranslations } from 'next-intl/server';
import { BuyerSteps } from '#app/_orders/buyer-steps.tsx';
import { Parcels } from '#app/_orders/parcels.tsx';
import { BuyerMilestones } from '#app/_payouts/milestone-steps.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import type { LineReview as LineReviewState } from '#lib/community/index.ts';
import { day } from '#lib/core/clock.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { downloadLink, type filesOfLines, type Thread, type WholeOrder } from '#lib/ordering/index.ts';
import { type BoughtPass, LineHandedOver } from './line-handed-over.tsx';
import { LineReview } from './line-review.tsx';
import { MakerName } from './maker-name.tsx';
import { orderTone } from './order-tone.ts';

interface Props {
  readonly seller: WholeOrder['sellerOrders'][number];
  readonly files: Awaited<ReturnType<typeof filesOfLines>>;
  readonly reviews: ReadonlyMap<string, LineReviewState>;
  /** Where the buyer reviews a line. */
  readonly reviewHref: (lineId: string) => string;
  readonly passes: ReadonlyMap<string, BoughtPass>;
  readonly orderNumber: string;
  /** The key of a guest's link. */
  readonly orderKey: string | undefined;
  readonly messages: Thread;
  readonly disputed: boolean;
  readonly locale: Locale;
  readonly paidAt: Date | null;
}

/** One maker's part of an order: its state, its parcels, its lines with downloads. */
export async function OrderPart({
  seller,
  files,
  reviews,
  reviewHref,
  passes,
  orderNumber,
  orderKey,
  messages,
  disputed,
  locale,
  paidAt,
}: Props) {
  const t = await getTranslations('orders');
  const kinds = await getTranslations('kinds');
  const after = await getTranslations('after');
  const format = await getFormatter();
  const provided = seller.status === 'provided';
  const date = (days: number) =>
    format.dateTime(new Date((paidAt ?? seller.createdAt).getTime() + days * day), { dateStyle: 'medium' });
  const onItsWay = paidAt && seller.deliveryDaysMax && ['paid', 'accepted', 'shipped'].includes(seller.status);
  return (
    <section aria-label={nameFor(seller.enterprise, locale)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b pb-2">
        <h2 className="text-large">
          <MakerName of={seller.enterprise} locale={locale} />
        </h2>
        {/* Until it is paid the order's own state says where it stands: a part would still wait for what has failed. */}
        {paidAt && (
          <Status kind={orderTone(seller.status)}>
            {provided && !seller.lines.some((line) => line.kind === 'download')
              ? kinds('provided')
              : t(`status.${seller.status}`)}
          </Status>
        )}
      </div>
      <Parcels seller={seller} paidAt={paidAt} orderKey={orderKey} />
      {onItsWay && (
        <p className="mt-1 text-muted text-small">
          {t('expected', { from: date(seller.deliveryDaysMin ?? 0), to: date(seller.deliveryDaysMax ?? 0) })}
        </p>
      )}
      <ul>
        {seller.lines.map((line) => (
          <li key={line.id} className="grid grid-cols-[72px_1fr_auto] gap-4 border-line border-b py-4">
            <div className="aspect-4/5 overflow-hidden rounded-md bg-silk">
              {line.pictureMediaId && <Picture mediaId={line.pictureMediaId} alt="" sizes="72px" maxWidth={320} />}
            </div>
            <div className="min-w-0">
              <p className="font-medium">{line.titleForBuyer}</p>
              {line.variantForBuyer && <p className="text-muted text-small">{line.variantForBuyer}</p>}
              <p className="num text-muted text-small">
                × {line.quantity}
                {line.cancelledQuantity > 0 && ` · ${after('line.cancelled', { count: line.cancelledQuantity })}`}
                {line.returnedQuantity > 0 && ` · ${after('line.returned', { count: line.returnedQuantity })}`}
              </p>
              {files
                .filter((file) => file.orderLineId === line.id)
                .map((file) => (
                  <a
                    key={file.grantId}
                    href={downloadLink(file.grantId)}
                    className={buttonStyle('quiet', 'mt-2')}
                    download
                  >
                    {t('download_named', { name: file.fileName })}
                  </a>
                ))}
              <LineHandedOver
                line={line}
                seller={seller}
                pass={passes.get(line.id)}
                orderNumber={orderNumber}
                orderKey={orderKey}
                locale={locale}
              />
              <LineReview state={reviews.get(line.id)} href={reviewHref(line.id)} />
            </div>
            <p className="num">{formatMoney(money(line.totalMinor, seller.currency), locale)}</p>
          </li>
        ))}
      </ul>
      <BuyerMilestones seller={seller} number={orderNumber} orderKey={orderKey} />
      <BuyerSteps
        seller={seller}
        orderNumber={orderNumber}
        orderKey={orderKey}
        messages={messages}
        disputed={disputed}
        locale={locale}
      />
    </section>
  );
}
