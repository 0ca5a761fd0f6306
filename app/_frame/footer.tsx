import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { type Locale, localeFacts } from '#lib/languages/index.ts';

const places = ['about', 'help', 'translate', 'legal/terms', 'legal/privacy'] as const;

/** The foot of every page; in a draft language it says so, and how to help. */
export async function Footer({ locale }: { locale: Locale }) {
  const t = await getTranslations('frame');
  return (
    <footer className="print:hidden mt-[clamp(48px,8vw,120px)] border-line border-t py-8 text-muted text-small">
      <div className="frame flex flex-wrap items-baseline justify-between gap-x-10 gap-y-4">
        <nav aria-label={t('footer')} className="flex flex-wrap gap-x-6">
          {places.map((place) => (
            <Link key={place} href={`/${place}`} className="flex min-h-11 items-center hover:text-ink">
              {t(`foot.${place.replace('/', '_')}`)}
            </Link>
          ))}
        </nav>
        <p>{t('motto')}</p>
      </div>
      {localeFacts(locale).status === 'draft' && (
        <p className="frame mt-4">
          {t('draft')}{' '}
          <Link href="/translate" className="link">
            {t('draft_help')}
          </Link>
        </p>
      )}
    </footer>
  );
}
