import type { Metadata } from 'next';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Notice, PageHead, RowHead, Status } from '#app/_ui/layout.tsx';
import { listingCounts, lowStockCount } from '#lib/catalogue/index.ts';
import { waitingForAnswer } from '#lib/community/index.ts';
import { may } from '#lib/core/authorize.ts';
import { followerCount } from '#lib/lists/index.ts';
import { ordersToSend } from '#lib/ordering/index.ts';
import { openDesk, type StudioSearch } from './_parts/desk.ts';
import { StudioDoor } from './_parts/door.tsx';
import { OrderTable } from './_parts/order-table.tsx';
import { StudioNav } from './_parts/studio-nav.tsx';
import { listingTone } from './_parts/tones.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('title'), robots: { index: false } };
}

export default async function Studio({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams);
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const t = await getTranslations('studio');
  const format = await getFormatter();
  const owner = { enterpriseId: enterprise.id };
  const seesOrders = may(actor, 'seller_order.view', owner);
  const seesStock = may(actor, 'listing.view', owner);
  const stock = await getTranslations('stock');
  const lists = await getTranslations('lists');
  const [counts, low, waiting, voices, followers] = await Promise.all([
    listingCounts(actor, enterprise.id),
    seesStock ? lowStockCount(actor, enterprise.id) : 0,
    seesOrders ? ordersToSend(actor, enterprise.id) : [],
    waitingForAnswer(actor, enterprise.id),
    followerCount(enterprise.id),
  ]);
  const count = new Map(counts.map((each) => [each.status, each.count]));
  const query = several ? `&enterprise=${enterprise.slug}` : '';
  const todo = [
    { key: 'send', count: waiting.length, href: `/studio/orders?${query}` },
    { key: 'low', count: low, href: `/studio/stock?${query}` },
    {
      key: 'change',
      count: count.get('changes_requested') ?? 0,
      href: `/studio/listings?state=changes_requested${query}`,
    },
    { key: 'finish', count: count.get('draft') ?? 0, href: `/studio/listings?state=draft${query}` },
    { key: 'questions', count: voices.questions, href: `/studio/questions?${query}` },
    { key: 'reviews', count: voices.reviews, href: `/studio/reviews?${query}` },
    { key: 'begin', count: counts.length === 0 ? 1 : 0, href: `/studio/listings/new?${query}` },
  ].filter((each) => each.count > 0);
  return (
    <>
      <StudioNav enterprise={enterprise} current="overview" several={several} />
      <PageHead title={t('title')} lead={t('dashboard.lead', { name: actor.name })}>
        {may(actor, 'listing.edit', owner) && (
          <Link href={`/studio/listings/new?${query}`} className={buttonStyle()}>
            {t('listings.new')}
          </Link>
        )}
      </PageHead>
      {followers > 0 && <p className="-mt-3 mb-4 text-muted text-small">{lists('followers', { count: followers })}</p>}
      {enterprise.status === 'pending' && <Notice>{t('dashboard.pending')}</Notice>}
      {enterprise.status === 'suspended' && <Notice kind="bad">{t('dashboard.suspended')}</Notice>}
      <RowHead title={t('dashboard.next')} />
      {todo.length === 0 ? (
        <p className="text-muted">{t('dashboard.nothing')}</p>
      ) : (
        <ul className="grid gap-2.5 sm:grid-cols-2 lg:grid-cols-3">
          {todo.map(({ key, count, href }) => (
            <li key={key}>
              <Link
                href={href}
                className="flex min-h-20 items-center justify-between gap-4 rounded-md bg-silk px-5 py-4 hover:outline-2 hover:outline-amber"
              >
                {key === 'low' ? stock('todo', { count }) : t(`dashboard.todo.${key}`, { count })}
                <span aria-hidden="true">→</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <>
          <RowHead title={t('dashboard.to_send')}>
            <Link href={`/studio/orders?${query}`} className="hover:text-ink">
              {t('dashboard.all_orders')} →
            </Link>
          </RowHead>
          <OrderTable orders={waiting.slice(0, 8)} caption={t('dashboard.to_send')} locale={locale} />
        </>
      )}
      <RowHead title={t('dashboard.states')}>
        <Link href={`/studio/listings?${query}`} className="hover:text-ink">
          {t('dashboard.all_listings')} →
        </Link>
      </RowHead>
      <ul className="grid grid-cols-2 gap-2.5 sm:grid-cols-3 lg:grid-cols-4">
        {(Object.keys(listingTone) as (keyof typeof listingTone)[]).map((status) => (
          <li key={status}>
            <Link
              href={`/studio/listings?state=${status}${query}`}
              className="block h-full rounded-md border border-line p-4 hover:border-ink"
            >
              <span className="num block text-title">{format.number(count.get(status) ?? 0)}</span>
              <Status kind={listingTone[status]} wrap>
                {t(`state.${status}`)}
              </Status>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
