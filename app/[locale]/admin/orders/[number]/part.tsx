import { getTranslations } from 'next-intl/server';
import { ReturnFacts } from '#app/_orders/returns.tsx';
import { Thread } from '#app/_orders/thread.tsx';
import { orderTone } from '#app/_shop/order-tone.ts';
import { Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Facts, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import {
  cancellable,
  canMove,
  type Thread as Messages,
  type StaffOrderInFull,
  sellerOrderTransitions,
  staffActs,
} from '#lib/ordering/index.ts';
import { hideMessageAction, staffAction, staffReturnAction } from './actions.ts';

interface Props {
  readonly part: StaffOrderInFull['sellerOrders'][number];
  readonly orderNumber: string;
  readonly messages: Messages;
  /** Whether this member of staff may act. */
  readonly acts: boolean;
  readonly disputed: boolean;
  readonly locale: string;
}

/** One maker's part as staff sees it: lines, money, refunds, returns, the thread, and what can be done. */
export async function StaffPart({ part, orderNumber, messages, acts, disputed, locale }: Props) {
  const orders = await getTranslations('orders');
  const after = await getTranslations('after');
  const t = await getTranslations('after.staff');
  const amount = (minor: bigint) => formatMoney(money(minor, part.currency), locale);
  const transfer = part.transfers[0];
  const titleOf = (lineId: string) => part.lines.find((line) => line.id === lineId)?.titleForBuyer ?? '';
  return (
    <section aria-label={part.number}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-line border-b pb-2">
        <h2 className="text-large">
          {part.enterprise.displayName} <span className="num text-muted text-small">{part.number}</span>
        </h2>
        <Status kind={orderTone(part.status)}>{orders(`status.${part.status}`)}</Status>
      </div>
      <ul className="mt-3 grid gap-1">
        {part.lines.map((line) => (
          <li key={line.id} className="flex flex-wrap justify-between gap-x-6">
            <span>
              {line.quantity} × {line.titleForBuyer}
              {line.cancelledQuantity > 0 && ` · ${after('line.cancelled', { count: line.cancelledQuantity })}`}
              {line.returnedQuantity > 0 && ` · ${after('line.returned', { count: line.returnedQuantity })}`}
            </span>
            <span className="num">{amount(line.totalMinor)}</span>
          </li>
        ))}
      </ul>
      <Facts
        className="mt-4"
        facts={[
          [orders('total'), amount(part.totalMinor)],
          [t('tax'), amount(part.taxMinor)],
          [t('commission'), amount(part.commissionMinor)],
          [t('refunded'), amount(part.refundedMinor)],
          ...(transfer
            ? [[t('transfer'), `${amount(transfer.amountMinor)} · ${t(`transfer_status.${transfer.status}`)}`] as const]
            : []),
          ...(transfer && transfer.reversedMinor > 0n
            ? [[t('reversed'), amount(transfer.reversedMinor)] as const]
            : []),
        ]}
      />
      {part.refunds.length > 0 && (
        <ul className="mt-4 grid gap-2 text-small">
          {part.refunds.map((refund) => (
            <li key={refund.id} className="border-line border-l-2 pl-3">
              <span className="num font-medium">{amount(refund.amountMinor)}</span>{' '}
              {after(`refund.status.${refund.status}`)}
              {refund.failureReason && <span className="text-cinnabar"> · {refund.failureReason}</span>}
              <span className="block text-muted">{refund.note || after(`reason.${refund.reason}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {part.returns.map((asked) => (
        <div key={asked.id} className="mt-5 rounded-md border border-line p-5">
          <ReturnFacts asked={{ ...asked, pictures: [] }} titleOf={titleOf} currency={part.currency} locale={locale} />
          {acts && (asked.status === 'asked' || asked.status === 'refused') && (
            <Form action={staffReturnAction} className="mt-4 grid max-w-[34rem] gap-4">
              <input type="hidden" name="returnId" value={asked.id} />
              <input type="hidden" name="number" value={orderNumber} />
              <Select
                name="decision"
                label={after('return.decision')}
                empty={after('return.choose')}
                options={(asked.status === 'refused'
                  ? (['accept'] as const)
                  : (['accept', 'offer', 'refuse'] as const)
                ).map((value) => ({ value, label: after(`return.decide.${value}`) }))}
              />
              {asked.status === 'asked' && (
                <TextInput
                  name="offer"
                  inputMode="decimal"
                  label={after('return.offer', { currency: part.currency })}
                  optional={after('return.only_offer')}
                />
              )}
              <TextArea name="answer" rows={3} required label={after('return.answer')} />
              <Submit kind="quiet" className="justify-self-start" pending={after('saving')}>
                {t('decide')}
              </Submit>
            </Form>
          )}
        </div>
      ))}
      {acts && <Acts part={part} disputed={disputed} />}
      {(messages.length > 0 || acts) && part.status !== 'awaiting_payment' && (
        <div className="mt-6">
          <Thread
            messages={messages}
            reader="staff"
            maker={part.enterprise.displayName}
            sellerOrder={part}
            number={orderNumber}
            locale={locale}
          />
          {acts && <Hide messages={messages} orderNumber={orderNumber} />}
        </div>
      )}
    </section>
  );
}

/** What staff can do, each with a reason that is written down. */
async function Acts({ part, disputed }: Pick<Props, 'part' | 'disputed'>) {
  const t = await getTranslations('after.staff');
  const after = await getTranslations('after');
  const can = {
    cancel:
      !disputed &&
      canMove(sellerOrderTransitions, part.status, 'cancelled') &&
      part.status !== 'awaiting_payment' &&
      part.lines.some((line) => cancellable(line) > 0),
    refund: !disputed && part.status !== 'awaiting_payment' && part.refundedMinor < part.totalMinor,
    complete: canMove(sellerOrderTransitions, part.status, 'completed') && part.status !== 'refunded',
  };
  const possible = staffActs.filter((act) => can[act]);
  if (possible.length === 0) return null;
  return (
    <Form action={staffAction} className="mt-5" autoComplete="off">
      <FormDetails summary={t('acts')}>
        <input type="hidden" name="sellerOrderId" value={part.id} />
        <input type="hidden" name="requestKey" value={crypto.randomUUID()} />
        <Select
          name="act"
          label={t('act')}
          empty={after('return.choose')}
          options={possible.map((act) => ({ value: act, label: t(`do.${act}`) }))}
        />
        <TextArea name="reason" rows={3} required label={t('reason')} hint={t('reason_hint')} />
        <Submit kind="danger" className="justify-self-start" pending={after('saving')}>
          {t('act_do')}
        </Submit>
      </FormDetails>
    </Form>
  );
}

/** Takes an unfit message out of the thread. */
async function Hide({ messages, orderNumber }: Pick<Props, 'messages' | 'orderNumber'>) {
  const shown = messages.filter((message) => !message.hiddenAt);
  if (shown.length === 0) return null;
  const t = await getTranslations('after.staff');
  const after = await getTranslations('after');
  return (
    <Form action={hideMessageAction} className="mt-3">
      <FormDetails summary={t('hide')}>
        <input type="hidden" name="number" value={orderNumber} />
        <Select
          name="messageId"
          label={t('hide_which')}
          options={shown.map((message) => ({ value: message.id, label: message.body.slice(0, 60) }))}
        />
        <TextInput name="reason" required label={t('reason')} />
        <Submit kind="danger" className="justify-self-start" pending={after('saving')}>
          {t('hide_do')}
        </Submit>
      </FormDetails>
    </Form>
  );
}
