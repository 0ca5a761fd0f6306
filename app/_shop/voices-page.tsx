import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { alternates } from '#app/_frame/alternates.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { listingField, readListing, type WholeListing } from '#lib/catalogue/index.ts';
import { decodeCursor } from '#lib/core/page.ts';
import type { Locale } from '#lib/languages/index.ts';
import { pageLocale } from './params.ts';

type Params = Promise<{ locale: string; slug: string; after?: string[] }>;
type Kind = 'reviews' | 'questions';

/** The listing and the cursor of such a page; what is neither is not found. */
export async function voicesPlace(params: Params): Promise<{
  locale: Locale;
  listing: WholeListing;
  cursor: string | undefined;
}> {
  const locale = await pageLocale(params);
  const { slug, after = [] } = await params;
  const [cursor, ...rest] = after;
  if (rest.length > 0 || (cursor !== undefined && !decodeCursor(cursor, ['time', 'id']))) notFound();
  const listing = await readListing(slug);
  if (!listing) notFound();
  return { locale, listing, cursor };
}

export async function voicesMetadata(params: Params, kind: Kind): Promise<Metadata> {
  const { locale, listing, cursor } = await voicesPlace(params);
  const t = await getTranslations('reviews');
  const path = `/l/${listing.slug}/${kind}`;
  return {
    title: t(`${kind}_of`, { title: listingField(listing, 'title', locale)?.value ?? '' }),
    alternates: alternates(locale, cursor ? `${path}/${cursor}` : path),
    ...(cursor ? { robots: { index: false } } : {}),
  };
}

/** All reviews or all questions of a listing, a page at a time: each page has a path of its own and is kept like all. */
export async function VoicesPage({
  listing,
  kind,
  locale,
  cursor,
  next,
  lead,
  children,
}: {
  listing: WholeListing;
  kind: Kind;
  locale: Locale;
  cursor: string | undefined;
  next: string | null;
  lead?: ReactNode;
  children: ReactNode;
}) {
  const t = await getTranslations('reviews');
  const path = `/l/${listing.slug}/${kind}`;
  return (
    <div className="mx-auto max-w-[860px]">
      <PageHead
        title={t(`${kind}_of`, { title: listingField(listing, 'title', locale)?.value ?? '' })}
        lead={
          <Link href={`/l/${listing.slug}`} className="link inline-flex min-h-8 items-center">
            {t('to_listing')}
          </Link>
        }
      />
      {lead && <div className="mb-8">{lead}</div>}
      {children}
      <div className="mt-8 flex flex-wrap gap-3">
        {cursor && (
          <Link href={path} className={buttonStyle('quiet')}>
            {t('newest')}
          </Link>
        )}
        {next && (
          <Link href={`${path}/${next}`} className={buttonStyle('quiet')} rel="next">
            {t('older')}
          </Link>
        )}
      </div>
    </div>
  );
}
