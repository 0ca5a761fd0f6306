import { createHash } from 'node:crypto';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { listingField, readListing } from '#lib/catalogue/index.ts';
import { config } from '#lib/core/config.ts';
import { nameFor, readStorefront } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, localeFacts, locales } from '#lib/languages/index.ts';
import { frameOf, pictureName } from '#lib/media/index.ts';
import { readWork } from '#lib/rights/index.ts';

/** Everything a page's picture for other sites shows. */
export interface CardFacts {
  readonly locale: Locale;
  readonly title: string;
  readonly maker: string;
  readonly place: string;
  readonly brand: string;
  /** Of its picture, or of the part that is shown of it. */
  readonly pictureId: string | null;
}

/** Changes with the drawing, so that pictures drawn before are drawn anew. */
const design = 1;

export const cardSize = { width: 1200, height: 630 } as const;
export const cardKinds = ['l', 'e', 'w'] as const;
export type CardKind = (typeof cardKinds)[number];

/** The facts as a name for the picture: the same facts are the same picture. */
export function cardHash(facts: CardFacts): string {
  return createHash('sha256')
    .update(JSON.stringify([design, facts]))
    .digest('hex')
    .slice(0, 20);
}

/** What the card of a listing, a storefront or a work says to readers of a language; null where there is no such page. */
export async function cardFacts(kind: CardKind, slug: string, locale: Locale): Promise<CardFacts | null> {
  const brand = (await getTranslations({ locale, namespace: 'frame' }))('brand');
  if (kind === 'e') {
    const enterprise = await readStorefront(slug);
    if (!enterprise) return null;
    return {
      locale,
      brand,
      title: nameFor(enterprise, locale),
      maker: fieldText(enterprise.text, 'city', locale),
      place: countryName(enterprise.country, locale),
      pictureId: enterprise.bannerMediaId,
    };
  }
  const found = kind === 'l' ? await readListing(slug) : await readWork(slug);
  if (!found) return null;
  const [cover] = found.pictures;
  return {
    locale,
    brand,
    title: listingField(found, 'title', locale)?.value ?? '',
    maker: nameFor(found.enterprise, locale),
    place: countryName(found.enterprise.country, locale),
    pictureId: cover ? pictureName(cover.mediaId, 'cropX' in cover ? frameOf(cover).crop : null) : null,
  };
}

/** A language as Open Graph writes it: with the country it is most at home in. English is not more at home in one than in another. */
function ogLocale(tag: Locale): string {
  return `${new Intl.Locale(tag).language}_${tag === 'en' ? 'GB' : localeFacts(tag).country}`;
}

/** Open Graph and the card of a page, with its picture in the reader's language. */
export async function cardMetadata(
  kind: CardKind,
  slug: string,
  locale: Locale,
  description: string,
): Promise<Pick<Metadata, 'openGraph' | 'twitter'>> {
  const facts = await cardFacts(kind, slug, locale);
  if (!facts) return {};
  const url = `${config().SITE_URL}/og/${locale}/${kind}/${encodeURIComponent(slug)}/${cardHash(facts)}.jpg`;
  return {
    openGraph: {
      type: 'website',
      siteName: facts.brand,
      title: facts.title,
      description,
      url: `${config().SITE_URL}/${locale}/${kind}/${slug}`,
      locale: ogLocale(locale),
      alternateLocale: [...new Set(locales.filter((tag) => tag !== locale).map(ogLocale))],
      images: [{ url, ...cardSize, type: 'image/jpeg', alt: `${facts.title} · ${facts.maker}, ${facts.place}` }],
    },
    twitter: { card: 'summary_large_image' },
  };
}
