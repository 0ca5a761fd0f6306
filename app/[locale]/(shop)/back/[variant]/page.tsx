import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { uuidPattern } from '#lib/core/ids.ts';
import { awaitedTitle, awaitedVariant, isSoldOut } from '#lib/lists/index.ts';
import { requestStockAction } from '../actions.ts';

type Props = {
  params: Promise<{ locale: string; variant: string }>;
  searchParams: Promise<{ done?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('lists.back');
  return { title: t('tell_me'), robots: { index: false } };
}

export default async function WhenBack({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { variant: id } = await params;
  const { done } = await searchParams;
  const variant = uuidPattern.test(id) ? await awaitedVariant(id) : null;
  if (!variant) notFound();
  const t = await getTranslations('lists.back');
  const actor = await currentActor();
  const title = awaitedTitle(variant, locale);
  const toListing = (
    <Link href={`/l/${variant.listing.slug}`} className={buttonStyle('quiet')}>
      {t('to_listing')}
    </Link>
  );
  if (done === 'waiting' || done === 'asked') {
    return (
      <EmptyState whole title={t(`${done}_title`)} text={t(`${done}_text`, { title })}>
        {toListing}
      </EmptyState>
    );
  }
  if (!isSoldOut(variant)) {
    return (
      <EmptyState whole title={t('here_title')} text={t('here_text', { title })}>
        {toListing}
      </EmptyState>
    );
  }
  const picture = variant.pictureId ?? variant.listing.pictures[0]?.mediaId;
  return (
    <div className="mx-auto max-w-[680px]">
      <PageHead title={t('title')} lead={title} />
      <div className="grid gap-6 sm:grid-cols-[160px_1fr]">
        {picture && (
          <div className="aspect-4/5 w-32 overflow-hidden rounded-md bg-silk sm:w-auto">
            <Picture mediaId={picture} alt="" sizes="160px" maxWidth={480} />
          </div>
        )}
        <Form action={requestStockAction} className="grid content-start gap-5">
          <input type="hidden" name="variantId" value={variant.id} />
          {actor.type === 'person' ? (
            <p>{t('to_person', { email: actor.email })}</p>
          ) : (
            <TextInput
              name="email"
              type="email"
              autoComplete="email"
              label={t('email')}
              hint={t('email_hint')}
              required
            />
          )}
          <p className="text-muted text-small">{t('how')}</p>
          <div className="flex flex-wrap items-center gap-4">
            <Submit>{t('tell_me')}</Submit>
            <Link href={`/l/${variant.listing.slug}`} className="link inline-flex min-h-11 items-center text-small">
              {t('to_listing')}
            </Link>
          </div>
        </Form>
      </div>
    </div>
  );
}
