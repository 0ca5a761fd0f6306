import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { dealTone } from '#app/_rights/deal-tone.ts';
import { titlesOfDeal } from '#app/_rights/deals/titles.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead, Status } from '#app/_ui/layout.tsx';
import { Table } from '#app/_ui/table.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import { type Locale, writtenAs } from '#lib/languages/index.ts';
import { type DealsQuestion, dealFilters, dealSides, dealsOf, type ListedDeal } from '#lib/rights/index.ts';

type Query = { state?: string; side?: string; unread?: string; after?: string };
type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('rights');
  return { title: t('deals.title'), robots: { index: false } };
}

function questionOf({ state, side, unread, after }: Query): DealsQuestion {
  return {
    state: dealFilters.find((each) => each === state),
    side: dealSides.find((each) => each === side),
    unread: unread === '1',
    after,
  };
}

/** The list's address with one thing asked otherwise. */
function addressOf({ state, side, unread }: DealsQuestion, change: DealsQuestion): string {
  const asked = { state, side, unread, ...change };
  const query = new URLSearchParams({
    ...(asked.state ? { state: asked.state } : {}),
    ...(asked.side ? { side: asked.side } : {}),
    ...(asked.unread ? { unread: '1' } : {}),
    ...(asked.after ? { after: asked.after } : {}),
  }).toString();
  return query ? `/deals?${query}` : '/deals';
}

export default async function Deals({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const question = questionOf(await searchParams);
  const t = await getTranslations('rights');
  const own = await getTranslations('deals.list');
  const contracts = await getTranslations('contracts');
  const actor = await currentActor();
  if (actor.type !== 'person')
    return (
      <EmptyState whole title={t('deals.title')} text={t('deals.guest')}>
        <Link href="/sign-in?next=/deals" className={buttonStyle()}>
          {t('deals.sign_in')}
        </Link>
      </EmptyState>
    );
  const page = await dealsOf(actor, question);
  const asked = question.state || question.side || question.unread;
  if (page.items.length === 0 && !asked)
    return (
      <EmptyState whole title={t('deals.empty_title')} text={t('deals.empty_text')}>
        <Link href="/rights" className={buttonStyle()}>
          {t('search.title')}
        </Link>
      </EmptyState>
    );
  return (
    <>
      <PageHead title={t('deals.title')}>
        <Link href="/contracts/register" className="link inline-flex min-h-11 items-center text-small">
          {contracts('register.link')}
        </Link>
      </PageHead>
      <Filters question={question} />
      {page.items.length === 0 ? (
        <EmptyState title={own('none')}>
          <Link href="/deals" className={buttonStyle('quiet')}>
            {own('all')}
          </Link>
        </EmptyState>
      ) : (
        <DealTable deals={page.items} locale={locale} />
      )}
      {page.next && (
        <Link href={addressOf(question, { after: page.next })} className={buttonStyle('quiet', 'mt-6')}>
          {own('more')}
        </Link>
      )}
    </>
  );
}

async function Filters({ question }: { question: DealsQuestion }) {
  const t = await getTranslations('deals.list');
  const link = (label: string, change: DealsQuestion, current: boolean) => (
    <Link
      key={label}
      href={addressOf(question, { ...change, after: undefined })}
      aria-current={current ? 'true' : undefined}
      className="inline-flex min-h-11 items-center px-3 text-small aria-[current]:border-ink aria-[current]:border-b-2 aria-[current]:font-medium"
    >
      {label}
    </Link>
  );
  return (
    <nav aria-label={t('narrow')} className="mb-4 flex flex-wrap gap-x-8 gap-y-1 border-line border-b">
      <span className="-mx-3 flex flex-wrap">
        {link(t('any_state'), { state: undefined }, !question.state)}
        {dealFilters.map((state) => link(t(`state.${state}`), { state }, question.state === state))}
      </span>
      <span className="-mx-3 flex flex-wrap">
        {link(t('any_side'), { side: undefined }, !question.side)}
        {dealSides.map((side) => link(t(`side.${side}`), { side }, question.side === side))}
      </span>
      <span className="-mx-3">{link(t('unread_only'), { unread: !question.unread }, question.unread === true)}</span>
    </nav>
  );
}

async function DealTable({ deals, locale }: { deals: readonly ListedDeal[]; locale: Locale }) {
  const t = await getTranslations('rights');
  const own = await getTranslations('deals.list');
  const format = await getFormatter();
  const list = new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' });
  const other = (deal: ListedDeal) => nameFor(deal.side === 'giving' ? deal.licensee : deal.holder, locale);
  return (
    <Table
      caption={t('deals.title')}
      rows={deals}
      rowKey={(deal) => deal.id}
      columns={[
        {
          key: 'work',
          title: t('deals.work'),
          cell: (deal) => (
            <span className={deal.unread ? 'font-medium' : ''}>
              <Link href={`/deals/${deal.number}`} className="link">
                {list.format(Object.values(titlesOfDeal(deal, locale)))}
              </Link>
              {deal.unread && (
                <span className="ml-2 inline-flex items-center gap-1.5 text-amber">
                  <span aria-hidden="true" className="inline-block size-2 rounded-full bg-current" />
                  {own('new')}
                </span>
              )}
            </span>
          ),
        },
        { key: 'other', title: own('other'), cell: (deal) => own(`with.${deal.side}`, { other: other(deal) }) },
        {
          key: 'status',
          title: t('deals.status'),
          cell: (deal) => <Status kind={dealTone(deal.status)}>{t(`deal_status.${deal.status}`)}</Status>,
        },
        {
          key: 'moved',
          title: t('deals.moved'),
          cell: (deal) => format.dateTime(deal.updatedAt, { dateStyle: 'medium', timeStyle: 'short' }),
        },
      ]}
    />
  );
}
