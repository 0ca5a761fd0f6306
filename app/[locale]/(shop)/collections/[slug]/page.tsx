import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { collectionData } from '#app/_collections/collection-data.ts';
import { CollectionView } from '#app/_collections/collection-view.tsx';
import { alternates } from '#app/_frame/alternates.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { JsonLd } from '#app/_ui/json-ld.tsx';
import { publicCollections, readCollection } from '#lib/catalogue/index.ts';
import { localeFacts } from '#lib/languages/index.ts';

type Props = { params: Promise<{ locale: string; slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug } = await params;
  const collection = await readCollection(null, slug, locale, localeFacts(locale).currency);
  if (!collection) return {};
  return {
    title: collection.title.value,
    ...(collection.description ? { description: collection.description.value } : {}),
    alternates: alternates(locale, `/collections/${slug}`),
    ...(collection.covers[0] ? { openGraph: { images: [`/media/${collection.covers[0]}/1200.jpg`] } } : {}),
  };
}

export default async function PlatformCollection({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { slug } = await params;
  const [collection, all] = await Promise.all([
    readCollection(null, slug, locale, localeFacts(locale).currency),
    publicCollections(null, locale),
  ]);
  if (!collection) notFound();
  return (
    <>
      <JsonLd data={collectionData(collection, locale)} />
      <CollectionView
        collection={collection}
        others={all.filter((each) => each.id !== collection.id)}
        locale={locale}
      />
    </>
  );
}
