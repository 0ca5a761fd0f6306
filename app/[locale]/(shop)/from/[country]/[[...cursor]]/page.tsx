import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { countryName } from '#app/_i18n/names.ts';
import { BrowsePage, orderPath, readOrder } from '#app/_shop/browse-page.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { sellingCountry } from '#lib/enterprises/index.ts';

type Props = { params: Promise<{ locale: string; country: string; cursor?: string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { country, cursor: rest = [] } = await params;
  const place = readOrder(rest);
  if (!sellingCountry(country) || !place) notFound();
  const t = await getTranslations('shop');
  const name = t('browse.from', { country: countryName(country, locale) });
  return {
    title: place.order === 'new' ? (await getTranslations('discover'))('order.new_in', { name }) : name,
    alternates: alternates(locale, orderPath(`/from/${country}`, place.order)),
    ...(place.cursor ? { robots: { index: false } } : {}),
  };
}

export default async function FromCountry({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { country, cursor: rest = [] } = await params;
  const place = readOrder(rest);
  if (!sellingCountry(country) || !place) notFound();
  const t = await getTranslations('shop');
  return (
    <BrowsePage
      title={t('browse.from', { country: countryName(country, locale) })}
      filter={{ country }}
      locale={locale}
      path={`/from/${country}`}
      order={place.order}
      cursor={place.cursor}
    />
  );
}
