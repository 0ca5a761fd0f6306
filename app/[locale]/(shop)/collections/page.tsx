import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { CollectionCards } from '#app/_collections/cards.tsx';
import { alternates } from '#app/_frame/alternates.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { publicCollections } from '#lib/catalogue/index.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = await getTranslations('collections');
  return { title: t('title'), description: t('lead'), alternates: alternates(locale, '/collections') };
}

export default async function Collections({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const t = await getTranslations('collections');
  const cards = await publicCollections(null, locale);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      {cards.length > 0 ? (
        <CollectionCards cards={cards} />
      ) : (
        <EmptyState title={t('none_title')} text={t('none_text')}>
          <Link href="/browse" className={buttonStyle()}>
            {t('browse')}
          </Link>
        </EmptyState>
      )}
    </>
  );
}
