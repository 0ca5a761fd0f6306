import { getTranslations } from 'next-intl/server';
import { SaveState } from '#app/_studio/desk/save-state.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { FieldValues, WorkingListing } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { saveAction } from './actions.ts';
import { CategoryAttributes } from './category-attributes.tsx';
import { AboutFields } from './fields-about.tsx';
import { SaleFields } from './fields-sale.tsx';
import { WordFields } from './fields-words.tsx';

/** All words and facts of a listing. What the form was made of goes with it, so that two editors never overwrite each other unseen. */
export async function Editor({
  listing,
  fields,
  locale,
}: {
  listing: WorkingListing;
  fields: FieldValues;
  locale: Locale;
}) {
  const t = await getTranslations('studio');
  return (
    <Form action={saveAction} id="listing" autoComplete="off" className="grid max-w-[760px] gap-12">
      <input type="hidden" name="listingId" value={listing.id} />
      <input type="hidden" name="version" value={listing.version} />
      <input type="hidden" name="base" defaultValue={JSON.stringify(fields)} key={listing.version} />
      <WordFields listing={listing} locale={locale} />
      <SaleFields listing={listing} />
      <AboutFields listing={listing} locale={locale} />
      <CategoryAttributes listing={listing} locale={locale} />
      <div
        data-save-bar
        className="sticky bottom-0 z-1 -mx-2 flex flex-wrap items-center gap-x-6 gap-y-2 border-line border-t bg-paper px-2 py-3"
      >
        <Submit kind="quiet" pending={t('editor.saving')}>
          {t('editor.save')}
        </Submit>
        <SaveState />
      </div>
    </Form>
  );
}
