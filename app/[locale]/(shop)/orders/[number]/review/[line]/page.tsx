import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { spokenLanguage } from '#app/_i18n/names.ts';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { StarsField } from '#app/_ui/stars-field.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { editableUntil, publicName, reviewsOfOrder } from '#lib/community/index.ts';
import { limits } from '#lib/core/limits.ts';
import { addressSchema, type WholeOrder } from '#lib/ordering/index.ts';
import { findOrder } from '../../find-order.ts';
import { editReviewAction, writeReviewAction } from './actions.ts';
import { PictureFields } from './pictures.tsx';

type Props = {
  params: Promise<{ locale: string; number: string; line: string }>;
  searchParams: Promise<{ key?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('reviews');
  // The key in the address goes to nobody else; with no referrer at all a form without script has no origin, and is refused.
  return { title: t('form.new_title'), robots: { index: false }, referrer: 'same-origin' };
}

/** The name everybody will read, from the address of the order. */
function shownName(order: WholeOrder): string {
  const address = addressSchema.safeParse(order.shipTo);
  return address.success ? publicName(address.data.name, order.country) : '';
}

export default async function WriteReview({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number, line: lineId } = await params;
  const { key } = await searchParams;
  const order = await findOrder(number, key);
  const line = order.sellerOrders.flatMap((seller) => seller.lines).find((each) => each.id === lineId);
  if (!line) notFound();
  const state = (await reviewsOfOrder(await currentActor(), order, key)).get(line.id);
  const query = key ? `?key=${encodeURIComponent(key)}` : '';
  if (!state?.can) return redirect({ href: `/orders/${number}${query}`, locale });
  const { review } = state;
  const t = await getTranslations('reviews');
  const format = await getFormatter();
  const changes = state.can === 'edit' && review !== null;
  return (
    <div className="mx-auto max-w-[680px]">
      <PageHead title={changes ? t('form.change_title') : t('form.new_title')} />
      <div className="mb-6 flex items-center gap-4 border-line border-b pb-6">
        <div className="aspect-4/5 w-16 shrink-0 overflow-hidden rounded-md bg-silk">
          {line.pictureMediaId && <Picture mediaId={line.pictureMediaId} alt="" sizes="64px" maxWidth={320} />}
        </div>
        <p className="font-medium">{line.titleForBuyer}</p>
      </div>
      <Form action={changes ? editReviewAction : writeReviewAction} className="grid gap-5">
        <input type="hidden" name={changes ? 'reviewId' : 'orderLineId'} value={changes ? review.id : line.id} />
        <input type="hidden" name="number" value={number} />
        <input type="hidden" name="locale" value={locale} />
        {key && <input type="hidden" name="key" value={key} />}
        <StarsField
          name="rating"
          label={t('form.rating')}
          hint={t('form.rating_hint')}
          labels={[1, 2, 3, 4, 5].map((stars) => t('stars', { stars }))}
          defaultValue={review ? String(review.rating) : undefined}
        />
        <TextArea
          name="body"
          rows={7}
          required
          label={t('form.body')}
          hint={t('form.body_hint', { language: spokenLanguage(locale, locale), limit: limits.review })}
          defaultValue={review?.body}
        />
        <PictureFields there={review?.pictures ?? []} />
        <div className="text-muted text-small">
          <p>{t('form.shown_as', { name: shownName(order) || t('anonymous') })}</p>
          <p>
            {changes
              ? t('form.until', { date: format.dateTime(editableUntil(review.createdAt), { dateStyle: 'long' }) })
              : t('form.editable')}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-4">
          <Submit pending={t('form.sending')}>{changes ? t('form.save') : t('form.send')}</Submit>
          <Link href={`/orders/${number}${query}`} className="link inline-flex min-h-11 items-center text-small">
            {t('form.back')}
          </Link>
        </div>
      </Form>
    </div>
  );
}
