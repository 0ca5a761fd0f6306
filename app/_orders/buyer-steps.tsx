import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { now } from '#lib/core/clock.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { cancellable, type Thread as Messages, returnable, returnUntil, type WholeOrder } from '#lib/ordering/index.ts';
import { cancelAction } from './actions.ts';
import { BankDecides } from './bank-decides.tsx';
import { QuantityFields } from './quantity-fields.tsx';
import { ReturnFacts, ReturnSteps } from './returns.tsx';
import { Thread } from './thread.tsx';

interface Props {
  readonly seller: WholeOrder['sellerOrders'][number];
  readonly orderNumber: string;
  readonly orderKey: string | undefined;
  readonly messages: Messages;
  /** While a bank decides about the payment nothing can be given back. */
  readonly disputed: boolean;
  readonly locale: Locale;
}

/** Below a maker's part: what went back, what is given back, cancelling while there is time, and the thread. */
export async function BuyerSteps({ seller, orderNumber, orderKey, messages, disputed, locale }: Props) {
  if (seller.status === 'awaiting_payment') return null;
  const titleOf = (lineId: string) => seller.lines.find((line) => line.id === lineId)?.titleForBuyer ?? '';
  return (
    <div className="mt-5 grid gap-6">
      <MoneyBack seller={seller} locale={locale} />
      {seller.returns.map((asked) => (
        <div key={asked.id} className="rounded-md border border-line p-4 sm:p-5">
          <ReturnFacts asked={asked} titleOf={titleOf} currency={seller.currency} locale={locale} />
          <ReturnSteps asked={asked} orderKey={orderKey} disputed={disputed} />
        </div>
      ))}
      <Ways seller={seller} orderNumber={orderNumber} orderKey={orderKey} disputed={disputed} />
      <Thread
        messages={messages}
        reader="buyer"
        maker={nameFor(seller.enterprise, locale)}
        sellerOrder={seller}
        number={orderNumber}
        orderKey={orderKey}
        locale={locale}
      />
    </div>
  );
}

async function MoneyBack({ seller, locale }: Pick<Props, 'seller' | 'locale'>) {
  if (seller.refunds.length === 0) return null;
  const t = await getTranslations('after');
  const format = await getFormatter();
  return (
    <ul className="grid gap-2 text-small">
      {seller.refunds.map((refund) => (
        <li key={refund.id} className="border-jade border-l-3 pl-4">
          <span className="num font-medium">{formatMoney(money(refund.amountMinor, refund.currency), locale)}</span>{' '}
          {t(`refund.mine.${refund.status}`)}
          <span className="block text-muted">
            {refund.note || t(`reason.${refund.reason}`)} ·{' '}
            {format.dateTime(refund.settledAt ?? refund.createdAt, { dateStyle: 'medium' })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Cancelling until the maker accepts, and giving back for two weeks: each with until when, or why no more. */
async function Ways({
  seller,
  orderNumber,
  orderKey,
  disputed,
}: Pick<Props, 'seller' | 'orderNumber' | 'orderKey' | 'disputed'>) {
  const t = await getTranslations('after');
  const format = await getFormatter();
  const toCancel = seller.status === 'paid' ? seller.lines.filter((line) => cancellable(line) > 0) : [];
  const until = returnUntil(seller);
  const toReturn = until && until > now() ? seller.lines.filter((line) => returnable(line, seller.returns) > 0) : [];
  const query = orderKey ? `?key=${encodeURIComponent(orderKey)}` : '';
  return (
    <>
      {toReturn.length > 0 && until && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Link href={`/orders/${orderNumber}/return/${seller.number}${query}`} className={buttonStyle('quiet')}>
            {t('return.ask')}
          </Link>
          <span className="text-muted text-small">
            {t('return.until', { date: format.dateTime(until, { dateStyle: 'long' }) })}
          </span>
        </div>
      )}
      {toCancel.length > 0 && disputed && <BankDecides />}
      {toCancel.length > 0 && !disputed && (
        <Form action={cancelAction}>
          <FormDetails summary={t('cancel.open')}>
            <input type="hidden" name="sellerOrderId" value={seller.id} />
            {orderKey && <input type="hidden" name="key" value={orderKey} />}
            <p className="text-small">{t('cancel.text')}</p>
            <QuantityFields
              label={t('cancel.which')}
              from="all"
              of={(most) => t('of_most', { count: most })}
              lines={toCancel.map((line) => ({ id: line.id, title: line.titleForBuyer, most: cancellable(line) }))}
            />
            <Submit kind="danger" className="justify-self-start" pending={t('saving')}>
              {t('cancel.do')}
            </Submit>
          </FormDetails>
        </Form>
      )}
      {seller.status === 'accepted' && <p className="text-muted text-small">{t('cancel.accepted')}</p>}
    </>
  );
}
