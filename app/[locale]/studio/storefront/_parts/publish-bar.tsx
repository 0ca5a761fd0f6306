import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { discardAction, publishAction } from '../actions.ts';
import { type Place, PlaceFields } from './place.tsx';

/** Whether something waits to be published, how it looks, and the button that publishes it. */
export async function PublishBar({ place, previewing = false }: { place: Place; previewing?: boolean }) {
  const t = await getTranslations('storefront');
  const format = await getFormatter();
  const { savedAt, enterprise } = place.draft;
  const query = `?enterprise=${enterprise.slug}&language=${place.language}`;
  return (
    <div className="mb-6 grid gap-3 rounded-md border border-line bg-card px-5 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3">
        <div>
          <Status kind={savedAt ? 'waiting' : 'good'}>{t(savedAt ? 'draft.waits' : 'draft.none')}</Status>
          <p className="text-muted text-small">
            {savedAt
              ? t('draft.saved', { time: format.dateTime(savedAt, { dateStyle: 'medium', timeStyle: 'short' }) })
              : t('draft.none_text')}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-3">
          {previewing ? (
            <Link href={`/studio/storefront${query}`} className={buttonStyle('quiet')}>
              {t('draft.edit')}
            </Link>
          ) : (
            <Link href={`/studio/storefront/preview${query}`} className={buttonStyle('quiet')}>
              {t('draft.preview')}
            </Link>
          )}
          {!savedAt && enterprise.status === 'verified' && (
            <Link href={`/e/${enterprise.slug}`} className={buttonStyle('quiet')}>
              {t('draft.public')}
            </Link>
          )}
          {savedAt && (
            <Form action={publishAction}>
              <PlaceFields place={place} versioned />
              <Submit pending={t('draft.publishing')}>{t('draft.publish')}</Submit>
            </Form>
          )}
        </div>
      </div>
      {savedAt && !previewing && (
        <Form action={discardAction}>
          <PlaceFields place={place} />
          <FormDetails summary={t('draft.discard')}>
            <p className="text-small">{t('draft.discard_text')}</p>
            <Submit kind="danger" className="justify-self-start">
              {t('draft.discard_confirm')}
            </Submit>
          </FormDetails>
        </Form>
      )}
    </div>
  );
}
