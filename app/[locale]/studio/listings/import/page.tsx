import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { templateHelp } from '#app/_studio/template-help.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { categories, importsOfEnterprise } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type OwnEnterprise, openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { TemplateForm } from './template-form.tsx';
import { importTone } from './tone.ts';
import { UploadForm } from './upload-form.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('import');
  return { title: t('title'), robots: { index: false } };
}

export default async function ImportListings({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'listing.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/listings/import" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('import');
  return (
    <>
      <StudioNav enterprise={enterprise} current="listings" several={several} />
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-12 lg:grid-cols-[1fr_340px]">
        <UploadForm enterprise={enterprise} locale={locale} chosen={await searchParams} />
        <Downloads enterprise={enterprise} locale={locale} />
      </div>
      <History actor={actor} enterprise={enterprise} several={several} after={(await searchParams)['after']} />
      <Help locale={locale} />
    </>
  );
}

async function Downloads({ enterprise, locale }: { enterprise: OwnEnterprise; locale: Locale }) {
  const t = await getTranslations('import.export');
  const query = `enterprise=${enterprise.id}&locale=${locale}`;
  return (
    <section aria-labelledby="export-title" className="grid gap-3">
      <h2 id="export-title" className="text-large">
        {t('title')}
      </h2>
      <p className="text-muted text-small">{t('text')}</p>
      <a href={`/api/studio/sheets/listings.csv?${query}`} download className={buttonStyle('quiet')}>
        {t('csv')}
      </a>
      <a href={`/api/studio/sheets/listings.xlsx?${query}`} download className={buttonStyle('quiet')}>
        {t('xlsx')}
      </a>
      <h3 className="mt-5 font-medium font-sans text-base">{t('template')}</h3>
      <p className="text-muted text-small">{t('template_text')}</p>
      <TemplateForm enterpriseId={enterprise.id} locale={locale} />
    </section>
  );
}

async function History({
  actor,
  enterprise,
  several,
  after,
}: {
  actor: Actor;
  enterprise: OwnEnterprise;
  several: boolean;
  after: string | undefined;
}) {
  const { items: runs, next } = await importsOfEnterprise(actor, enterprise.id, after);
  if (runs.length === 0) return null;
  const t = await getTranslations('import');
  const format = await getFormatter();
  return (
    <section id="history" aria-labelledby="history-title" className="mt-14 scroll-mt-6">
      <h2 id="history-title" className="mb-3 text-large">
        {t('history.title')}
      </h2>
      <Table
        caption={t('history.title')}
        rows={runs}
        rowKey={(run) => run.id}
        columns={[
          {
            key: 'file',
            title: t('history.file'),
            cell: (run) => (
              <Link
                href={`/studio/listings/import/${run.id}`}
                className="link inline-flex min-h-11 items-center break-all"
              >
                {run.fileName}
              </Link>
            ),
          },
          {
            key: 'date',
            title: t('history.date'),
            cell: (run) => format.dateTime(run.createdAt, { dateStyle: 'medium', timeStyle: 'short' }),
          },
          {
            key: 'state',
            title: t('history.state'),
            cell: (run) => <Status kind={importTone[run.status]}>{t(`status.${run.status}`)}</Status>,
          },
          {
            key: 'rows',
            title: t('history.rows'),
            numeric: true,
            cell: (run) => format.number(run.rows),
          },
        ]}
      />
      {next && (
        <Link
          href={`/studio/listings/import?${several ? `enterprise=${enterprise.slug}&` : ''}after=${next}#history`}
          className="link mt-4 inline-flex min-h-11 items-center"
        >
          {t('history.older')}
        </Link>
      )}
    </section>
  );
}

async function Help({ locale }: { locale: Locale }) {
  const t = await getTranslations('import.help');
  const help = await templateHelp(locale, await categories(locale));
  return (
    <details className="mt-12 border-line border-t pt-2">
      <summary className="min-h-11 cursor-pointer py-2.5 font-medium">{t('title')}</summary>
      <p className="mt-2 mb-5 max-w-[60ch] text-muted text-small">{t('rules')}</p>
      <Table
        caption={t('title')}
        rows={help}
        rowKey={({ column }) => column}
        columns={[
          {
            key: 'column',
            title: t('column'),
            cell: ({ column }) => <code className="whitespace-nowrap">{column}</code>,
          },
          {
            key: 'takes',
            title: t('text'),
            cell: ({ label, takes }) => (
              <>
                <span className="font-medium">{label}</span>
                <span className="block max-w-[70ch] text-muted">{takes}</span>
              </>
            ),
          },
        ]}
      />
    </details>
  );
}
