import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TileGrid } from '#app/_shop/tile.tsx';
import { draftFront } from '#app/_storefront/front.ts';
import { StorefrontView } from '#app/_storefront/storefront-view.tsx';
import { EmptyState, Notice } from '#app/_ui/layout.tsx';
import { browse, publicCollections } from '#lib/catalogue/index.ts';
import { documentsOf, readDraft } from '#lib/enterprises/index.ts';
import { localeFacts, locale as localeOf } from '#lib/languages/index.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { workedLanguage } from '../../_parts/language-tabs.tsx';
import { PublishBar } from '../_parts/publish-bar.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('storefront');
  return { title: t('draft.preview'), robots: { index: false } };
}

/** The storefront as readers of the chosen language would find it, drawn by the same parts; the frame stays in the editor's. */
export default async function StorefrontPreview({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'storefront.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/storefront" locale={locale} />;
  const { actor, enterprise } = desk;
  const draft = await readDraft(actor, enterprise.id);
  const language = workedLanguage((await searchParams)['language'], localeOf(enterprise.sourceLocale));
  const [t, shop, listings, collections] = await Promise.all([
    getTranslations('storefront'),
    getTranslations('shop'),
    browse({ enterpriseId: enterprise.id }, language, localeFacts(language).currency),
    publicCollections(enterprise.id, language),
  ]);
  return (
    <>
      <div className="pt-6">
        <Notice>{t('draft.preview_text', { language: languageName(language, locale) })}</Notice>
        <div className="mt-4">
          <PublishBar place={{ draft, language }} previewing />
        </div>
      </div>
      <StorefrontView
        front={draftFront(draft, await documentsOf(draft.content), language)}
        collections={collections}
        locale={language}
      >
        {listings.items.length > 0 ? (
          <TileGrid tiles={listings.items} locale={language} />
        ) : (
          <EmptyState title={shop('browse.empty_title')} />
        )}
      </StorefrontView>
    </>
  );
}
