import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Prose } from '#app/_shop/prose.tsx';
import { PageHead } from '#app/_ui/layout.tsx';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = await getTranslations('pages');
  return { title: t('about.title'), alternates: alternates(locale, '/about') };
}

export default async function About({ params }: Props) {
  await connection();
  await pageLocale(params);
  const t = await getTranslations('pages');
  return (
    <div className="mx-auto w-full max-w-[760px]">
      <PageHead title={t('about.title')} lead={t('about.lead')} />
      <Prose text={t('about.body')} />
    </div>
  );
}
