import { getTranslations } from 'next-intl/server';
import { TextArea } from '#app/_ui/field.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { type QuotedCart, questionsTo } from '#lib/ordering/index.ts';

/** What the makers of commissioned work ask before they begin, beside the answers. */
export async function BriefFields({ lines, locale }: { lines: QuotedCart['lines']; locale: Locale }) {
  const t = await getTranslations('kinds.brief');
  const asking = lines.filter((line) => (line.variant.listing.service?.questions ?? 0) > 0);
  return asking.map((line) => (
    <section key={line.variantId} className="grid gap-5">
      <div>
        <h2 className="text-large">{t('title', { title: fieldText(line.variant.listing.text, 'title', locale) })}</h2>
        <p className="mt-1 text-muted text-small">
          {t('lead', { maker: nameFor(line.variant.listing.enterprise, locale) })}
        </p>
      </div>
      {questionsTo(line, locale).map(({ field, question }) => (
        <TextArea key={field} name={field} label={question} rows={3} required />
      ))}
    </section>
  ));
}
