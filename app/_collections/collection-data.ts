import type { CollectionPage } from '#lib/catalogue/index.ts';
import { config } from '#lib/core/config.ts';
import type { Locale } from '#lib/languages/index.ts';
import { collectionPath } from './cards.tsx';

/** A collection for machines (schema.org CollectionPage). */
export function collectionData(collection: CollectionPage, locale: Locale): object {
  const at = `${config().SITE_URL}/${locale}`;
  return {
    '@context': 'https://schema.org',
    '@type': 'CollectionPage',
    name: collection.title.value,
    ...(collection.description ? { description: collection.description.value } : {}),
    url: `${at}${collectionPath(collection)}`,
    inLanguage: collection.title.locale,
    mainEntity: {
      '@type': 'ItemList',
      numberOfItems: collection.count,
      itemListElement: collection.tiles.map((tile, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        url: `${at}/l/${tile.slug}`,
        name: tile.title.value,
      })),
    },
  };
}
