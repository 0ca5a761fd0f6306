import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { orNotFound, statementTone } from '#app/_rights/open-royalties.ts';
import { periodNames } from '#app/_rights/period-names.ts';
import { royaltyWords } from '#app/_rights/royalty-words.ts';
import { AcceptForm, DisputeForm, LineDisputes, PaidForm, TaxCertificate } from '#app/_rights/statement-forms.tsx';
import { StatementLines } from '#app/_rights/statement-lines.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { may } from '#lib/core/authorize.ts';
import { isoDay } from '#lib/core/clock.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText } from '#lib/languages/index.ts';
import { readStatement, type StatementLine, termsForLicence } from '#lib/royalties/index.ts';

/** Lines that come from outside and not from the lines above: those are doubted where they stand. */
const reported = new Set<StatementLine['kind']>(['receipts', 'deductions', 'recouped', 'guarantee', 'withholding']);

type Props = {
  params: Promise<{ locale: string; number: string; period: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { number, period } = await params;
  return { title: `${(await periodNames(locale))(period)} · ${number}`, robots: { index: false } };
}

export default async function StatementPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { number, period } = await params;
  const actor = await currentActor();
  const { licence, side, statement, lines, holders } = await orNotFound(readStatement(actor, number, period));
  const t = await getTranslations('royalties');
  const format = await getFormatter();
  const { deal } = licence;
  const { money } = royaltyWords(locale, statement.currency);
  const lastDay = new Date(statement.endsOn.getTime() - 86_400_000);
  const answering = side === 'holder' && (statement.status === 'sent' || statement.status === 'disputed');
  const seen = { number, period, hash: statement.hash };
  return (
    <div className="mx-auto w-full max-w-[980px]">
      <PageHead
        title={t('statement.title', { period: (await periodNames(locale))(period) })}
        lead={
          <>
            {t('statement.lead', {
              work: deal.works.map(({ work }) => fieldText(work.text, 'title', locale)).join(' · '),
              licensee: nameFor(deal.licensee, locale),
              from: format.dateTime(statement.startsOn, { dateStyle: 'medium' }),
              to: format.dateTime(lastDay, { dateStyle: 'medium' }),
            })}{' '}
            <Link href={`/licences/${number}`} className="link">
              {t('statement.licence')}
            </Link>
          </>
        }
      >
        <Status kind={statementTone(statement.status)}>{t(`status.${statement.status}`)}</Status>
      </PageHead>
      <p className="num mb-8 text-muted text-small">
        {t('statement.number', { number: statement.number, revision: statement.revision })}
      </p>
      {statement.status === 'draft' && <Notice>{t('statement.draft')}</Notice>}
      <section aria-labelledby="payable" className="mt-6 mb-10">
        <h2 id="payable" className="text-muted text-small">
          {t('statement.payable')}
        </h2>
        <p className="num font-serif text-display">{money(statement.payableMinor)}</p>
        {statement.due && (
          <p className="text-muted text-small">
            {statement.due.paidAt
              ? t('statement.paid_on', { date: format.dateTime(statement.due.paidAt, { dateStyle: 'long' }) })
              : t('statement.due_on', { date: format.dateTime(statement.due.dueOn, { dateStyle: 'long' }) })}
          </p>
        )}
      </section>
      <StatementLines
        lines={lines}
        currency={statement.currency}
        base={termsForLicence(licence).base}
        locale={locale}
        works={new Map(deal.works.map(({ work }) => [work.id, fieldText(work.text, 'title', locale)]))}
        holders={new Map([...holders].map(([id, named]) => [id, nameFor(named, locale)]))}
        under={(line) => (
          <LineDisputes
            disputes={statement.disputes.filter((each) => each.line === line.key)}
            side={side}
            number={number}
            period={period}
            doubtable={answering && reported.has(line.kind)}
            line={line.key}
          />
        )}
      />
      <div className="mt-12 grid gap-12">
        {answering && (
          <AcceptForm seen={seen} licensee={nameFor(deal.licensee, locale)} amount={money(statement.payableMinor)} />
        )}
        {answering && (
          <DisputeForm seen={seen} lines={lines.map((line) => line.key)} chosen={(await searchParams)['line']} />
        )}
        {statement.withholdingMinor > 0n && (statement.status === 'accepted' || statement.status === 'paid') && (
          <TaxCertificate
            number={number}
            period={period}
            certificate={statement.certificate?.fileName ?? null}
            mayAttach={side === 'licensee'}
          />
        )}
        {statement.status === 'accepted' && statement.due && may(actor, 'licence.settle') && (
          <PaidForm number={number} period={period} today={isoDay(new Date())} />
        )}
      </div>
    </div>
  );
}
