import { getTranslations } from 'next-intl/server';
import { Select } from '#app/_ui/field.tsx';
import { encodings, separators } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { categoryOptions } from '../../_parts/category-options.ts';

interface Chosen {
  readonly category?: string | undefined;
  readonly encoding?: string | undefined;
  readonly separator?: string | undefined;
}

/** The category of rows that name none. */
export async function CategoryField({ locale, chosen }: { locale: Locale; chosen: Chosen }) {
  const t = await getTranslations('import.upload');
  return (
    <Select
      name="category"
      label={t('category')}
      hint={t('category_hint')}
      empty={t('no_category')}
      options={await categoryOptions(locale)}
      defaultValue={chosen.category}
    />
  );
}

/** How the letters and columns of a file are read, where guessing is not enough. */
export async function ReadingFields({ chosen }: { chosen: Chosen }) {
  const t = await getTranslations('import');
  return (
    <div className="grid gap-5 sm:grid-cols-2">
      <Select
        name="encoding"
        label={t('upload.encoding')}
        empty={t('upload.guess')}
        options={encodings.map((value) => ({ value, label: t(`encoding.${value}`) }))}
        defaultValue={chosen.encoding}
      />
      <Select
        name="separator"
        label={t('upload.separator')}
        empty={t('upload.guess')}
        options={separators.map((value) => ({ value, label: t(`separator.${value}`) }))}
        defaultValue={chosen.separator}
      />
    </div>
  );
}
