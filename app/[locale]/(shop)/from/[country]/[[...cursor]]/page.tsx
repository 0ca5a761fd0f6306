import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { countryName } from '#app/_i18n/names.ts';
import { BrowsePage } from '#app/_shop/browse-page.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { sellingCountry } from '#lib/enterprises/index.ts';

type Props = { params: Promise<{ locale: string; country: string; cursor?: string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { country } = await params;
  if (!sellingCountry(country)) notFound();
  const t = await getTranslations('shop');
  return {
    title: t('browse.from', { country: countryName(country, locale) }),
    alternates: alternates(locale, `/from/${country}`),
  };
}

export default async function FromCountry({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { country, cursor } = await params;
  if (!sellingCountry(country) || (cursor?.length ?? 0) > 1) notFound();
  const t = await getTranslations('shop');
  return (
    <BrowsePage
      title={t('browse.from', { country: countryName(country, locale) })}
      filter={{ country }}
      locale={locale}
      path={`/from/${country}`}
      cursor={cursor?.[0]}
    />
  );
}
