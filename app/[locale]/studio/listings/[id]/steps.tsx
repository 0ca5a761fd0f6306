import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { listingTransitions, missingAttribute, missingOf, type WholeListing } from '#lib/catalogue/index.ts';
import { archiveAction, reopenAction, submitAction } from './actions.ts';

/** Where the listing can go from here: what is missing, submit, look, take back, put away. */
export async function Steps({ listing }: { listing: WholeListing }) {
  const t = await getTranslations('studio.steps');
  const next: readonly string[] = listingTransitions[listing.status];
  const attributes = await getTranslations('attributes');
  const missing = missingOf(listing);
  const which = <input type="hidden" name="listingId" value={listing.id} />;
  return (
    <aside className="grid gap-5 rounded-md bg-silk p-6 lg:sticky lg:top-6">
      <h2 className="text-large">{t('title')}</h2>
      {next.includes('in_review') && missing.length > 0 && (
        <div>
          <p>{t('missing')}</p>
          <ul className="mt-2 grid list-disc gap-1 pl-5">
            {missing.map((name) => (
              <li key={name}>
                {name.startsWith(missingAttribute)
                  ? attributes(`name.${name.slice(missingAttribute.length)}`)
                  : t(`missing_${name}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {next.includes('in_review') && (
        <Form action={submitAction}>
          {which}
          <p className="mb-3 text-muted text-small">{t('submit_text')}</p>
          <Submit className="w-full" pending={t('submitting')}>
            {t('submit')}
          </Submit>
        </Form>
      )}
      <Link href={`/studio/listings/${listing.id}/preview`} className={buttonStyle('quiet', 'w-full')}>
        {t('preview')}
      </Link>
      {listing.status === 'live' && (
        <Link href={`/l/${listing.slug}`} className={buttonStyle('quiet', 'w-full')}>
          {t('public')}
        </Link>
      )}
      {listing.status !== 'live' && next.includes('draft') && (
        <Form action={reopenAction}>
          {which}
          <Submit kind="quiet" className="w-full">
            {t(listing.status === 'in_review' ? 'withdraw' : 'reopen')}
          </Submit>
        </Form>
      )}
      {next.includes('archived') && (
        <Form action={archiveAction}>
          {which}
          <Submit kind="danger" className="w-full">
            {t('archive')}
          </Submit>
          <p className="mt-2 text-muted text-small">{t('archive_text')}</p>
        </Form>
      )}
    </aside>
  );
}
