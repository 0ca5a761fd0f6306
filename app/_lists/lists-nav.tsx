import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';

const places = {
  lists: '/lists',
  following: '/account/following',
  searches: '/account/searches',
  asks: '/account/asks',
  alerts: '/account/alerts',
} as const;

/** The ways between what a visitor keeps. */
export async function ListsNav({ current }: { current: keyof typeof places }) {
  const t = await getTranslations('lists');
  const asks = await getTranslations('avails.asks');
  return (
    <nav aria-label={t('nav.label')} className="mt-2 flex flex-wrap gap-x-6 border-line border-b text-small">
      {(Object.keys(places) as (keyof typeof places)[]).map((place) => (
        <Link
          key={place}
          href={places[place]}
          aria-current={place === current ? 'page' : undefined}
          className="flex min-h-11 items-center whitespace-nowrap text-muted hover:text-ink aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-2 aria-[current=page]:decoration-amber aria-[current=page]:underline-offset-8"
        >
          {place === 'asks' ? asks('title') : t(`nav.${place}`)}
        </Link>
      ))}
    </nav>
  );
}
