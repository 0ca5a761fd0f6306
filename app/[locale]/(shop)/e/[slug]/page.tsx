import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { countryName } from '#app/_i18n/names.ts';
import { cardMetadata } from '#app/_og/facts.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Share } from '#app/_shop/share.tsx';
import { TileGrid } from '#app/_shop/tile.tsx';
import { TranslationNote } from '#app/_shop/translation-note.tsx';
import { EmptyState, RowHead, Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { browse } from '#lib/catalogue/index.ts';
import { readStorefront } from '#lib/enterprises/index.ts';
import { fieldText, localeFacts, readField } from '#lib/languages/index.ts';

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const enterprise = await readStorefront(slug);
  if (!enterprise) return {};
  return {
    title: enterprise.displayName,
    description: fieldText(enterprise.text, 'tagline', locale),
    alternates: alternates(locale, `/e/${slug}`),
    ...(await cardMetadata('e', slug, locale, fieldText(enterprise.text, 'tagline', locale))),
  };
}

export default async function Storefront({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { slug } = await params;
  const enterprise = await readStorefront(slug);
  if (!enterprise) notFound();
  const t = await getTranslations('shop');
  const listings = await browse({ enterpriseId: enterprise.id }, locale, localeFacts(locale).currency);
  const story = readField(enterprise.text, 'story', locale);
  const tagline = readField(enterprise.text, 'tagline', locale);
  return (
    <>
      <section className="grid items-center gap-[clamp(20px,5vw,80px)] py-[clamp(24px,4vw,56px)] md:grid-cols-[1fr_1.1fr]">
        <div className="order-last md:order-none">
          <Status kind="good">{t('storefront.verified')}</Status>
          <h1 className="mt-2 text-display" lang={enterprise.sourceLocale}>
            {enterprise.displayName}
          </h1>
          <p className="mt-2 text-muted">
            {fieldText(enterprise.text, 'city', locale)}, {countryName(enterprise.country, locale)}
            {enterprise.foundedYear && ` · ${t('storefront.since', { year: String(enterprise.foundedYear) })}`}
          </p>
          {tagline && (
            <p className="mt-5 text-large" lang={tagline.locale}>
              {tagline.value}
            </p>
          )}
          {story && (
            <p className="mt-4 mb-3 max-w-[60ch]" lang={story.locale}>
              {story.value}
            </p>
          )}
          <TranslationNote text={story} original={null} locale={locale} />
          <p className="mt-3 text-muted text-small">{t('storefront.registered', { name: enterprise.legalName })}</p>
          <Share path={`/${locale}/e/${slug}`} title={enterprise.displayName} />
        </div>
        {enterprise.bannerMediaId && (
          <div className="aspect-4/3 overflow-hidden rounded-md bg-silk">
            <Picture mediaId={enterprise.bannerMediaId} alt="" sizes="(max-width: 760px) 92vw, 48vw" eager />
          </div>
        )}
      </section>
      <RowHead title={t('storefront.listings')} />
      {listings.items.length > 0 ? (
        <TileGrid tiles={listings.items} locale={locale} />
      ) : (
        <EmptyState title={t('browse.empty_title')} />
      )}
    </>
  );
}
