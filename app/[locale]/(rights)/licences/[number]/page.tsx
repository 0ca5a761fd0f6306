import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { orNotFound, statementTone } from '#app/_rights/open-royalties.ts';
import { RoyaltyTermsFacts } from '#app/_rights/royalty-terms-facts.tsx';
import { royaltyWords } from '#app/_rights/royalty-words.ts';
import { WhatIfCalculator } from '#app/_rights/what-if.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { DomainError } from '#lib/core/errors.ts';
import { fieldText } from '#lib/languages/index.ts';
import { readChecklist } from '#lib/rights/index.ts';
import { type RoyaltyOverview, royaltyOverview, termsForLicence } from '#lib/royalties/index.ts';

type Props = {
  params: Promise<{ locale: string; number: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  return { title: (await params).number, robots: { index: false } };
}

export default async function LicencePage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number } = await params;
  const actor = await currentActor();
  const overview = await orNotFound(royaltyOverview(actor, number));
  const { licence, side, missing, running } = overview;
  const t = await getTranslations('royalties');
  const format = await getFormatter();
  const { deal } = licence;
  const other = side === 'licensee' ? deal.holder : deal.licensee;
  const [first] = missing;
  const terms = termsForLicence(licence);
  return (
    <>
      <PageHead
        title={deal.works.map(({ work }) => fieldText(work.text, 'title', locale)).join(' · ')}
        lead={t('licence.lead', { number, other: other.displayName })}
      >
        {side === 'licensee' && (
          <Link href={`/licences/${number}/reports`} className={buttonStyle(first ? 'primary' : 'quiet')}>
            {t('licence.report')}
          </Link>
        )}
      </PageHead>
      {first && (
        <Notice kind={first.daysLate > 0 ? 'bad' : 'info'}>
          {t(first.daysLate > 0 ? 'licence.overdue' : 'licence.due', {
            period: first.period,
            date: format.dateTime(new Date(first.dueOn), { dateStyle: 'long' }),
          })}
        </Notice>
      )}
      <CompliancePart number={number} />
      <div className="mt-8 grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-12 lg:grid-cols-[1fr_360px]">
        <section aria-labelledby="statements" className="min-w-0">
          <h2 id="statements" className="mb-3 text-large">
            {t('licence.statements')}
          </h2>
          <Statements overview={overview} locale={locale} />
          <p className="mt-4 text-muted text-small">{t('licence.running', { period: running })}</p>
        </section>
        <section aria-labelledby="terms" className="min-w-0">
          <h2 id="terms" className="mb-3 text-large">
            {t('licence.terms')}
          </h2>
          <RoyaltyTermsFacts terms={terms} locale={locale} />
          <p className="mt-4 text-small">
            <Link href={`/certificates/${number}`} className="link inline-flex min-h-11 items-center">
              {t('licence.certificate')}
            </Link>
          </p>
        </section>
      </div>
      <WhatIfCalculator actor={actor} number={number} terms={terms} locale={locale} asked={await searchParams} />
    </>
  );
}

/** Staff that looks after money sees royalties and no checklist. */
async function checklistOrNone(number: string) {
  try {
    return await readChecklist(await currentActor(), number);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Where the licence stands with what the law asks, and the way to the list. */
async function CompliancePart({ number }: { number: string }) {
  const list = await checklistOrNone(number);
  if (!list || list.items.length === 0) return null;
  const { items, blocking, licence } = list;
  const t = await getTranslations('compliance');
  const held = licence.status === 'signed' && blocking.length > 0;
  const seen = items.filter(({ tick }) => tick !== null).length;
  return (
    <div className="mt-4">
      <Notice kind={held ? 'bad' : 'info'}>
        {held ? t('held', { count: blocking.length }) : t('progress', { seen, of: items.length })}{' '}
        <Link href={`/licences/${number}/checklist`} className="link inline-flex min-h-11 items-center">
          {t('open_list')}
        </Link>
      </Notice>
    </div>
  );
}

async function Statements({
  overview: { licence, statements, side },
  locale,
}: {
  overview: RoyaltyOverview;
  locale: string;
}) {
  const t = await getTranslations('royalties');
  if (statements.length === 0)
    return <p className="text-muted">{t(`licence.none_${side === 'holder' ? 'holder' : 'licensee'}`)}</p>;
  const { money } = royaltyWords(locale, statements[0]?.currency ?? 'EUR');
  return (
    <Table
      caption={t('licence.statements')}
      rows={statements}
      rowKey={(statement) => statement.id}
      columns={[
        {
          key: 'period',
          title: t('licence.period'),
          cell: (statement) => (
            <Link
              href={`/licences/${licence.number}/statements/${statement.period}`}
              className="link inline-flex min-h-11 items-center md:min-h-0"
            >
              {statement.period}
            </Link>
          ),
        },
        {
          key: 'state',
          title: t('licences.state'),
          cell: (statement) => (
            <Status kind={statementTone(statement.status)}>{t(`status.${statement.status}`)}</Status>
          ),
        },
        {
          key: 'royalty',
          title: t('licence.royalty'),
          numeric: true,
          cell: (statement) => <Cell label={t('licence.royalty')}>{money(statement.royaltyMinor)}</Cell>,
        },
        {
          key: 'payable',
          title: t('licence.payable'),
          numeric: true,
          cell: (statement) => <Cell label={t('licence.payable')}>{money(statement.payableMinor)}</Cell>,
        },
      ]}
    />
  );
}

/** On a phone, where the heads of columns are not seen, a number says what it is. */
function Cell({ label, children }: { label: string; children: string }) {
  return (
    <>
      <span className="text-muted md:hidden">{`${label}: `}</span>
      {children}
    </>
  );
}
