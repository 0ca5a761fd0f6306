import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { SearchBox } from '#app/_ui/search-box.tsx';
import { ordersOfEnterprise, ordersWaiting, orderTabs, unreadOf } from '#lib/ordering/index.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { OrderTable } from '../_parts/order-table.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('orders.title'), robots: { index: false } };
}

export default async function StudioOrders({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'seller_order.view');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/orders" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { after: cursor, search, tab: wanted } = await searchParams;
  const tab = orderTabs.find((each) => each === wanted);
  const t = await getTranslations('studio');
  const words = await getTranslations('after.desk');
  const [page, waiting] = await Promise.all([
    ordersOfEnterprise(actor, enterprise.id, { tab, search, cursor }),
    ordersWaiting(actor, enterprise.id),
  ]);
  const unread = await unreadOf(page.items);
  const address = (more: Readonly<Record<string, string | undefined>>) => {
    const all = Object.entries({ tab, search, enterprise: several ? enterprise.slug : undefined, ...more });
    const query = new URLSearchParams(all.flatMap(([name, value]) => (value ? [[name, value]] : [])));
    return `/studio/orders?${query}`;
  };
  return (
    <>
      <StudioNav enterprise={enterprise} current="orders" several={several} />
      <PageHead title={t('orders.title')} />
      <div className="mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <nav aria-label={words('tabs')} className="flex flex-wrap gap-x-5 text-small">
          {([undefined, ...orderTabs] as const).map((each) => (
            <Link
              key={each ?? 'all'}
              href={address({ tab: each })}
              aria-current={each === tab ? 'page' : undefined}
              className="flex min-h-11 items-center gap-1.5 text-muted hover:text-ink aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-2 aria-[current=page]:decoration-amber aria-[current=page]:underline-offset-8"
            >
              {words(`tab.${each ?? 'all'}`)}
              {each && waiting[each] ? <span className="num text-amber">{waiting[each]}</span> : null}
            </Link>
          ))}
        </nav>
        <SearchBox
          value={search}
          label={words('search')}
          submit={words('find')}
          kept={{ tab, enterprise: several ? enterprise.slug : undefined }}
        />
      </div>
      {page.items.length > 0 ? (
        <OrderTable orders={page.items} unread={unread} caption={t('orders.title')} locale={locale} />
      ) : tab || search ? (
        <EmptyState title={words('none')} text={words('none_text')}>
          <Link href={address({ tab: undefined, search: undefined })} className={buttonStyle('quiet')}>
            {words('all')}
          </Link>
        </EmptyState>
      ) : (
        <EmptyState title={t('orders.empty_title')} text={t('orders.empty_text')} />
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link href={address({ after: page.next })} className={buttonStyle('quiet')}>
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
