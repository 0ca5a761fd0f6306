import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Link } from '#app/_i18n/navigation.ts';
import { LeftOutFacts } from '#app/_rights/deals/left-out-facts.tsx';
import { titlesOfDeal } from '#app/_rights/deals/titles.ts';
import { CompliancePart } from '#app/_rights/licence/compliance.tsx';
import { LicenceDisputes } from '#app/_rights/licence/disputes.tsx';
import { LicenceHistory } from '#app/_rights/licence/history.tsx';
import { LicenceMoney } from '#app/_rights/licence/money.tsx';
import { Possible } from '#app/_rights/licence/possible.tsx';
import { OpenProposal } from '#app/_rights/licence/proposal.tsx';
import { LicenceState } from '#app/_rights/licence/state.tsx';
import { orNotFound, statementTone } from '#app/_rights/open-royalties.ts';
import { periodNames } from '#app/_rights/period-names.ts';
import { RoyaltyTermsFacts } from '#app/_rights/royalty-terms-facts.tsx';
import { royaltyWords } from '#app/_rights/royalty-words.ts';
import { TermsFacts } from '#app/_rights/terms-facts.tsx';
import { WhatIfCalculator } from '#app/_rights/what-if.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import type { Actor } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, translator as getTranslator, type Locale } from '#lib/languages/index.ts';
import { calendarOf, entryWords, type LicenceStory, readLicence } from '#lib/licensing/index.ts';
import { termsSchema } from '#lib/rights/index.ts';
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
  const [story, overview] = await Promise.all([
    orNotFound(readLicence(actor, number)),
    royaltyOverview(actor, number).catch(unseen),
  ]);
  const asked = await searchParams;
  const t = await getTranslations('licensing');
  const { licence, side } = story;
  const { deal } = licence;
  const other = side === 'licensee' ? deal.holder : deal.licensee;
  const terms = termsForLicence(licence);
  return (
    <>
      <PageHead
        title={deal.works.map(({ work }) => fieldText(work.text, 'title', locale)).join(' · ')}
        lead={(await getTranslations('royalties'))('licence.lead', { number, other: nameFor(other, locale) })}
      />
      {asked['paid'] && <PaidNotice story={story} dueId={asked['paid']} />}
      {asked['left'] && <p className="mb-5 text-muted">{t('money.left')}</p>}
      <LicenceState story={story} locale={locale} />
      <CompliancePart number={number} />
      <LicenceDisputes story={story} locale={locale} />
      <OpenProposal story={story} locale={locale} />
      <div className="mt-10 grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-12 lg:grid-cols-[1fr_360px]">
        <div className="grid min-w-0 gap-12">
          <Part id="money" title={t('part.money')}>
            <LicenceMoney story={story} locale={locale} />
          </Part>
          <Part id="allows" title={t('part.allows')}>
            <TermsFacts terms={termsSchema.parse(licence.terms)} locale={locale} withMoney={false} />
            <LeftOutFacts
              terms={termsSchema.parse(licence.terms)}
              titles={titlesOfDeal(licence.deal, locale)}
              locale={locale}
            />
          </Part>
          {overview && (
            <Part id="terms" title={(await getTranslations('royalties'))('licence.terms')}>
              <RoyaltyTermsFacts terms={terms} locale={locale} titles={titlesOfDeal(licence.deal, locale)} />
            </Part>
          )}
          {overview && <Royalties overview={overview} locale={locale} />}
        </div>
        <div className="grid min-w-0 gap-12">
          <Part id="now" title={t('part.now')}>
            <Possible story={story} />
          </Part>
          <Part id="dates" title={t('part.dates')}>
            <ComingDates actor={actor} number={number} locale={locale} />
          </Part>
          <Part id="documents" title={t('part.documents')}>
            <Documents story={story} />
          </Part>
          {story.events.length > 0 && (
            <Part id="history" title={t('part.history')}>
              <LicenceHistory events={story.events} locale={locale} />
            </Part>
          )}
        </div>
      </div>
      {overview && <WhatIfCalculator actor={actor} number={number} terms={terms} locale={locale} asked={asked} />}
    </>
  );
}

