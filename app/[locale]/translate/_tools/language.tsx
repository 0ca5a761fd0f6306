import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import type { Locale, LocaleFacts } from '#lib/languages/index.ts';

/** The language that a tool works in: the one named in the address where the person may edit it, else their first but English. */
export function chosenLanguage(languages: readonly LocaleFacts[], named: string | undefined): Locale | undefined {
  const own = languages.filter(({ tag }) => tag !== 'en');
  return (own.find(({ tag }) => tag === named) ?? own[0])?.tag;
}

/** Links to the same tool in a person's other languages. */
export async function LanguageChoice({
  languages,
  current,
  path,
  locale,
}: {
  languages: readonly LocaleFacts[];
  current: Locale;
  path: string;
  locale: string;
}) {
  const t = await getTranslations('exchange');
  const own = languages.filter(({ tag }) => tag !== 'en');
  if (own.length < 2) return null;
  return (
    <nav aria-label={t('language')} className="mb-8 flex flex-wrap gap-x-5 text-small">
      {own.map(({ tag }) => (
        <Link
          key={tag}
          href={`${path}?to=${tag}`}
          aria-current={tag === current ? 'true' : undefined}
          className="flex min-h-11 items-center text-muted hover:text-ink aria-[current=true]:text-ink aria-[current=true]:underline aria-[current=true]:decoration-2 aria-[current=true]:decoration-amber aria-[current=true]:underline-offset-8"
        >
          {languageName(tag, locale)}
        </Link>
      ))}
    </nav>
  );
}
