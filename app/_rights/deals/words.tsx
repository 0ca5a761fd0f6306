import { getTranslations } from 'next-intl/server';
import { spokenLanguage } from '#app/_i18n/names.ts';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { translateWordsAction } from '#app/[locale]/(rights)/deals/actions.ts';
import type { Locale } from '#lib/languages/index.ts';
import { dealWords, type WholeDeal } from '#lib/rights/index.ts';

interface Props {
  readonly deal: WholeDeal;
  readonly side: string;
  readonly subject: 'message' | 'note';
  readonly subjectId: string;
  readonly written: { readonly body: string; readonly locale: string };
  readonly locale: Locale;
}

/** What one side wrote: as it is, with the way to a translation where it is in another language; or a machine's, which says so, and the original. */
export async function DealWords({ deal, side, subject, subjectId, written, locale }: Props) {
  const t = await getTranslations('deal_words');
  const text = dealWords(written, deal.translations, locale);
  if (!text) return null;
  const language = spokenLanguage(written.locale, locale);
  return (
    <>
      <p className="mt-1 whitespace-pre-line break-words" lang={text.locale}>
        {text.value}
      </p>
      {text.original ? (
        <details className="mt-1 text-muted text-small">
          <summary className="flex min-h-11 w-fit cursor-pointer items-center">
            <span>{t.rich('machine', { language, show: (label) => <span className="link">{label}</span> })}</span>
          </summary>
          <p
            lang={text.original.locale}
            className="mb-1.5 whitespace-pre-line break-words border-line border-l-3 pl-4 text-base text-ink"
          >
            {text.original.value}
          </p>
        </details>
      ) : (
        !text.ownLanguage && (
          <Form action={translateWordsAction}>
            <input type="hidden" name="number" value={deal.number} />
            <input type="hidden" name="dealId" value={deal.id} />
            <input type="hidden" name="enterpriseId" value={side} />
            <input type="hidden" name="subject" value={subject} />
            <input type="hidden" name="subjectId" value={subjectId} />
            <input type="hidden" name="to" value={locale} />
            <Submit kind="text" className="text-small" pending={t('translating')}>
              {t('translate', { language })}
            </Submit>
          </Form>
        )
      )}
    </>
  );
}
