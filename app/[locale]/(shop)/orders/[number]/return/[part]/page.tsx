import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { askReturnAction } from '#app/_orders/actions.ts';
import { QuantityFields } from '#app/_orders/quantity-fields.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { Select, TextArea } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { returnable, returnReasons, returnUntil } from '#lib/ordering/index.ts';
import { findOrder } from '../../find-order.ts';

type Props = {
  params: Promise<{ locale: string; number: string; part: string }>;
  searchParams: Promise<{ key?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('after');
  return { title: t('return.ask'), robots: { index: false }, referrer: 'same-origin' };
}

/** Where a buyer says what goes back to its maker, and why. */
export default async function AskReturn({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number, part } = await params;
  const { key } = await searchParams;
  const order = await findOrder(number, key);
  const seller = order.sellerOrders.find((each) => each.number === part);
  if (!seller) notFound();
  const t = await getTranslations('after');
  const format = await getFormatter();
  const query = key ? `?key=${encodeURIComponent(key)}` : '';
  const until = returnUntil(seller);
  const lines = seller.lines.filter((line) => returnable(line, seller.returns) > 0);
  if (!until || until < now() || lines.length === 0) return redirect({ href: `/orders/${number}${query}`, locale });
  return (
    <div className="mx-auto max-w-[680px]">
      <PageHead
        title={t('return.ask')}
        lead={t('return.lead', {
          maker: nameFor(seller.enterprise, locale),
          date: format.dateTime(until, { dateStyle: 'long' }),
        })}
      />
      <Form action={askReturnAction} className="grid gap-5">
        <input type="hidden" name="sellerOrderId" value={seller.id} />
        {key && <input type="hidden" name="key" value={key} />}
        <QuantityFields
          label={t('return.which')}
          from={lines.length === 1 ? 'all' : 'none'}
          of={(most) => t('of_most', { count: most })}
          lines={lines.map((line) => ({
            id: line.id,
            title: line.titleForBuyer,
            most: returnable(line, seller.returns),
          }))}
        />
        <Select
          name="reason"
          label={t('return.why')}
          empty={t('return.choose')}
          options={returnReasons.map((reason) => ({ value: reason, label: t(`reason.return_${reason}`) }))}
        />
        <TextArea name="note" rows={4} label={t('return.note')} optional={t('optional')} hint={t('return.note_hint')} />
        <FileField
          name="pictures[]"
          label={t('return.pictures')}
          optional={t('optional')}
          hint={t('return.pictures_hint', { limit: limits.returnPictures })}
          accept="image/jpeg,image/png,image/webp,image/avif,image/gif,image/tiff"
        />
        <p className="text-muted text-small">{t('return.next')}</p>
        <div className="flex flex-wrap items-center gap-4">
          <Submit pending={t('saving')}>{t('return.send')}</Submit>
          <Link href={`/orders/${number}${query}`} className="link inline-flex min-h-11 items-center text-small">
            {t('return.back')}
          </Link>
        </div>
      </Form>
    </div>
  );
}
