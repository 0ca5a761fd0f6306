import { getFormatter, getTranslations } from 'next-intl/server';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Thread as Messages } from '#lib/ordering/index.ts';
import { messageAction } from './actions.ts';

interface Props {
  readonly messages: Messages;
  readonly reader: 'buyer' | 'seller' | 'staff';
  readonly maker: string;
  readonly sellerOrder: { readonly id: string; readonly number: string };
  /** The number of the page to come back to: the order's for the buyer and staff, the part's for the seller. */
  readonly number: string;
  readonly orderKey?: string | undefined;
  readonly locale: string;
}

/** What buyer and maker wrote each other about an order, and a place for more. */
export async function Thread({ messages, reader, maker, sellerOrder, number, orderKey, locale }: Props) {
  const t = await getTranslations('after.thread');
  const format = await getFormatter();
  const whoOf = (side: string) =>
    side === reader ? t('you') : side === 'seller' ? maker : side === 'staff' ? t('staff') : t('buyer');
  return (
    <section id={`messages-${sellerOrder.number}`} aria-label={t('title')}>
      <h3 className="font-medium font-sans text-base tracking-normal">{t('title')}</h3>
      {messages.length === 0 && <p className="mt-1 text-muted text-small">{t(`empty.${reader}`)}</p>}
      <ol className="mt-3 grid gap-3">
        {messages.map((message) => (
          <li
            key={message.id}
            className={`max-w-[38rem] rounded-md px-4 py-3 ${message.side === reader ? 'ml-[clamp(16px,8%,80px)] justify-self-end bg-silk' : 'mr-[clamp(16px,8%,80px)] justify-self-start border border-line'}`}
          >
            <p className="text-muted text-small">
              <span className="font-medium">{whoOf(message.side)}</span>
              {' · '}
              <time dateTime={message.createdAt.toISOString()}>
                {format.dateTime(message.createdAt, { dateStyle: 'medium', timeStyle: 'short' })}
              </time>
              {message.side === reader && message.readAt && ` · ${t('read')}`}
            </p>
            {message.hiddenAt ? (
              <p className="mt-1 text-muted">{t('hidden')}</p>
            ) : (
              <p className="mt-1 whitespace-pre-line break-words" lang={message.locale}>
                {message.body}
              </p>
            )}
          </li>
        ))}
      </ol>
      <Form action={messageAction} className="mt-4 grid gap-3">
        <input type="hidden" name="sellerOrderId" value={sellerOrder.id} />
        <input type="hidden" name="number" value={number} />
        <input type="hidden" name="locale" value={locale} />
        {orderKey && <input type="hidden" name="key" value={orderKey} />}
        {messages.length === 0 ? (
          <FormDetails summary={t('write')}>
            <Writing reader={reader} />
          </FormDetails>
        ) : (
          <Writing reader={reader} />
        )}
      </Form>
    </section>
  );
}

async function Writing({ reader }: Pick<Props, 'reader'>) {
  const t = await getTranslations('after.thread');
  return (
    <>
      <TextArea name="body" rows={3} required label={t('text')} hint={t(`hint.${reader}`)} />
      <Submit kind="quiet" className="justify-self-start" pending={t('sending')}>
        {t('send')}
      </Submit>
    </>
  );
}
