import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CollectionDesk } from '#app/_collections/desk-list.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { collectionsForEditing } from '#lib/catalogue/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('admin');
  return { title: t('parts.collections.title'), robots: { index: false } };
}

export default async function PlatformCollections({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.collections);
  if (!actor) return <StaffDoor path="/admin/collections" />;
  const t = await getTranslations('admin');
  const rows = await collectionsForEditing(actor, null);
  return (
    <>
      <StaffNav actor={actor} current="collections" />
      <PageHead title={t('parts.collections.title')} lead={t('parts.collections.text')} />
      <CollectionDesk rows={rows} enterprise={null} locale={locale} done={(await searchParams).done} />
    </>
  );
}
