import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { GroupedNav } from '#app/_ui/grouped-nav.tsx';

/** What belongs together; a group goes by the name of its first place and leads there. */
const groups = [
  { overview: '/studio', insights: '/studio/insights' },
  {
    listings: '/studio/listings',
    stock: '/studio/stock',
    shipping: '/studio/shipping',
    vouchers: '/studio/vouchers',
  },
  {
    orders: '/studio/orders',
    tickets: '/studio/tickets',
    reviews: '/studio/reviews',
    questions: '/studio/questions',
  },
  { works: '/studio/works' },
  { payouts: '/studio/payouts', tax: '/studio/tax' },
  { storefront: '/studio/storefront', team: '/studio/team', translations: '/studio/translations' },
] as const;

type Place = (typeof groups)[number] extends infer Group ? (Group extends unknown ? keyof Group : never) : never;

/** The ways about an enterprise's studio, with whose it is. */
export async function StudioNav({
  enterprise,
  current,
  several = false,
}: {
  enterprise: { slug: string; displayName: string; sourceLocale: string };
  current?: Place;
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
  const name = (place: string) => named[place] ?? t(`nav.${place}`);
  return (
    <GroupedNav
      label={t('nav.label')}
      lead={
        <span className="flex min-h-11 items-center font-medium" lang={enterprise.sourceLocale}>
          {enterprise.displayName}
        </span>
      }
      groups={groups.map((group) =>
        Object.entries(group).map(([key, path]) => ({ key, href: `${path}${query}`, name: name(key) })),
      )}
      current={current}
    >
      {several && (
        <Link href="/studio" className="link flex min-h-11 items-center text-muted sm:ml-auto">
          {t('nav.change')}
        </Link>
      )}
    </GroupedNav>
  );
}
