import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { BrowsePage } from '#app/_shop/browse-page.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { categories } from '#lib/catalogue/index.ts';
import { decodeCursor } from '#lib/core/page.ts';
import type { Locale } from '#lib/languages/index.ts';

type Props = { params: Promise<{ locale: string; where?: string[] }> };

/** /browse, /browse/<category>, and each with a cursor behind it: pages of a list have paths of their own, so that they are cached like all. */
async function placeOf(params: Props['params'], locale: Locale) {
  const { where = [] } = await params;
  const tree = await categories(locale);
  const category = tree.find((each) => each.slug === where[0]);
  const [cursor, ...rest] = category ? where.slice(1) : where;
  if (rest.length > 0 || (cursor !== undefined && !decodeCursor(cursor, ['number', 'id']))) notFound();
  return { category, cursor };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { category, cursor } = await placeOf(params, locale);
  const t = await getTranslations('shop');
  const path = category ? `/browse/${category.slug}` : '/browse';
  return {
    title: category?.name ?? t('browse.title'),
    alternates: alternates(locale, cursor ? `${path}/${cursor}` : path),
    ...(cursor ? { robots: { index: false } } : {}),
  };
}

export default async function Browse({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { category, cursor } = await placeOf(params, locale);
  const t = await getTranslations('shop');
  return (
    <BrowsePage
      title={category?.name ?? t('browse.title')}
      filter={category ? { category: category.slug } : {}}
      locale={locale}
      path={category ? `/browse/${category.slug}` : '/browse'}
      cursor={cursor}
      current={category?.slug ?? ''}
    />
  );
}
