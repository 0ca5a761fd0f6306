import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CollectionDesk } from '#app/_collections/desk-list.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { collectionsForEditing } from '#lib/catalogue/index.ts';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { FrontNav } from '../_parts/front-nav.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('collections');
  return { title: t('title'), robots: { index: false } };
}

export default async function EnterpriseCollections({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'collection.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/storefront/collections" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('collections');
  const rows = await collectionsForEditing(actor, enterprise.id);
  return (
    <>
      <StudioNav enterprise={enterprise} current="storefront" several={several} />
      <PageHead title={t('title')} lead={t('desk.lead')} />
      <FrontNav enterprise={enterprise.slug} current="collections" />
      <CollectionDesk rows={rows} enterprise={enterprise} locale={locale} done={(await searchParams)['done']} />
    </>
  );
}
