import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, Notice, PageHead, RowHead } from '#app/_ui/layout.tsx';
import { payoutOverview, payoutsOf, statementMonths, stripePayoutsOf, waitingTransfers } from '#lib/payouts/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { PayoutTable, StatementList, StripePayouts } from './lists.tsx';
import { NextPayout, Standing, WaitingList } from './standing.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('payouts');
  return { title: t('title'), robots: { index: false } };
}

export default async function Payouts({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'payout.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/payouts" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { after } = await searchParams;
  const t = await getTranslations('payouts');
  const format = await getFormatter();
  const query = several ? `?enterprise=${enterprise.slug}` : '';
  const [overview, page, waiting, months, fromStripe] = await Promise.all([
    payoutOverview(actor, enterprise.id),
    payoutsOf(actor, enterprise.id, after),
    waitingTransfers(actor, enterprise.id),
    statementMonths(actor, enterprise.id),
    stripePayoutsOf(actor, enterprise.id),
  ]);
  // A currency in which nothing stands and nothing moves has nothing to tell.
  const standings = overview.standings.filter((each) =>
    [each.owed, each.ready, each.onItsWay, each.notDue, each.reserved].some(({ minor }) => minor !== 0n),
  );
  const debts = overview.standings.filter(({ owed }) => owed.minor < 0n);
  return (
    <>
      <StudioNav enterprise={enterprise} current="payouts" several={several} />
      <PageHead title={t('title')} lead={t('lead')}>
        <Link href={`/studio/payouts/account${query}`} className={buttonStyle('quiet')}>
          {t('account.title')}
        </Link>
      </PageHead>
      <NextPayout
        next={overview.next}
        standings={overview.standings}
        locale={locale}
        accountHref={`/studio/payouts/account${query}`}
      />
      {debts.length > 0 && (
        <div className="mt-4">
          <Notice kind="bad">{t('negative')}</Notice>
        </div>
      )}
      {standings.length === 0 && page.items.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')} />
      ) : (
        <div className="mt-8 grid gap-6 lg:grid-cols-2">
          {standings.map((standing) => (
            <Standing key={standing.currency} standing={standing} locale={locale} />
          ))}
        </div>
      )}
      {waiting.length > 0 && (
        <>
          <RowHead title={t('waiting.title')} />
          <WaitingList transfers={waiting} locale={locale} />
        </>
      )}
      {(page.items.length > 0 || after) && (
        <>
          <RowHead title={t('list.title')} />
          <PayoutTable payouts={page.items} locale={locale} query={query} />
          {page.next && (
            <Link
              href={`/studio/payouts?${new URLSearchParams({ ...(several ? { enterprise: enterprise.slug } : {}), after: page.next })}`}
              className={buttonStyle('quiet', 'mt-6')}
            >
              {t('more')}
            </Link>
          )}
        </>
      )}
      {fromStripe.length > 0 && (
        <>
          <RowHead title={t('stripe.title')} />
          <StripePayouts payouts={fromStripe} locale={locale} />
        </>
      )}
      {months.length > 0 && (
        <>
          <RowHead title={t('statements.title')}>{format.number(months.length)}</RowHead>
          <StatementList months={months} enterprise={enterprise} several={several} locale={locale} />
        </>
      )}
    </>
  );
}
