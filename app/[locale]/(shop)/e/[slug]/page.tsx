import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { FollowButton } from '#app/_lists/buttons.tsx';
import { cardMetadata } from '#app/_og/facts.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Share } from '#app/_shop/share.tsx';
import { TileGrid } from '#app/_shop/tile.tsx';
import { publicFront } from '#app/_storefront/front.ts';
import { storefrontData } from '#app/_storefront/storefront-data.ts';
import { StorefrontView } from '#app/_storefront/storefront-view.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { JsonLd } from '#app/_ui/json-ld.tsx';
import { EmptyState } from '#app/_ui/layout.tsx';
import { browse, publicCollections } from '#lib/catalogue/index.ts';
import { nameFor, readStorefront } from '#lib/enterprises/index.ts';
import { fieldText, localeFacts } from '#lib/languages/index.ts';
import { followerCount } from '#lib/lists/index.ts';

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const enterprise = await readStorefront(slug);
  if (!enterprise) return {};
  return {
    title: nameFor(enterprise, locale),
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
  const lists = await getTranslations('lists');
  const [listings, collections, followers] = await Promise.all([
    browse({ enterpriseId: enterprise.id }, locale, localeFacts(locale).currency),
    publicCollections(enterprise.id, locale),
    followerCount(enterprise.id),
  ]);
  const front = publicFront(enterprise, locale);
  return (
    <>
      <JsonLd data={storefrontData(front, locale)} />
      <StorefrontView
        front={front}
        collections={collections}
        locale={locale}
        marks={
          <>
            <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2">
              <FollowButton id={enterprise.id} maker={nameFor(enterprise, locale)} />
              {followers > 0 && (
                <span className="text-muted text-small">{lists('followers', { count: followers })}</span>
              )}
            </div>
            <Share path={`/${locale}/e/${slug}`} title={nameFor(enterprise, locale)} />
          </>
        }
      >
        {listings.items.length > 0 ? (
          <TileGrid tiles={listings.items} locale={locale} />
        ) : (
          <EmptyState title={t('browse.empty_title')} />
        )}
        {listings.next && (
          <p className="mt-10 text-center">
            <Link href={`/e/${slug}/${listings.next}`} className={buttonStyle('quiet')} rel="next">
              {t('browse.more')}
            </Link>
          </p>
        )}
      </StorefrontView>
    </>
  );
}
