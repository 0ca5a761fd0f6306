import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { BrowsePage, orderPath, readOrder } from '#app/_shop/browse-page.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { categories } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';

type Props = { params: Promise<{ locale: string; where?: string[] }> };

/** /browse, /browse/<category>, each with `new`, a cursor or both behind it: pages of a list have paths of their own, so that they are cached like all. */
async function placeOf(params: Props['params'], locale: Locale) {
  const { where = [] } = await params;
  const tree = await categories(locale);
  const category = tree.find((each) => each.slug === where[0]);
  const place = readOrder(category ? where.slice(1) : where);
  if (!place) notFound();
  return { category, ...place };
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { category, order, cursor } = await placeOf(params, locale);
  const t = await getTranslations('shop');
  const words = await getTranslations('discover');
  const path = orderPath(category ? `/browse/${category.slug}` : '/browse', order);
  const name = category?.name ?? t('browse.title');
  return {
    title: order === 'new' ? words('order.new_in', { name }) : name,
    alternates: alternates(locale, cursor ? `${path}/${cursor}` : path),
    ...(cursor ? { robots: { index: false } } : {}),
  };
}

export default async function Browse({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { category, order, cursor } = await placeOf(params, locale);
  const t = await getTranslations('shop');
  return (
    <BrowsePage
      title={category?.name ?? t('browse.title')}
      filter={category ? { category: category.slug } : {}}
      locale={locale}
      path={category ? `/browse/${category.slug}` : '/browse'}
      order={order}
      cursor={cursor}
      current={category?.slug ?? ''}
    />
  );
}
