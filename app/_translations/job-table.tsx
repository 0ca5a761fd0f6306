import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { MakerName } from '#app/_shop/maker-name.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { ListedJob } from '#lib/translations/index.ts';
import { amountOf, jobTone, pairOf } from './words.ts';

/** Jobs as one of their sides lists them: `other` says whose name is of interest. */
export async function JobTable({
  jobs,
  caption,
  other,
}: {
  jobs: readonly ListedJob[];
  caption: string;
  other: 'customer' | 'translator';
}) {
  const t = await getTranslations('translation_jobs');
  const locale = await readerLocale();
  const format = await getFormatter();
  return (
    <Table
      caption={caption}
      rows={jobs}
      rowKey={(job) => job.id}
      columns={[
        {
          key: 'languages',
          title: t('list.languages'),
          cell: (job) => (
            <Link href={`/translate/jobs/${job.number}`} className="link inline-flex min-h-6 items-center">
              {t('pair', pairOf(job, locale))}
            </Link>
          ),
        },
        { key: 'job', title: t('list.job'), wide: true, cell: (job) => <span className="num">{job.number}</span> },
        {
          key: 'other',
          title: t(`list.${other}`),
          cell: (job) => {
            const side = other === 'customer' ? job.enterprise : job.translator;
            return side ? <MakerName of={side} locale={locale} /> : null;
          },
        },
        { key: 'words', title: t('list.words'), numeric: true, cell: (job) => format.number(job.words) },
        {
          key: 'price',
          title: t('list.price'),
          numeric: true,
          cell: (job) => amountOf(job.netMinor, job.currency, locale),
        },
        {
          key: 'until',
          title: t('list.until'),
          cell: (job) => (
            <time dateTime={job.deliverBy.toISOString()}>
              {format.dateTime(job.deliverBy, { dateStyle: 'medium', timeZone: 'UTC' })}
            </time>
          ),
        },
        {
          key: 'state',
          title: t('list.state'),
          cell: (job) => <Status kind={jobTone(job.status)}>{t(`status.${job.status}`)}</Status>,
        },
      ]}
    />
  );
}
