import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { ordersOfEnterprise } from '#lib/ordering/index.ts';
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
  const t = await getTranslations('studio');
  const page = await ordersOfEnterprise(actor, enterprise.id, { cursor: (await searchParams).after });
  return (
    <>
      <StudioNav enterprise={enterprise} current="orders" several={several} />
      <PageHead title={t('orders.title')} />
      {page.items.length === 0 ? (
        <EmptyState title={t('orders.empty_title')} text={t('orders.empty_text')} />
      ) : (
        <OrderTable orders={page.items} caption={t('orders.title')} locale={locale} />
      )}
      {page.next && (
        <p className="mt-8 text-center">
          <Link
            href={`/studio/orders?after=${page.next}${several ? `&enterprise=${enterprise.slug}` : ''}`}
            className={buttonStyle('quiet')}
          >
            {t('more')}
          </Link>
        </p>
      )}
    </>
  );
}
