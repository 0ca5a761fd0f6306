import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';

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

const way =
  'flex min-h-11 items-center text-muted hover:text-ink aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2 aria-[current]:decoration-amber aria-[current]:underline-offset-8';

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
  const here = groups.find((group) => current !== undefined && current in group);
  const name = (place: string) => named[place] ?? t(`nav.${place}`);
  return (
    <nav aria-label={t('nav.label')} className="mt-2 border-line border-b text-small">
      <div className="flex flex-wrap items-center gap-x-6">
        <span className="flex min-h-11 items-center font-medium" lang={enterprise.sourceLocale}>
          {enterprise.displayName}
        </span>
        {groups.map((group) => {
          const [[place, path] = ['', '/studio']] = Object.entries(group);
          const at = place === current ? 'page' : group === here ? 'true' : undefined;
          return (
            <Link key={place} href={`${path}${query}`} aria-current={at} className={way}>
              {name(place)}
            </Link>
          );
        })}
        {several && (
          <Link href="/studio" className="link flex min-h-11 items-center text-muted sm:ml-auto">
            {t('nav.change')}
          </Link>
        )}
      </div>
      {here && Object.keys(here).length > 1 && (
        <div className="flex flex-wrap items-center gap-x-6 border-line border-t">
          {Object.entries(here).map(([place, path]) => (
            <Link
              key={place}
              href={`${path}${query}`}
              aria-current={place === current ? 'page' : undefined}
              className={way}
            >
              {name(place)}
            </Link>
          ))}
        </div>
      )}
    </nav>
  );
}
