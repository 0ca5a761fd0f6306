import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Prose } from '#app/_shop/prose.tsx';
import { PageHead } from '#app/_ui/layout.tsx';

type Props = { params: Promise<{ locale: string; doc: string }> };

/** The documents there are; anything else is not found. */
function document(doc: string): 'terms' | 'privacy' {
  if (doc !== 'terms' && doc !== 'privacy') notFound();
  return doc;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const doc = document((await params).doc);
  const t = await getTranslations('pages');
  return { title: t(`${doc}.title`), alternates: alternates(locale, `/legal/${doc}`) };
}

export default async function Legal({ params }: Props) {
  await connection();
  await pageLocale(params);
  const doc = document((await params).doc);
  const t = await getTranslations('pages');
  return (
    <div className="mx-auto w-full max-w-[760px]">
      <PageHead title={t(`${doc}.title`)} />
      <Prose text={doc === 'privacy' ? `${t('privacy.body')}\n\n${t('privacy.counting')}` : t(`${doc}.body`)} />
    </div>
  );
}
