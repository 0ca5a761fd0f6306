import { getTranslations } from 'next-intl/server';
import { spokenLanguage } from '#app/_i18n/names.ts';
import type { Locale, ReadableText } from '#lib/languages/index.ts';

/** Says in small words what the reader reads: a reviewed translation, a machine's, or another language; and shows the original. */
export async function TranslationNote({
  text,
  original,
  locale,
}: {
  text: ReadableText | null;
  original: ReadableText['original'];
  locale: Locale;
}) {
  if (!text || (text.is === 'original' && text.ownLanguage)) return null;
  const t = await getTranslations('shop.listing');
  const language = spokenLanguage(text.ownLanguage ? (text.original?.locale ?? text.locale) : text.locale, locale);
  const note = !text.ownLanguage
    ? t('in_language', { language })
    : text.is === 'machine'
      ? t('machine', { language })
      : text.is === 'reviewed'
        ? t('translated', { language })
        : t('translated_draft', { language });
  return (
    <div className="text-muted text-small">
      <p>{note}</p>
      {text.original && (
        <details>
          <summary className="link inline-flex min-h-6 items-center">{t('show_original')}</summary>
          <div lang={text.original.locale} className="my-2 border-line border-l-3 pl-4">
            <p className="font-medium">{text.original.value}</p>
            {original && <p className="mt-1 whitespace-pre-line">{original.value}</p>}
          </div>
        </details>
      )}
    </div>
  );
}
