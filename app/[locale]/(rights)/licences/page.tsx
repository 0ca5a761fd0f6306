import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { periodNames } from '#app/_rights/period-names.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { consentsWaiting, passedLicences } from '#lib/licensing/index.ts';
import { type ListedLicence, licencesOf } from '#lib/royalties/index.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | undefined>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('royalties');
  return { title: t('licences.title'), robots: { index: false } };
}

export default async function Licences({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = await getTranslations('royalties');
  const calendar = await getTranslations('licensing');
  const sublicences = await getTranslations('sublicences');
  const actor = await currentActor();
  if (actor.type !== 'person') {
    return (
      <EmptyState whole title={t('licences.title')} text={t('licences.guest')}>
        <Link href="/sign-in?next=/licences" className={buttonStyle()}>
          {t('licences.sign_in')}
        </Link>
      </EmptyState>
    );
  }
  const { taken, given } = await searchParams;
  const [asLicensee, asHolder] = await Promise.all([
    licencesOf(actor, 'licensee', taken),
    licencesOf(actor, 'holder', given),
  ]);
  const [waiting, passed] = await Promise.all([consentsWaiting(actor), passedLicences(actor)]);
  const notices = waiting.length + passed.length;
  if (notices === 0 && asLicensee.items.length === 0 && asHolder.items.length === 0 && !taken && !given) {
    return (
      <EmptyState whole title={t('licences.title')} text={t('licences.empty')}>
        <Link href="/rights" className={buttonStyle()}>
          {t('licences.find')}
        </Link>
      </EmptyState>
    );
  }
  return (
    <>
      <PageHead title={t('licences.title')} lead={t('licences.lead')}>
        <div className="flex flex-wrap gap-3">
          <Link href="/licences/calendar" className={buttonStyle('quiet')}>
            {calendar('calendar.link')}
          </Link>
          <Link href="/licences/papers" className={buttonStyle('quiet')}>
            {calendar('papers.link')}
          </Link>
          {asHolder.items.length > 0 && (
            <Link href="/licences/portfolio" className={buttonStyle('quiet')}>
              {t('portfolio.title')}
            </Link>
          )}
        </div>
      </PageHead>
      {waiting.map((number) => (
        <div key={number} className="mb-6">
          <Notice kind="info">
            <Link href={`/licences/${number}/consent`} className="link inline-flex min-h-11 items-center">
              {calendar('consent.waiting', { number })}
            </Link>
          </Notice>
        </div>
      ))}
      {passed.length > 0 && (
        <ul className="mb-6">
          {passed.map((number) => (
            <li key={number}>
              <Link href={`/licences/${number}/works`} className="link inline-flex min-h-11 items-center">
                {sublicences('passed.link', { number })}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <div className="grid gap-14">
        <List rows={asLicensee.items} next={asLicensee.next} side="licensee" locale={locale} />
        <List rows={asHolder.items} next={asHolder.next} side="holder" locale={locale} />
      </div>
    </>
  );
}

async function List({
  rows,
  next,
  side,
  locale,
}: {
  rows: readonly ListedLicence[];
  next: string | null;
  side: 'licensee' | 'holder';
  locale: Locale;
}) {
  if (rows.length === 0) return null;
  const t = await getTranslations('royalties');
  return (
    <section aria-labelledby={`as-${side}`}>
      <h2 id={`as-${side}`} className="mb-3 text-large">
        {t(`licences.as_${side}`)}
      </h2>
      <Table
        caption={t(`licences.as_${side}`)}
        rows={rows}
        rowKey={({ licence }) => licence.id}
        columns={[
          {
            key: 'work',
            title: t('licences.work'),
            cell: ({ licence }) => (
              <Link href={`/licences/${licence.number}`} className="link inline-flex min-h-11 items-center md:min-h-0">
                {fieldText(licence.deal.works[0]?.work.text, 'title', locale)}
              </Link>
            ),
          },
          {
            key: 'number',
            title: t('licences.number'),
            cell: ({ licence }) => <span className="num">{licence.number}</span>,
          },
          {
            key: 'other',
            title: t(side === 'licensee' ? 'licences.holder' : 'licences.licensee'),
            cell: ({ licence }) => nameFor(side === 'licensee' ? licence.deal.holder : licence.deal.licensee, locale),
          },
          { key: 'state', title: t('licences.state'), cell: ({ licence }) => t(`licence_status.${licence.status}`) },
          { key: 'next', title: t('licences.next'), cell: (row) => <Next row={row} locale={locale} /> },
        ]}
      />
      {next && (
        <Link
          href={`/licences?${side === 'licensee' ? 'taken' : 'given'}=${next}`}
          className="link mt-4 inline-flex min-h-11 items-center"
        >
          {t('licences.older')}
        </Link>
      )}
    </section>
  );
}

/** What is to be done next: answer, report, or nothing. */
async function Next({ row: { missing, waiting, side }, locale }: { row: ListedLicence; locale: string }) {
  const name = await periodNames(locale);
  const t = await getTranslations('royalties');
  const format = await getFormatter();
  if (waiting > 0)
    return (
      <Status kind={side === 'holder' ? 'waiting' : 'bad'}>{t(`licences.waits_${side}`, { count: waiting })}</Status>
    );
  if (!missing) return <Status kind="good">{t('licences.nothing_due')}</Status>;
  const date = format.dateTime(new Date(missing.dueOn), { dateStyle: 'medium' });
  return missing.daysLate > 0 ? (
    <Status kind="bad">{t('licences.overdue', { period: name(missing.period), days: missing.daysLate })}</Status>
  ) : (
    <Status kind="waiting">{t('licences.due', { period: name(missing.period), date })}</Status>
  );
}
