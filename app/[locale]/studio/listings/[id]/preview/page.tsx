import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { placeName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { listingChoice } from '#app/_shop/choice.ts';
import { ChoosingVariant, ChosenPrice } from '#app/_shop/chosen.tsx';
import { KindFacts } from '#app/_shop/kind-facts.tsx';
import { ListingGallery } from '#app/_shop/listing-gallery.tsx';
import { ListingWords } from '#app/_shop/listing-words.tsx';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { optionWords } from '#app/_shop/option-words.ts';
import { Options } from '#app/_shop/options.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { Samples } from '#app/_shop/samples.tsx';
import { TranslationNote } from '#app/_shop/translation-note.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { listingField, type WholeListing } from '#lib/catalogue/index.ts';
import { may } from '#lib/core/authorize.ts';
import { allLocaleFacts, fieldText, isLocale, type Locale } from '#lib/languages/index.ts';
import { StudioDoor } from '../../../_parts/door.tsx';
import { listingOr404 } from '../../../_parts/listing.ts';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ in?: string; frame?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio.preview');
  return { title: t('title'), robots: { index: false, follow: false } };
}

export default async function PreviewListing({ params, searchParams }: Props) {
  const own = await pageLocale(params);
  const { id } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return <StudioDoor desk={{ at: 'guest' }} path="/studio/listings" locale={own} />;
  const listing = await listingOr404(actor, id);
  const { in: wanted = '', frame } = await searchParams;
  // In the frame beside the editor the address is the reader's own, and nothing else is there.
  if (frame !== undefined)
    return (
      <div data-framed="">
        <ListingAsShown listing={listing} locale={own} />
      </div>
    );
  const locale = isLocale(wanted) ? wanted : own;
  const t = await getTranslations('studio.preview');
  return (
    <>
      <div className="mt-3">
        <Notice role="status">
          <p className="font-medium">{t('title')}</p>
          <p className="text-small">{t('text')}</p>
          {may(actor, 'listing.edit', listing) && (
            <Link href={`/studio/listings/${listing.id}`} className="link inline-flex min-h-11 items-center text-small">
              {t('back')}
            </Link>
          )}
        </Notice>
      </div>
      <form className="mt-4 flex flex-wrap items-end gap-3 text-small">
        <label>
          {t('language')}
          <select
            name="in"
            defaultValue={locale}
            className="mt-1 block rounded-md border border-edge/70 bg-card px-3 py-2.5"
          >
            {allLocaleFacts().map(({ tag, name }) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="submit"
          className="inline-flex min-h-11 items-center rounded-md border border-edge/60 px-5 hover:border-ink"
        >
          {t('show')}
        </button>
      </form>
      <ListingAsShown listing={listing} locale={locale} />
    </>
  );
}

/** The listing as its public page lays it out, without the buying. */
async function ListingAsShown({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const title = listingField(listing, 'title', locale);
  const description = listingField(listing, 'description', locale);
  const maker = listing.enterprise;
  const choice = await listingChoice(listing, locale);
  return (
    <ChoosingVariant variants={choice.variants}>
      <article className="grid gap-[clamp(20px,5vw,80px)] pt-6 pb-8 md:grid-cols-[1.15fr_1fr]">
        <ListingGallery listing={listing} locale={locale} title={title?.value ?? ''} />
        <div className="min-w-0">
          <p className="text-muted text-small">
            <MakerName of={maker} locale={locale} /> ·{' '}
            {placeName(fieldText(maker.text, 'city', locale), maker.country, locale)}
          </p>
          <h1 className="mt-1.5 mb-2.5 text-title" lang={title?.locale}>
            {title?.value}
          </h1>
          <TranslationNote text={title} original={description?.original ?? null} locale={locale} />
          <KindFacts listing={listing} locale={locale} />
          <p className="num mt-4 text-title">
            <ChosenPrice />
          </p>
          {choice.variants.length > 1 && <Options options={choice.options} words={await optionWords(locale)} />}
          <ListingWords listing={listing} locale={locale} />
          <Samples listing={listing} />
        </div>
      </article>
    </ChoosingVariant>
  );
}
