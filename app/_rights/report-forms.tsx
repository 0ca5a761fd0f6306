import { getFormatter, getTranslations } from 'next-intl/server';
import { periodNames } from '#app/_rights/period-names.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { nothingSoldAction, uploadReportAction } from '#app/[locale]/(rights)/licences/actions.ts';
import { limits } from '#lib/core/limits.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { RoyaltyOverview } from '#lib/royalties/index.ts';
import { RowProblems } from './row-problems.tsx';

const accept = '.csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Where a report goes in: a file, or the word that nothing was sold. Only the period that comes next, and those that are doubted. */
export async function ReportForms({ overview, locale }: { overview: RoyaltyOverview; locale: Locale }) {
  const { licence, missing, statements } = overview;
  const t = await getTranslations('royalties.reports');
  const format = await getFormatter();
  const name = await periodNames(locale);
  const disputed = statements.filter((each) => each.status === 'disputed').map((each) => each.period);
  const [next] = missing;
  const periods = [...(next ? [next.period] : []), ...disputed];
  if (periods.length === 0)
    return <EmptyState title={t('nothing_due')} text={t('nothing_due_text', { period: name(overview.running) })} />;
  const { number } = licence;
  const due = next && format.dateTime(new Date(next.dueOn), { dateStyle: 'long' });
  const query = `number=${number}&period=${periods[0]}&locale=${locale}`;
  return (
    <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-12 lg:grid-cols-[1fr_340px]">
      <section aria-labelledby="upload" className="min-w-0">
        <h2 id="upload" className="mb-1 text-large">
          {t('upload')}
        </h2>
        {next && (
          <p className="mb-5 text-muted text-small">{t('due', { period: name(next.period), date: due ?? '' })}</p>
        )}
        <Form action={uploadReportAction} className="grid max-w-[640px] gap-6">
          <input type="hidden" name="number" value={number} />
          <Select
            name="period"
            label={t('period')}
            options={periods.map((value) => ({
              value,
              label: disputed.includes(value) ? t('corrects', { period: name(value) }) : name(value),
            }))}
            defaultValue={periods[0]}
          />
          <FileField
            name="file"
            label={t('file')}
            hint={t('file_hint', { megabytes: limits.importBytes / 2 ** 20, rows: limits.reportRows })}
            accept={accept}
          />
          <RowProblems title={t('problems')} />
          <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
            <Submit pending={t('reading')}>{t('read')}</Submit>
            <p className="max-w-[40ch] text-muted text-small">{t('safe')}</p>
          </div>
        </Form>
      </section>
      <div className="grid gap-10">
        <section aria-labelledby="template" className="grid gap-3">
          <h2 id="template" className="text-large">
            {t('template')}
          </h2>
          <p className="text-muted text-small">{t('template_text')}</p>
          <a href={`/api/royalties/template?${query}&format=xlsx`} download className={buttonStyle('quiet')}>
            {t('template_xlsx')}
          </a>
          <a href={`/api/royalties/template?${query}&format=csv`} download className={buttonStyle('quiet')}>
            {t('template_csv')}
          </a>
        </section>
        {next && (
          <section aria-labelledby="nothing">
            <h2 id="nothing" className="mb-2 text-large">
              {t('nothing', { period: name(next.period) })}
            </h2>
            <p className="mb-4 text-muted text-small">{t('nothing_text')}</p>
            <Form action={nothingSoldAction}>
              <input type="hidden" name="number" value={number} />
              <input type="hidden" name="period" value={next.period} />
              <Submit kind="quiet" pending={t('sending')}>
                {t('nothing_send')}
              </Submit>
            </Form>
          </section>
        )}
      </div>
    </div>
  );
}
