import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { LeftOutFacts } from '#app/_rights/deals/left-out-facts.tsx';
import { titlesOfDeal } from '#app/_rights/deals/titles.ts';
import { orNotFound } from '#app/_rights/open-royalties.ts';
import { periodNames } from '#app/_rights/period-names.ts';
import { RoyaltyTermsFacts } from '#app/_rights/royalty-terms-facts.tsx';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { formatMoney, money } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { type PassedPart, readPassed } from '#lib/licensing/index.ts';

type Props = { params: Promise<{ locale: string; number: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('sublicences.passed');
  return { title: t('title'), robots: { index: false } };
}

/** Works of a licence between others that have passed to this enterprise: what may be done with them, and what they bring it. */
export default async function PassedWorks({ params }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const part = await orNotFound(readPassed(await currentActor(), number));
  const t = await getTranslations('sublicences.passed');
  const rights = await getTranslations('rights');
  const royalties = await getTranslations('royalties');
  const titles = titlesOfDeal(part, locale);
  return (
    <>
      <PageHead title={t('title')} lead={t('lead', { licensee: nameFor(part.licensee, locale), number })}>
        <p className="flex flex-wrap items-center gap-x-5">
          <Status kind={part.status === 'active' ? 'good' : 'plain'}>
            {royalties(`licence_status.${part.status}`)}
          </Status>
          {part.certified && (
            <Link href={`/certificates/${number}`} className="link inline-flex min-h-11 items-center text-small">
              {rights('certificate.title', { number })}
            </Link>
          )}
        </p>
      </PageHead>
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-12 lg:grid-cols-[1fr_400px]">
        <div className="grid min-w-0 gap-12">
          <Notice>{t('text')}</Notice>
          <section aria-labelledby="works">
            <h2 id="works" className="mb-3 text-large">
              {t('works')}
            </h2>
            <ul className="grid gap-1">
              {part.works.map(({ workId, work }) => (
                <li key={workId}>
                  <Link href={`/w/${work.slug}`} className="link inline-flex min-h-11 items-center">
                    {titles[workId]}
                  </Link>
                </li>
              ))}
            </ul>
          </section>
          <Payments part={part} locale={locale} />
        </div>
        <section aria-labelledby="terms" className="grid min-w-0 gap-3">
          <h2 id="terms" className="text-large">
            {t('terms')}
          </h2>
          <TermsFacts terms={part.terms} locale={locale} withMoney={false} />
          <LeftOutFacts terms={part.terms} titles={titles} locale={locale} />
          <RoyaltyTermsFacts terms={part.royalties} locale={locale} />
        </section>
      </div>
    </>
  );
}

/** The payments of the licence in which this enterprise has a part, with that part alone. */
async function Payments({ part: { dues }, locale }: { part: PassedPart; locale: Locale }) {
  const t = await getTranslations('sublicences.passed');
  const licensing = await getTranslations('licensing');
  const format = await getFormatter();
  const period = await periodNames(locale);
  const date = (day: Date) => format.dateTime(day, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <section aria-labelledby="payments">
      <h2 id="payments" className="mb-3 text-large">
        {t('payments')}
      </h2>
      {dues.length === 0 ? (
        <p className="text-muted">{t('no_payments')}</p>
      ) : (
        <Table
          caption={t('payments')}
          rows={dues}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'what',
              title: licensing('money.what'),
              cell: (due) =>
                due.period
                  ? `${licensing(`due_kind.${due.kind}`)} · ${period(due.period)}`
                  : licensing(`due_kind.${due.kind}`),
            },
            { key: 'due', title: licensing('money.due'), cell: (due) => date(due.dueOn) },
            {
              key: 'part',
              title: t('part'),
              cell: (due) => <span className="num">{formatMoney(money(due.minor, due.currency), locale)}</span>,
            },
            {
              key: 'state',
              title: licensing('money.state'),
              cell: (due) =>
                due.cancelledAt ? (
                  <Status kind="plain">{licensing('money.cancelled')}</Status>
                ) : due.paidAt ? (
                  <Status kind="good">{licensing('money.paid', { day: date(due.paidAt) })}</Status>
                ) : (
                  <Status kind="waiting">{licensing('money.open')}</Status>
                ),
            },
          ]}
        />
      )}
    </section>
  );
}
