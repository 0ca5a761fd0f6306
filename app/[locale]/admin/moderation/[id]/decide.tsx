import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { TextArea } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { decideAction } from './actions.ts';

/** Approve, ask for changes or refuse; whatever is not an approval says why, and the enterprise reads it. */
export async function Decide({
  listing,
  revision,
  locale,
}: {
  listing: WholeListing;
  revision: number;
  locale: string;
}) {
  const t = await getTranslations('admin.decide');
  return (
    <section className="rounded-md bg-silk p-6">
      <h2 className="mb-4 text-large">{t('title')}</h2>
      {listing.enterprise.status !== 'verified' && (
        <div className="mb-4">
          <Notice>{t('verify_first')}</Notice>
        </div>
      )}
      <Form action={decideAction} className="grid gap-4">
        <input type="hidden" name="listingId" value={listing.id} />
        <input type="hidden" name="revision" value={revision} />
        <TextArea
          name="reason"
          rows={4}
          label={t('reason')}
          hint={t('reason_hint', { language: languageName(listing.enterprise.sourceLocale, locale) })}
        />
        <Submit name="decision" value="approved" pending={t('saving')}>
          {t('approve')}
        </Submit>
        <Submit kind="quiet" name="decision" value="changes_requested" pending={t('saving')}>
          {t('request_changes')}
        </Submit>
        <Submit kind="danger" name="decision" value="refused" pending={t('saving')}>
          {t('refuse')}
        </Submit>
      </Form>
    </section>
  );
}
