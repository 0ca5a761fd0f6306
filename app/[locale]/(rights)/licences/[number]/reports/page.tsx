import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { periodNames } from '#app/_rights/period-names.ts';
import { ReportForms } from '#app/_rights/report-forms.tsx';
import { royaltyWords } from '#app/_rights/royalty-words.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Form } from '#app/_ui/form.tsx';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { Table } from '#app/_ui/table.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { type RoyaltyOverview, reportsOfLicence, royaltyOverview } from '#lib/royalties/index.ts';
import { discardReportAction, submitReportAction } from '../../actions.ts';

type Props = {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};
type Report = Awaited<ReturnType<typeof reportsOfLicence>>[number];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('royalties');
  return { title: t('reports.title'), robots: { index: false } };
}

const tones = { checked: 'waiting', submitted: 'good', replaced: 'plain' } as const;

export default async function Reports({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const actor = await currentActor();
  const overview = await orNotFound(royaltyOverview(actor, number));
  if (overview.side !== 'licensee') notFound();
  const reports = await reportsOfLicence(actor, number);
  const checked = reports.find((report) => report.status === 'checked' && report.source !== 'platform');
  const t = await getTranslations('royalties');
  const { sent } = await searchParams;
  const { deal } = overview.licence;
  return (
    <>
      <PageHead
        title={t('reports.title')}
        lead={
          <Link href={`/licences/${number}`} className="link">
            {t('reports.of', { work: fieldText(deal.works[0]?.work.text, 'title', locale), number })}
          </Link>
        }
      />
      {sent && (
        <div className="mb-8">
          <Notice kind="good" role="status">
            {t('reports.sent', { holder: nameFor(deal.holder, locale) })}
          </Notice>
        </div>
      )}
      {checked ? (
        <Checked overview={overview} report={checked} locale={locale} />
      ) : (
        <ReportForms overview={overview} locale={locale} />
      )}
      <History reports={reports} number={number} locale={locale} />
    </>
  );
}

/** What was read and not sent yet: what it comes to, and the choice to send it or to take it back. */
async function Checked({ overview, report, locale }: { overview: RoyaltyOverview; report: Report; locale: Locale }) {
  const t = await getTranslations('royalties.reports');
  const { number, deal } = overview.licence;
  const statement = overview.statements.find((each) => each.period === report.period);
  const { money } = royaltyWords(locale, statement?.currency ?? 'EUR');
  return (
    <section aria-labelledby="checked" className="rounded-md border border-ink p-6">
      <h2 id="checked" className="text-large">
        {t('checked', { period: (await periodNames(locale))(report.period) })}
      </h2>
      <p className="mt-1 text-muted text-small">
        {t('checked_text', { file: report.fileName, lines: report.lineCount, holder: nameFor(deal.holder, locale) })}
      </p>
      {statement && (
        <dl className="num mt-5 grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-4">
          {(
            [
              ['receipts', money(statement.receiptsMinor)],
              ['deductions', money(statement.deductionsMinor)],
              ['royalty', money(statement.royaltyMinor)],
              ['payable', money(statement.payableMinor)],
            ] as const
          ).map(([name, value]) => (
            <div key={name}>
              <dt className="text-muted text-small">{t(`totals.${name}`)}</dt>
              <dd className="text-large">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="mt-4 text-small">
        <Link
          href={`/licences/${number}/statements/${report.period}`}
          className="link inline-flex min-h-11 items-center"
        >
          {t('arithmetic')}
        </Link>
      </p>
      <div className="mt-4 flex flex-wrap gap-4">
        <Form action={submitReportAction}>
          <input type="hidden" name="number" value={number} />
          <input type="hidden" name="reportId" value={report.id} />
          <Submit pending={t('sending')}>{t('send')}</Submit>
        </Form>
        <Form action={discardReportAction}>
          <input type="hidden" name="number" value={number} />
          <input type="hidden" name="reportId" value={report.id} />
          <Submit kind="quiet">{t('discard')}</Submit>
        </Form>
      </div>
    </section>
  );
}

async function History({ reports, number, locale }: { reports: readonly Report[]; number: string; locale: string }) {
  if (reports.length === 0) return null;
  const t = await getTranslations('royalties');
  const format = await getFormatter();
  const name = await periodNames(locale);
  return (
    <section aria-labelledby="history" className="mt-14">
      <h2 id="history" className="mb-3 text-large">
        {t('reports.history')}
      </h2>
      <Table
        caption={t('reports.history')}
        rows={reports}
        rowKey={(report) => report.id}
        columns={[
          {
            key: 'period',
            title: t('licence.period'),
            cell: (report) =>
              report.status === 'replaced' ? (
                name(report.period)
              ) : (
                <Link
                  href={`/licences/${number}/statements/${report.period}`}
                  className="link inline-flex min-h-11 items-center md:min-h-0"
                >
                  {name(report.period)}
                </Link>
              ),
          },
          {
            key: 'source',
            title: t('reports.source'),
            cell: (report) =>
              report.source === 'upload' ? (
                <span className="break-all">{report.fileName}</span>
              ) : (
                t(`source.${report.source}`)
              ),
          },
          {
            key: 'lines',
            title: t('reports.lines'),
            cell: (report) => t('reports.line_count', { count: report.lineCount }),
          },
          {
            key: 'state',
            title: t('licences.state'),
            cell: (report) => <Status kind={tones[report.status]}>{t(`report_status.${report.status}`)}</Status>,
          },
          {
            key: 'date',
            title: t('reports.date'),
            cell: (report) => format.dateTime(report.submittedAt ?? report.createdAt, { dateStyle: 'medium' }),
          },
        ]}
      />
    </section>
  );
}
