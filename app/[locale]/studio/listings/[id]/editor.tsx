import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { materials, type WholeListing } from '#lib/catalogue/index.ts';
import { currencies } from '#lib/core/currency.ts';
import { limits } from '#lib/core/limits.ts';
import { decimalText, money } from '#lib/core/money.ts';
import { type Locale, locale as localeOf, writtenText } from '#lib/languages/index.ts';
import { categoryOptions } from '../../_parts/category-options.ts';
import { saveAction } from './actions.ts';

/** All words and facts of a listing. The hidden version keeps two editors from overwriting each other. */
export async function Editor({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('studio');
  const kinds = await getTranslations('kinds');
  const source = localeOf(listing.text.sourceLocale);
  const word = (field: string) => writtenText(listing.text, field);
  return (
    <Form action={saveAction} key={listing.version} className="grid max-w-[760px] gap-12">
      <input type="hidden" name="listingId" value={listing.id} />
      <input type="hidden" name="version" value={listing.version} />
      <fieldset className="grid gap-5">
        <legend className="mb-1 font-serif text-large">{t('editor.words')}</legend>
        <p className="text-muted text-small">{t('editor.words_hint', { language: languageName(source, locale) })}</p>
        <TextInput name="title" label={t('editor.title')} defaultValue={word('title')} lang={source} required />
        <TextArea
          name="summary"
          rows={2}
          label={t('editor.summary')}
          hint={t('editor.summary_hint', { limit: limits.summary })}
          defaultValue={word('summary')}
          lang={source}
        />
        <TextArea
          name="description"
          rows={9}
          label={t('editor.description')}
          hint={t('editor.description_hint')}
          defaultValue={word('description')}
          lang={source}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextInput
            name="technique"
            label={t('editor.technique')}
            optional={t('optional')}
            defaultValue={word('technique')}
            lang={source}
          />
          <TextInput
            name="care"
            label={t('editor.care')}
            optional={t('optional')}
            defaultValue={word('care')}
            lang={source}
          />
        </div>
        <TextInput
          name="tags"
          label={t('editor.tags')}
          hint={t('editor.tags_hint')}
          optional={t('optional')}
          defaultValue={word('tags')}
          lang={source}
        />
      </fieldset>
      <fieldset className="grid gap-5 sm:grid-cols-2">
        <legend className="mb-4 font-serif text-large">{t('editor.sale')}</legend>
        {listing.variants.length === 1 && listing.kind !== 'stream' && (
          <TextInput
            name="price"
            inputMode="decimal"
            label={listing.kind === 'licence' ? kinds('licence.price') : t('editor.price')}
            hint={listing.kind === 'licence' ? kinds('licence.price_hint') : t('editor.price_hint')}
            defaultValue={listing.priceMinor > 0n ? decimalText(money(listing.priceMinor, listing.currency)) : ''}
          />
        )}
        <Select
          name="currency"
          label={t('editor.currency')}
          options={currencies.map((code) => ({ value: code, label: code }))}
          defaultValue={listing.currency}
        />
        {listing.kind === 'physical' && <Parcel listing={listing} />}
      </fieldset>
      <fieldset className="grid gap-5">
        <legend className="mb-4 font-serif text-large">{t('editor.about')}</legend>
        <Select
          name="category"
          label={t('editor.category')}
          options={await categoryOptions(locale)}
          defaultValue={listing.categorySlug}
          className="max-w-[480px]"
        />
        {listing.kind === 'physical' && <Materials chosen={listing.materials} />}
        <Checkbox name="aiAssisted" label={t('editor.ai')} defaultChecked={listing.aiAssisted} />
      </fieldset>
      <div>
        <Submit kind="quiet" pending={t('editor.saving')}>
          {t('editor.save')}
        </Submit>
      </div>
    </Form>
  );
}

/** What only goods have: stock, weight, customs code. */
async function Parcel({ listing }: { listing: WholeListing }) {
  const t = await getTranslations('studio.editor');
  const only = listing.variants.length === 1 ? listing.variants[0] : undefined;
  return (
    <>
      {only && (
        <TextInput
          name="stock"
          inputMode="numeric"
          label={t('stock')}
          hint={only.stockReserved > 0 ? t('stock_reserved', { count: only.stockReserved }) : t('stock_hint')}
          defaultValue={String(only.stockOnHand ?? 0)}
        />
      )}
      <TextInput
        name="weightGrams"
        inputMode="numeric"
        label={t('weight')}
        hint={t('weight_hint')}
        defaultValue={listing.weightGrams?.toString()}
      />
      <TextInput
        name="hsCode"
        inputMode="numeric"
        label={t('hs_code')}
        hint={t('hs_code_hint')}
        optional={t('hs_code_optional')}
        defaultValue={listing.hsCode ?? undefined}
      />
    </>
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
