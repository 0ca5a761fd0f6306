import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CollectionEditor } from '#app/_collections/editor.tsx';
import { collectionOr404 } from '#app/_collections/found.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { readField } from '#lib/languages/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../../_parts/staff.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ language?: string; q?: string; done?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('collections');
  return { title: t('editor'), robots: { index: false } };
}

export default async function EditPlatformCollection({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await openStaffDesk(parts.collections);
  if (!actor) return <StaffDoor path="/admin/collections" />;
  const collection = await collectionOr404(actor, (await params).id, locale);
  if (collection.enterprise) notFound();
  const title = readField(collection.text, 'title', locale);
  return (
    <>
      <StaffNav actor={actor} current="collections" />
      <PageHead title={title?.value} {...(title ? { lang: title.locale } : {})} />
      <CollectionEditor actor={actor} collection={collection} locale={locale} search={await searchParams} />
    </>
  );
}
