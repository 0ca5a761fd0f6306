import { getTranslations } from 'next-intl/server';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import type { Locale } from '#lib/languages/index.ts';
import { categoryOptions } from '../../_parts/category-options.ts';

/** Asks for an empty file with the columns of a category. A plain form: it needs no script. */
export async function TemplateForm({ enterpriseId, locale }: { enterpriseId: string; locale: Locale }) {
  const [t, words] = await Promise.all([getTranslations('import.export'), getTranslations('attributes.template')]);
  return (
    <form action="/api/studio/sheets/template.xlsx" className="grid gap-3">
      <input type="hidden" name="enterprise" value={enterpriseId} />
      <input type="hidden" name="locale" value={locale} />
      <Select
        name="category"
        label={words('category')}
        hint={words('text')}
        options={await categoryOptions(locale)}
        empty={words('all')}
      />
      <p className="flex flex-wrap gap-3">
        <button type="submit" formAction="/api/studio/sheets/template.csv" className={buttonStyle('quiet')}>
          {t('template_csv')}
        </button>
        <button type="submit" className={buttonStyle('quiet')}>
          {t('template_xlsx')}
        </button>
      </p>
    </form>
  );
}
