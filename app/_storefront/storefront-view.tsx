import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { CollectionCards } from '#app/_collections/cards.tsx';
import { placeName } from '#app/_i18n/names.ts';
import { RowHead, Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import type { CollectionCard } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { Front } from './front.ts';
import { AwayNotice, CertificatesPart, PeoplePart, PoliciesPart, StoryPart } from './sections.tsx';

async function Head({ front, locale, marks }: { front: Front; locale: Locale; marks: ReactNode }) {
  const t = await getTranslations('shop');
  const { enterprise, words } = front;
  const place = placeName(words.city?.value ?? '', enterprise.country, locale);
  return (
    <section className="grid items-center gap-[clamp(20px,5vw,80px)] py-[clamp(24px,4vw,56px)] md:grid-cols-[1fr_1.25fr]">
      <div className="order-last md:order-none">
        {front.logoMediaId && (
          <span className="mb-5 block size-20 overflow-hidden rounded-md">
            <Picture mediaId={front.logoMediaId} alt="" sizes="80px" maxWidth={320} width={80} height={80} eager />
          </span>
        )}
        {enterprise.status === 'verified' && <Status kind="good">{t('storefront.verified')}</Status>}
        <h1 className="mt-2 text-display" lang={front.name.locale}>
          {front.name.value}
        </h1>
        {front.name.original !== null && (
          <p className="mt-1 font-serif text-large text-muted" lang={enterprise.sourceLocale}>
            {front.name.original}
          </p>
        )}
        {words.tagline && (
          <p className="mt-4 max-w-[36ch] font-serif text-large" lang={words.tagline.locale}>
            {words.tagline.value}
          </p>
        )}
        <p className="mt-5 text-muted">
          {place}
          {enterprise.foundedYear && ` · ${t('storefront.since', { year: String(enterprise.foundedYear) })}`}
        </p>
        <p className="mt-1 text-muted text-small">{t('storefront.registered', { name: enterprise.legalName })}</p>
        {marks}
      </div>
      {front.bannerMediaId && (
        <div className="aspect-4/3 overflow-hidden rounded-md bg-silk md:aspect-5/4">
          <Picture mediaId={front.bannerMediaId} alt="" sizes="(max-width: 760px) 92vw, 52vw" eager />
        </div>
      )}
    </section>
  );
}

/** The parts a storefront has, as links down the page; nothing where there is only one. */
async function Contents({ front, collections }: { front: Front; collections: readonly CollectionCard[] }) {
  const t = await getTranslations('storefront');
  const parts = [
    { id: 'collections', there: collections.length > 0 },
    { id: 'things', there: true },
    { id: 'story', there: front.words.story !== null },
    { id: 'people', there: front.people.length > 0 },
    { id: 'certificates', there: front.certificates.length > 0 },
    {
      id: 'policies',
      there: Boolean(front.words.returns ?? front.words.shipping ?? front.words.custom_orders ?? front.words.privacy),
    },
  ].filter((part) => part.there);
  if (parts.length < 2) return null;
  return (
    <nav aria-label={t('contents')} className="flex gap-x-7 overflow-x-auto border-line border-y text-small">
      {parts.map(({ id }) => (
        <a key={id} href={`#${id}`} className="flex min-h-12 items-center whitespace-nowrap hover:text-amber">
          {t(`part.${id}`)}
        </a>
      ))}
    </nav>
  );
}

/** A storefront: who it is, what there is, and what stands behind it. `children` are the goods. */
export async function StorefrontView({
  front,
  collections,
  locale,
  marks,
  children,
}: {
  front: Front;
  collections: readonly CollectionCard[];
  locale: Locale;
  /** What a reader may do with it: follow. */
  marks?: ReactNode;
  children: ReactNode;
}) {
  const t = await getTranslations('storefront');
  return (
    <>
      <Head front={front} locale={locale} marks={marks} />
      {front.away && (
        <div className="mb-6">
          <AwayNotice away={front.away} />
        </div>
      )}
      <Contents front={front} collections={collections} />
      {collections.length > 0 && (
        <div id="collections" className="scroll-mt-6">
          <RowHead title={t('part.collections')} />
          <CollectionCards cards={collections} level="h3" />
        </div>
      )}
      <div id="things" className="scroll-mt-6">
        <RowHead title={t('part.things')} />
        {children}
      </div>
      <StoryPart front={front} locale={locale} />
      <PeoplePart front={front} />
      <CertificatesPart front={front} />
      <PoliciesPart front={front} locale={locale} />
    </>
  );
}
