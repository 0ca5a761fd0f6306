import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';

const places = {
  strings: '/translate',
  jobs: '/translate/jobs',
  exchange: '/translate/exchange',
  glossary: '/translate/glossary',
  tokens: '/translate/tokens',
} as const;

/** The ways about the translators' desk. */
export async function ToolsNav() {
  const t = await getTranslations('exchange.nav');
  return (
    <nav aria-label={t('label')} className="mt-2 flex flex-wrap items-center gap-x-6 border-line border-b text-small">
      {(['strings', 'jobs', 'exchange', 'glossary', 'tokens'] as const).map((place) => (
        <Link key={place} href={places[place]} className="flex min-h-11 items-center text-muted hover:text-ink">
          {t(place)}
        </Link>
      ))}
    </nav>
  );
}
