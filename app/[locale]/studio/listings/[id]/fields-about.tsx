import { getTranslations } from 'next-intl/server';
import { FieldNote } from '#app/_studio/desk/field-note.tsx';
import { Checkbox, Select } from '#app/_ui/field.tsx';
import { materials, type WorkingListing } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { categoryOptions } from '../../_parts/category-options.ts';

/** Where it belongs and what it is made of. */
export async function AboutFields({ listing, locale }: { listing: WorkingListing; locale: Locale }) {
  const t = await getTranslations('studio.editor');
  return (
    <fieldset className="grid gap-5">
      <legend className="mb-4 font-serif text-large">{t('about')}</legend>
      <Select
        name="category"
        label={t('category')}
        options={await categoryOptions(locale)}
        defaultValue={listing.categorySlug}
        className="max-w-[480px]"
      />
      <FieldNote field="category" />
      {listing.kind === 'physical' && <Materials chosen={listing.materials} />}
      <FieldNote field="materials" />
      <Checkbox name="aiAssisted" label={t('ai')} defaultChecked={listing.aiAssisted} />
      <FieldNote field="aiAssisted" />
    </fieldset>
  );
}

async function Materials({ chosen }: { chosen: readonly string[] }) {
  const t = await getTranslations();
  return (
    <fieldset>
      <legend className="mb-2 font-medium text-small">{t('studio.editor.materials')}</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
        {materials.map((material) => (
          <Checkbox
            key={material}
            name="materials[]"
            value={material}
            label={t(`materials.${material}`)}
            defaultChecked={chosen.includes(material)}
          />
        ))}
      </div>
    </fieldset>
  );
}