/** Who may see a licence need not see what it earns. */
function unseen(error: unknown): null {
  if (error instanceof DomainError) return null;
  throw error;
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="min-w-0 scroll-mt-6">
      <h2 id={`${id}-title`} className="mb-3 text-large">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What is said to a licensee who comes back from the payment page. */
async function PaidNotice({ story, dueId }: { story: LicenceStory; dueId: string }) {
  const t = await getTranslations('licensing.money');
  const paid = story.dues.some((due) => due.id === dueId && due.paidAt);
  return (
    <div className="mb-5">
      <Notice kind={paid ? 'good' : 'info'} role="status">
        {t(paid ? 'thanks' : 'confirming')}
      </Notice>
    </div>
  );
}

/** The next days that matter to this licence. */
async function ComingDates({ actor, number, locale }: { actor: Actor; number: string; locale: Locale }) {
  const t = await getTranslations('licensing');
  const format = await getFormatter();
  const today = isoDay(now());
  const entries =
    actor.type === 'person' ? await calendarOf(actor, { from: today, to: '2099-12-31' }, locale, number) : [];
  const next = entries.filter(({ done }) => !done).slice(0, 6);
  const words = await getTranslator(locale, 'licensing');
  return (
    <>
      <ol className="grid gap-3 text-small">
        {next.map((entry) => (
          <li key={entry.uid} className="grid grid-cols-[8.5em_1fr] gap-4">
            <time dateTime={entry.day} className="num text-muted">
              {format.dateTime(new Date(entry.day), { dateStyle: 'medium', timeZone: 'UTC' })}
            </time>
            <span>{entryWords(words, entry, locale, false)}</span>
          </li>
        ))}
      </ol>
      <p className="mt-3">
        <Link href="/licences/calendar" className="link inline-flex min-h-11 items-center text-small">
          {t('calendar.link')}
        </Link>
      </p>
    </>
  );
}

async function Documents({ story: { licence, contract } }: { story: LicenceStory }) {
  const t = await getTranslations('licensing.documents');
  const contracts = await getTranslations('contracts');
  const item = 'link inline-flex min-h-11 items-center';
  return (
    <ul className="text-small">
      {licence.activatedAt ? (
        <>
          <li>
            <Link href={`/certificates/${licence.number}`} className={item}>
              {t('certificate')}
            </Link>
          </li>
          <li>
            <a href={`/api/v1/certificates/${licence.number}`} className={item}>
              {t('json')}
            </a>
          </li>
        </>
      ) : (
        <li className="text-muted">{t('from_start')}</li>
      )}
      {contract && (
        <li>
          <Link href={`/contracts/${contract}`} className={item}>
            {contracts('title', { number: contract })}
          </Link>
        </li>
      )}
      <li>
        <Link href={`/deals/${licence.deal.number}`} className={item}>
          {t('deal')}
        </Link>
      </li>
    </ul>
  );
}

/** What is reported and earned, and what is to be reported next. */
async function Royalties({ overview, locale }: { overview: RoyaltyOverview; locale: string }) {
  const t = await getTranslations('royalties');
  const title = (await getTranslations('licensing'))('part.royalties');
  const format = await getFormatter();
  const { licence, side, missing, running } = overview;
  const name = await periodNames(locale);
  const [first] = licence.status === 'active' || licence.status === 'suspended' ? missing : [];
  return (
    <Part id="statements" title={title}>
      {first && (
        <div className="mb-5">
          <Notice kind={first.daysLate > 0 ? 'bad' : 'info'}>
            {t(first.daysLate > 0 ? 'licence.overdue' : 'licence.due', {
              period: name(first.period),
              date: format.dateTime(new Date(first.dueOn), { dateStyle: 'long' }),
            })}
          </Notice>
        </div>
      )}
      <Statements overview={overview} locale={locale} />
      <p className="mt-4 text-muted text-small">{t('licence.running', { period: name(running) })}</p>
      {side === 'licensee' && licence.activatedAt && (
        <p className="mt-4">
          <Link href={`/licences/${licence.number}/reports`} className={buttonStyle('quiet')}>
            {t('licence.report')}
          </Link>
        </p>
      )}
    </Part>
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
  const name = await periodNames(locale);
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
              {name(statement.period)}
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
          cell: (statement) => money(statement.royaltyMinor),
        },
        {
          key: 'payable',
          title: t('licence.payable'),
          numeric: true,
          cell: (statement) => money(statement.payableMinor),
        },
      ]}
    />
  );
}
