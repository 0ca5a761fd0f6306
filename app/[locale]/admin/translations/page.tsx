import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { JobTable } from '#app/_translations/job-table.tsx';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { disputedJobs } from '#lib/translations/index.ts';
import { openStaffDesk, parts, StaffDoor, StaffNav } from '../_parts/staff.tsx';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('translation_jobs.staff');
  return { title: t('title'), robots: { index: false } };
}

/** Translations on which customer and translator cannot agree. */
export default async function DisputedTranslations({ params }: Props) {
  await pageLocale(params);
  const actor = await openStaffDesk(parts.translations);
  if (!actor) return <StaffDoor path="/admin/translations" />;
  const t = await getTranslations('translation_jobs.staff');
  const jobs = await disputedJobs(actor);
  return (
    <>
      <StaffNav actor={actor} current="translations" />
      <PageHead title={t('title')} />
      {jobs.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')} />
      ) : (
        <JobTable jobs={jobs} caption={t('title')} other="customer" />
      )}
    </>
  );
}
