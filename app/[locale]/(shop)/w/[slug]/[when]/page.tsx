import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { alternates } from '#app/_frame/alternates.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { WorkAvailability } from '#app/_rights/availability.tsx';
import { readWhen } from '#app/_rights/when.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { PageHead } from '#app/_ui/layout.tsx';
import { fieldText, readField } from '#lib/languages/index.ts';
import { hierarchies, readWork } from '#lib/rights/index.ts';

type Props = { params: Promise<{ locale: string; slug: string; when: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { slug, when } = await params;
  const [work, looked] = [await readWork(slug), readWhen(when)];
  if (!work || !looked) return {};
  const t = await getTranslations('avails.when');
  const year = looked.year === null ? t('three') : String(looked.year);
  return {
    title: t('page_title', { title: fieldText(work.text, 'title', locale), year }),
    // One work, one address for those who search: the years are ways to look at it.
    alternates: alternates(locale, `/w/${slug}`),
    robots: { index: false, follow: true },
  };
}

/** What of a work is free in one year, or for one use. */
export default async function WorkInYear({ params }: Props) {
  await connection();
  const locale = await pageLocale(params);
  const { slug, when } = await params;
  const [work, looked] = [await readWork(slug), readWhen(when)];
  if (!work || !looked || (looked.right !== null && !hierarchies.rights.leaves.includes(looked.right))) notFound();
  const t = await getTranslations('avails.when');
  const rights = await getTranslations('rights.work');
  const title = readField(work.text, 'title', locale);
  return (
    <>
      <PageHead title={<span lang={title?.locale}>{title?.value}</span>} lead={t('title')}>
        <span className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <Link href={`/w/${slug}`} className="link inline-flex min-h-11 items-center">
            {t('back')}
          </Link>
          <Link href={`/deals/new?work=${slug}`} className={buttonStyle()}>
            {rights('ask')}
          </Link>
        </span>
      </PageHead>
      <WorkAvailability work={work} when={looked} locale={locale} />
    </>
  );
}
