import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { spokenLanguage } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { listingField, readListing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { askAction } from './actions.ts';

type Props = { params: Promise<{ locale: string; slug: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('reviews');
  return { title: t('ask.guest_title'), robots: { index: false } };
}

export default async function Ask({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const listing = await readListing(slug);
  if (!listing) notFound();
  const t = await getTranslations('reviews');
  const actor = await currentActor();
  const maker = nameFor(listing.enterprise, locale);
  const title = listingField(listing, 'title', locale);
  if (actor.type !== 'person') {
    return (
      <EmptyState whole title={t('ask.guest_title')} text={t('ask.guest_text')}>
        <Link href={`/sign-in?next=/ask/${encodeURIComponent(slug)}`} className={buttonStyle()}>
          {t('ask.sign_in')}
        </Link>
        <Link href={`/l/${slug}`} className="link text-small">
          {t('to_listing')}
        </Link>
      </EmptyState>
    );
  }
  if ((await searchParams).done === '1') {
    return (
      <EmptyState whole title={t('ask.done_title')} text={t('ask.done_text', { maker })}>
        <Link href={`/l/${slug}`} className={buttonStyle('quiet')}>
          {t('to_listing')}
        </Link>
      </EmptyState>
    );
  }
  return (
    <div className="mx-auto max-w-[680px]">
      <PageHead title={t('ask.title', { maker })} lead={t('ask.about', { title: title?.value ?? '' })} />
      <Form action={askAction} className="grid gap-5">
        <input type="hidden" name="listingId" value={listing.id} />
        <input type="hidden" name="slug" value={slug} />
        <input type="hidden" name="locale" value={locale} />
        <TextArea
          name="body"
          rows={5}
          required
          label={t('ask.body')}
          hint={t('ask.body_hint', { language: spokenLanguage(locale, locale), limit: limits.question })}
        />
        <p className="text-muted text-small">{t('ask.how')}</p>
        <div className="flex flex-wrap items-center gap-4">
          <Submit pending={t('ask.sending')}>{t('ask.send')}</Submit>
          <Link href={`/l/${slug}`} className="link inline-flex min-h-11 items-center text-small">
            {t('to_listing')}
          </Link>
        </div>
      </Form>
    </div>
  );
}
