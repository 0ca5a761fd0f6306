import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { PageHead } from '#app/_ui/layout.tsx';

type Props = { params: Promise<{ locale: string }> };

const questions = [1, 2, 3, 4, 5] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = await getTranslations('pages');
  return { title: t('help.title'), alternates: alternates(locale, '/help') };
}

export default async function Help({ params }: Props) {
  await connection();
  await pageLocale(params);
  const t = await getTranslations('pages');
  return (
    <div className="mx-auto w-full max-w-[760px]">
      <PageHead title={t('help.title')} lead={t('help.lead')} />
      {questions.map((number) => (
        <details key={number} className="border-line border-b py-2">
          <summary className="flex min-h-11 items-center font-medium">{t(`help.q${number}`)}</summary>
          <p className="max-w-[64ch] pb-4">{t(`help.a${number}`)}</p>
        </details>
      ))}
    </div>
  );
}
