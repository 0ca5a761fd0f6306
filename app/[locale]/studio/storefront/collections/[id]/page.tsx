import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CollectionEditor } from '#app/_collections/editor.tsx';
import { collectionOr404 } from '#app/_collections/found.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { inSeveralEnterprises } from '#lib/core/actor.ts';
import { fieldText, locale as localeOf } from '#lib/languages/index.ts';
import { StudioDoor } from '../../../_parts/door.tsx';
import { StudioNav } from '../../../_parts/studio-nav.tsx';
import { FrontNav } from '../../_parts/front-nav.tsx';

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<{ language?: string; q?: string; done?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('collections');
  return { title: t('editor'), robots: { index: false } };
}

export default async function EditCollection({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person')
    return <StudioDoor desk={{ at: 'guest' }} path="/studio/storefront/collections" locale={locale} />;
  const collection = await collectionOr404(actor, id, locale);
  if (!collection.enterprise) notFound();
  const source = localeOf(collection.text.sourceLocale);
  return (
    <>
      <StudioNav enterprise={collection.enterprise} current="storefront" several={inSeveralEnterprises(actor)} />
      <PageHead title={fieldText(collection.text, 'title', source)} lang={source} />
      <FrontNav enterprise={collection.enterprise.slug} current="collections" />
      <CollectionEditor actor={actor} collection={collection} locale={locale} search={await searchParams} />
    </>
  );
}
