import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { collectionData } from '#app/_collections/collection-data.ts';
import { CollectionView } from '#app/_collections/collection-view.tsx';
import { alternates } from '#app/_frame/alternates.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TileGrid } from '#app/_shop/tile.tsx';
import { publicFront } from '#app/_storefront/front.ts';
import { AwayNotice } from '#app/_storefront/sections.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { JsonLd } from '#app/_ui/json-ld.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { browse, publicCollections, readCollection } from '#lib/catalogue/index.ts';
import { decodeCursor } from '#lib/core/page.ts';
import { nameFor, readStorefront, type WholeStorefront } from '#lib/enterprises/index.ts';
import { type Locale, localeFacts } from '#lib/languages/index.ts';

type Props = { params: Promise<{ locale: string; slug: string; collection: string }> };

/** A cursor is a further page of everything the maker has; any other name is a collection's. */
function isCursor(name: string): boolean {
  return decodeCursor(name, ['number', 'id']) !== null;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug, collection: name } = await params;
  const enterprise = await readStorefront(slug);
  if (!enterprise) return {};
  if (isCursor(name)) return { title: nameFor(enterprise, locale), robots: { index: false } };
  const collection = await readCollection(slug, name, locale, localeFacts(locale).currency);
  if (!collection) return {};
  return {
    title: `${collection.title.value} · ${nameFor(enterprise, locale)}`,
    ...(collection.description ? { description: collection.description.value } : {}),
    alternates: alternates(locale, `/e/${slug}/${name}`),
  };
}

/** A further page of everything the maker has. */
async function Further({
  enterprise,
  cursor,
  locale,
}: {
  enterprise: WholeStorefront;
  cursor: string;
  locale: Locale;
}) {
  const t = await getTranslations('shop');
  const page = await browse({ enterpriseId: enterprise.id }, locale, localeFacts(locale).currency, cursor);
  const at = `/e/${enterprise.slug}`;
  return (
    <>
      <PageHead title={nameFor(enterprise, locale)} lead={t('storefront.listings')} />
      <TileGrid tiles={page.items} locale={locale} eager={4} />
      <p className="mt-12 flex justify-center gap-3">
        <Link href={at} className={buttonStyle('quiet')}>
          {t('browse.first')}
        </Link>
        {page.next && (
          <Link href={`${at}/${page.next}`} className={buttonStyle('quiet')} rel="next">
            {t('browse.more')}
          </Link>
        )}
      </p>
    </>
  );
}

export default async function EnterpriseCollection({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { slug, collection: name } = await params;
  const enterprise = await readStorefront(slug);
  if (!enterprise) notFound();
  if (isCursor(name)) return <Further enterprise={enterprise} cursor={name} locale={locale} />;
  const [collection, all] = await Promise.all([
    readCollection(slug, name, locale, localeFacts(locale).currency),
    publicCollections(enterprise.id, locale),
  ]);
  if (!collection) notFound();
  const { away } = publicFront(enterprise, locale);
  return (
    <>
      <JsonLd data={collectionData(collection, locale)} />
      {away && (
        <div className="mt-6">
          <AwayNotice away={away} />
        </div>
      )}
      <CollectionView
        collection={collection}
        others={all.filter((each) => each.id !== collection.id)}
        locale={locale}
      />
    </>
  );
}
