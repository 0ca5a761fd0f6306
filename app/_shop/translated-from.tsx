import { getTranslations } from 'next-intl/server';
import { spokenLanguage } from '#app/_i18n/names.ts';
import type { Locale, ReadableText } from '#lib/languages/index.ts';

/** Says under translated words of which language they are, and opens the original in place; nothing under an original. */
export async function TranslatedFrom({ text, locale }: { text: ReadableText | null; locale: Locale }) {
  if (!text?.original) return null;
  const t = await getTranslations('review_words');
  const words = {
    language: spokenLanguage(text.original.locale, locale),
    show: (label: React.ReactNode) => <span className="link">{label}</span>,
  };
  return (
    <details className="mt-1 text-muted text-small">
      <summary className="w-fit cursor-pointer py-1">
        {text.ownLanguage
          ? t.rich('translated', words)
          : t.rich('translated_into', { ...words, into: spokenLanguage(text.locale, locale) })}
      </summary>
      <p
        lang={text.original.locale}
        className="my-1.5 max-w-[68ch] whitespace-pre-line border-line border-l-3 pl-4 text-base text-ink"
      >
        {text.original.value}
      </p>
    </details>
  );
}
