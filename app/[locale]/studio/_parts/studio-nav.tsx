import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';

const places = {
  overview: '/studio',
  insights: '/studio/insights',
  listings: '/studio/listings',
  stock: '/studio/stock',
  shipping: '/studio/shipping',
  orders: '/studio/orders',
  payouts: '/studio/payouts',
  tickets: '/studio/tickets',
  works: '/studio/works',
  reviews: '/studio/reviews',
  questions: '/studio/questions',
  translations: '/studio/translations',
  vouchers: '/studio/vouchers',
  storefront: '/studio/storefront',
  team: '/studio/team',
  tax: '/studio/tax',
} as const;

/** The ways about an enterprise's studio, with whose it is. */
export async function StudioNav({
  enterprise,
  current,
  several = false,
}: {
  enterprise: { slug: string; displayName: string; sourceLocale: string };
  current?: keyof typeof places;
  several?: boolean;
}) {
  const t = await getTranslations('studio');
  const [stock, storefront, team, shipping, door, vouchers, tax, payouts, translations] = await Promise.all([
    getTranslations('stock'),
    getTranslations('storefront'),
    getTranslations('team'),
    getTranslations('shipping'),
    getTranslations('kinds.door'),
    getTranslations('vouchers'),
    getTranslations('tax'),
    getTranslations('payouts'),
    getTranslations('studio_translations'),
  ]);
  // Parts that have words of their own name themselves.
  const named: Readonly<Record<string, string>> = {
    stock: stock('nav'),
    shipping: shipping('nav'),
    tickets: door('nav'),
    vouchers: vouchers('nav'),
    payouts: payouts('nav'),
    storefront: storefront('nav'),
    team: team('nav'),
    tax: tax('nav'),
    translations: translations('nav'),
  };
  const query = several ? `?enterprise=${enterprise.slug}` : '';
  return (
    <nav
      aria-label={t('nav.label')}
      className="mt-2 flex flex-wrap items-center gap-x-6 border-line border-b text-small"
    >
      <span className="flex min-h-11 items-center font-medium" lang={enterprise.sourceLocale}>
        {enterprise.displayName}
      </span>
      {(Object.keys(places) as (keyof typeof places)[]).map((place) => (
        <Link
          key={place}
          href={`${places[place]}${query}`}
          aria-current={place === current ? 'page' : undefined}
          className="flex min-h-11 items-center text-muted hover:text-ink aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-2 aria-[current=page]:decoration-amber aria-[current=page]:underline-offset-8"
        >
          {named[place] ?? t(`nav.${place}`)}
        </Link>
      ))}
      {several && (
        <Link href="/studio" className="link flex min-h-11 items-center text-muted sm:ml-auto">
          {t('nav.change')}
        </Link>
      )}
    </nav>
  );
}
