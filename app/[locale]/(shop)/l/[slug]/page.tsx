import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { countryName, placeName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { FollowButton, ListingMarks } from '#app/_lists/buttons.tsx';
import { Seen } from '#app/_lists/page-marks.tsx';
import { WhenBack } from '#app/_lists/when-back.tsx';
import { cardMetadata } from '#app/_og/facts.ts';
import { AskForLicence } from '#app/_shop/ask-for-licence.tsx';
import { attributeData } from '#app/_shop/attribute-data.ts';
import { Buy } from '#app/_shop/buy.tsx';
import { listingChoice } from '#app/_shop/choice.ts';
import { firstChoice } from '#app/_shop/choices.ts';
import { ChoosingVariant } from '#app/_shop/chosen.tsx';
import { CountView } from '#app/_shop/count-view.tsx';
import { eventData } from '#app/_shop/event-data.ts';
import { KindFacts } from '#app/_shop/kind-facts.tsx';
import { ListingGallery } from '#app/_shop/listing-gallery.tsx';
import { ListingWords } from '#app/_shop/listing-words.tsx';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { offerOf } from '#app/_shop/offer.ts';
import { optionWords } from '#app/_shop/option-words.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { productData } from '#app/_shop/product-data.ts';
import { ShortRating } from '#app/_shop/rating.tsx';
import { Samples } from '#app/_shop/samples.tsx';
import { Share } from '#app/_shop/share.tsx';
import { TileGrid } from '#app/_shop/tile.tsx';
import { TranslationNote } from '#app/_shop/translation-note.tsx';
import { Voices } from '#app/_shop/voices.tsx';
import { JsonLd } from '#app/_ui/json-ld.tsx';
import { RowHead } from '#app/_ui/layout.tsx';
import { browse, listingField, readListing, similarListings } from '#lib/catalogue/index.ts';
import { listingQuestions, listingReviews, ratingSpread, reviewGallery } from '#lib/community/index.ts';
import { limits } from '#lib/core/limits.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, localeFacts } from '#lib/languages/index.ts';
import { addToCartAction } from '../../actions.ts';

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const listing = await readListing(slug);
  if (!listing) return {};
  const title = listingField(listing, 'title', locale)?.value ?? '';
  const description = listingField(listing, 'summary', locale)?.value ?? '';
  return {
    title,
    description,
    alternates: alternates(locale, `/l/${slug}`),
    ...(await cardMetadata('l', slug, locale, description)),
  };
}

export default async function ListingPage({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { slug } = await params;
  const listing = await readListing(slug);
  if (!listing) notFound();
  const t = await getTranslations('shop');
  const words = await getTranslations('discover');
  const prices = await getTranslations('prices');
  const { country, currency } = localeFacts(locale);
  const choice = await listingChoice(listing, locale);
  const [offer, more, similar, reviews, gallery, steps, questions] = await Promise.all([
    offerOf(firstChoice(choice.variants)?.id ?? '', locale, country, currency),
    browse({ enterpriseId: listing.enterpriseId }, locale, currency),
    similarListings(listing.id, locale, currency, 5),
    listingReviews(listing.id, limits.voices, undefined, locale),
    reviewGallery(listing.id),
    ratingSpread(listing.id),
    listingQuestions(listing.id, limits.voices, undefined, locale),
  ]);
  const title = listingField(listing, 'title', locale);
  const maker = listing.enterprise;
  const others = more.items.filter((tile) => tile.id !== listing.id && !tile.soldOut).slice(0, 5);
  return (
    <>
      <nav aria-label={t('browse.title')} className="flex flex-wrap gap-x-2 pt-2 text-muted text-small">
        <Link href="/browse" className="flex min-h-11 items-center hover:text-ink">
          {t('browse.title')}
        </Link>
        <span className="flex items-center" aria-hidden="true">
          /
        </span>
        <Link href={`/browse/${listing.categorySlug}`} className="flex min-h-11 items-center hover:text-ink">
          {fieldText(listing.category.text, 'name', locale)}
        </Link>
        <span className="flex items-center" aria-hidden="true">
          /
        </span>
        <Link href={`/from/${maker.country}`} className="flex min-h-11 items-center hover:text-ink">
          {countryName(maker.country, locale)}
        </Link>
      </nav>
      <ChoosingVariant variants={choice.variants}>
        <article className="grid gap-[clamp(20px,5vw,80px)] pt-3 pb-8 md:grid-cols-[1.15fr_1fr] md:pt-6">
          <ListingGallery listing={listing} locale={locale} title={title?.value ?? ''} />
          <div className="min-w-0">
            <p className="text-muted text-small">
              <Link href={`/e/${maker.slug}`} className="link">
                <MakerName of={maker} locale={locale} />
              </Link>{' '}
              · {placeName(fieldText(maker.text, 'city', locale), maker.country, locale)} ·{' '}
              <FollowButton id={maker.id} maker={nameFor(maker, locale)} small />
            </p>
            <h1 className="mt-1.5 mb-2.5 text-title" lang={title?.locale}>
              {title?.value}
            </h1>
            {listing.ratingCount > 0 && (
              <p className="-mt-1.5 mb-1">
                <a
                  href="#reviews"
                  className="inline-flex min-h-8 items-center hover:underline hover:underline-offset-4"
                >
                  <ShortRating rating={{ sum: listing.ratingSum, count: listing.ratingCount }} className="text-small" />
                </a>
              </p>
            )}
            <TranslationNote
              text={title}
              original={listingField(listing, 'description', locale)?.original ?? null}
              locale={locale}
            />
            <KindFacts listing={listing} locale={locale} />
            {listing.kind === 'licence' && <AskForLicence listing={listing} locale={locale} />}
            {listing.kind !== 'licence' && offer && (
              <Buy
                locale={locale}
                options={choice.options}
                offer={offer}
                action={addToCartAction}
                words={{
                  choose: t('listing.choose'),
                  add: t('listing.add'),
                  adding: t('listing.adding'),
                  toCart: t('listing.to_cart'),
                  added: t('listing.added'),
                  more: prices('more_title'),
                  business: prices('business_title'),
                  pieces: prices('pieces'),
                  each: prices('each'),
                  quantity: t('listing.quantity'),
                  ...(await optionWords(locale)),
                }}
              />
            )}
            <WhenBack variants={choice.variants} title={title?.value ?? ''} />
            <ListingMarks id={listing.id} slug={slug} title={title?.value ?? ''} />
            <ListingWords listing={listing} locale={locale} />
            <Samples listing={listing} />
            <Share path={`/${locale}/l/${slug}`} title={title?.value ?? ''} />
          </div>
        </article>
      </ChoosingVariant>
      <Voices
        listing={listing}
        reviews={reviews}
        gallery={gallery}
        steps={steps}
        questions={questions}
        locale={locale}
      />
      {others.length > 0 && (
        <>
          <RowHead title={t('listing.more_from', { maker: nameFor(maker, locale) })}>
            <Link href={`/e/${maker.slug}`} className="hover:text-ink">
              {t('listing.visit')} →
            </Link>
          </RowHead>
          <TileGrid tiles={others} locale={locale} />
        </>
      )}
      {similar.length > 0 && (
        <>
          <RowHead title={words('similar')} />
          <TileGrid tiles={similar} locale={locale} />
        </>
      )}
      <Seen locale={locale} current={slug} />
      <CountView listingId={listing.id} />
      <JsonLd data={productData(listing, locale, reviews.items, await attributeData(listing, locale))} />
      {listing.event && <JsonLd data={eventData(listing, listing.event, locale)} />}
    </>
  );
}
