import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { isLocale, type Locale, localeFacts, locales } from '#lib/languages/index.ts';

export interface Coverage {
  readonly written: number;
  readonly of: number;
}

/** The language that a page of words works in: the one its address names, or the original's. */
export function workedLanguage(asked: string | undefined, source: Locale): Locale {
  return asked && isLocale(asked) ? asked : source;
}

/** The languages that words are written in, each with how much of it is there; the original first. */
export async function LanguageTabs({
  path,
  current,
  source,
  reader,
  coverage,
}: {
  /** The page's address up to the language's name. */
  path: string;
  current: Locale;
  source: Locale;
  reader: Locale;
  coverage: (locale: Locale) => Coverage;
}) {
  const t = await getTranslations('storefront.languages');
  const others = locales.filter((tag) => tag !== source);
  const begun = (tag: Locale) => coverage(tag).written > 0 || tag === current;
  const shown = others.filter((tag) => begun(tag) || localeFacts(tag).status === 'reviewed');
  const rest = others.filter((tag) => !shown.includes(tag));
  const tab = (tag: Locale) => {
    const { written, of } = coverage(tag);
    return (
      <li key={tag}>
        <Link
          href={`${path}${tag}`}
          aria-current={tag === current ? 'page' : undefined}
          className="flex min-h-11 items-baseline gap-2 whitespace-nowrap px-1 py-2.5 text-muted hover:text-ink aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2 aria-[current]:decoration-amber aria-[current]:underline-offset-8"
        >
          {languageName(tag, reader)}
          <span className="num text-small">
            {tag === source ? t('original') : written >= of && of > 0 ? t('whole') : t('part', { written, of })}
          </span>
        </Link>
      </li>
    );
  };
  return (
    <nav aria-label={t('label')} className="mb-8 border-line border-y text-small">
      <ul className="flex flex-wrap gap-x-6">
        {[source, ...shown].map(tab)}
        {rest.length > 0 && (
          <li>
            <details>
              <summary className="flex min-h-11 items-center text-muted hover:text-ink">{t('more')}</summary>
              <ul className="grid pb-3">{rest.map(tab)}</ul>
            </details>
          </li>
        )}
      </ul>
    </nav>
  );
}
