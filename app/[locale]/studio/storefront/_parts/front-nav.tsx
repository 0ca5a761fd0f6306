import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';

const places = {
  words: '/studio/storefront',
  collections: '/studio/storefront/collections',
  holiday: '/studio/storefront/holiday',
  history: '/studio/storefront/history',
} as const;

/** The parts of the storefront's desk. */
export async function FrontNav({ enterprise, current }: { enterprise: string; current: keyof typeof places }) {
  const t = await getTranslations('storefront');
  return (
    <nav aria-label={t('nav')} className="mb-6 flex flex-wrap gap-2 text-small">
      {(Object.keys(places) as (keyof typeof places)[]).map((place) => (
        <Link
          key={place}
          href={`${places[place]}?enterprise=${enterprise}`}
          aria-current={place === current ? 'page' : undefined}
          className="inline-flex min-h-11 items-center rounded-md border border-line px-3.5 hover:border-ink aria-[current]:border-ink"
        >
          {t(`desk.${place}`)}
        </Link>
      ))}
    </nav>
  );
}
