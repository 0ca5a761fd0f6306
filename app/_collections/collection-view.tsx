import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { TileGrid } from '#app/_shop/tile.tsx';
import { TranslationNote } from '#app/_shop/translation-note.tsx';
import { Story } from '#app/_storefront/story.tsx';
import { EmptyState, RowHead } from '#app/_ui/layout.tsx';
import type { CollectionCard, CollectionPage } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { CollectionCards } from './cards.tsx';

/** A collection: what holds it together, what is in it, and the others of the same hand. */
export async function CollectionView({
  collection,
  others,
  locale,
}: {
  collection: CollectionPage;
  others: readonly CollectionCard[];
  locale: Locale;
}) {
  const t = await getTranslations('collections');
  const { enterprise, title, description } = collection;
  return (
    <>
      <div className="grid gap-5 pt-[clamp(24px,4vw,56px)] pb-[clamp(24px,3vw,44px)]">
        <Link
          href={enterprise ? `/e/${enterprise.slug}` : '/collections'}
          className="inline-flex min-h-11 items-center gap-2 justify-self-start text-muted text-small hover:text-ink"
        >
          <span aria-hidden="true">←</span>
          {enterprise ? <MakerName of={enterprise} locale={locale} /> : <span>{t('title')}</span>}
        </Link>
        <h1 className="max-w-[24ch] text-display" lang={title.locale}>
          {title.value}
        </h1>
        {description && <Story text={description.value} lang={description.locale} />}
        <TranslationNote text={description ?? title} original={null} locale={locale} />
      </div>
      {collection.tiles.length > 0 ? (
        <TileGrid tiles={collection.tiles} locale={locale} eager={4} />
      ) : (
        <EmptyState title={t('empty_title')} text={t('empty_text')} />
      )}
      {others.length > 0 && (
        <>
          <RowHead title={t('others')} />
          <CollectionCards cards={others.slice(0, 6)} level="h3" />
        </>
      )}
    </>
  );
}
