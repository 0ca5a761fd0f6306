import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { isApproved, optionsMark, type WholeListing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { locale as localeOf, writtenText } from '#lib/languages/index.ts';
import { StudioDoor } from '../../../_parts/door.tsx';
import { EditHead } from '../edit-head.tsx';
import { editedListing } from '../edited.ts';
import { saveOptionsAction } from './actions.ts';

type Props = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('variants');
  return { title: t('options.title'), robots: { index: false } };
}

const suggested = ['size', 'colour', 'material', 'capacity', 'length', 'edition'] as const;

export default async function EditOptions({ params }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const edited = await editedListing(id);
  if (!edited) return <StudioDoor desk={{ at: 'guest' }} path="/studio/listings" locale={locale} />;
  const { listing, locked } = edited;
  const t = await getTranslations('variants');
  const life = await getTranslations('life');
  const source = localeOf(listing.text.sourceLocale);
  const open = Math.max(2, listing.options.length);
  return (
    <>
      <EditHead
        listing={listing}
        title={t('options.title')}
        lead={t('options.lead', { language: languageName(source, locale), limit: limits.variants })}
      />
      {locked ? (
        <Notice>{t('locked')}</Notice>
      ) : (
        <Form action={saveOptionsAction} className="grid max-w-[760px] gap-6">
          <input type="hidden" name="listingId" value={listing.id} />
          <input type="hidden" name="version" value={listing.version} />
          <input type="hidden" name="seen" value={optionsMark(listing.content)} />
          {isApproved(listing.status) && <Notice>{life('options_note')}</Notice>}
          {Array.from({ length: open }, (_, at) => at).map((at) => (
            <OptionFields key={at} listing={listing} at={at} />
          ))}
          {open < limits.options && (
            <details>
              <summary className="min-h-11 py-2">{t('options.another')}</summary>
              <OptionFields listing={listing} at={open} />
            </details>
          )}
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
            <Submit pending={t('saving')}>{t('options.save')}</Submit>
            <Link href={`/studio/listings/${listing.id}`} className="link inline-flex min-h-11 items-center text-small">
              {t('back')}
            </Link>
          </div>
        </Form>
      )}
    </>
  );
}

/** An option: its name, a field for each of its values, and room for more. */
async function OptionFields({ listing, at }: { listing: WholeListing; at: number }) {
  const t = await getTranslations('variants.options');
  const source = localeOf(listing.text.sourceLocale);
  const inSource = await getTranslations({ locale: source, namespace: 'variants.options.suggest' });
  const option = listing.options[at];
  return (
    <fieldset className="grid gap-5 rounded-md bg-silk p-5">
      <legend className="float-left mb-1 font-serif text-large">{t('option', { number: at + 1 })}</legend>
      {option && <input type="hidden" name={`id${at}`} value={option.id} />}
      <TextInput
        name={`name${at}`}
        label={t('name')}
        hint={option ? t('name_remove') : t('name_hint')}
        defaultValue={option && writtenText(option.text, 'name')}
        lang={source}
        suggestions={suggested.map((each) => inSource(each))}
        className="max-w-[360px]"
      />
      {option && (
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {option.values.map((value, index) => (
            <TextInput
              key={value.id}
              name={`value${at}:${value.id}`}
              label={t('value', { number: index + 1 })}
              defaultValue={writtenText(value.text, 'name')}
              lang={source}
            />
          ))}
          <p className="col-span-full text-muted text-small">{t('values_remove')}</p>
        </div>
      )}
      <TextArea
        name={`add${at}`}
        rows={option ? 2 : 3}
        label={t(option ? 'add' : 'values')}
        hint={t('values_hint', { limit: limits.optionValues })}
        lang={source}
      />
    </fieldset>
  );
}
