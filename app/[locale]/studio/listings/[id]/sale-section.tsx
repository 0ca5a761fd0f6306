import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Select } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { priceColumnsOf, type WholeListing } from '#lib/catalogue/index.ts';
import { shippingProfiles } from '#lib/enterprises/index.ts';
import { Reduction } from './reduction.tsx';
import { assignShippingAction } from './sale-actions.ts';

/** Beside a listing's own price: its price lists, and by which shipping table it is sent. */
export async function SaleSection({ listing, locked }: { listing: WholeListing; locked: boolean }) {
  const t = await getTranslations('prices.section');
  const count = priceColumnsOf(listing).length;
  return (
    <section aria-labelledby="sale-title" className="max-w-[760px]">
      <h2 id="sale-title" className="text-large">
        {t('title')}
      </h2>
      <p className="mt-1 text-muted text-small">{count > 0 ? t('some', { count }) : t('none')}</p>
      {!locked && (
        <Link href={`/studio/listings/${listing.id}/prices`} className={buttonStyle('quiet', 'mt-4')}>
          {t(count > 0 ? 'edit' : 'begin')}
        </Link>
      )}
      {!locked && <Reduction listing={listing} />}
      {listing.kind === 'physical' && <SentBy listing={listing} />}
    </section>
  );
}

async function SentBy({ listing }: { listing: WholeListing }) {
  const t = await getTranslations('shipping');
  const profiles = await shippingProfiles(await currentActor(), listing.enterpriseId);
  const usual = profiles.find((profile) => profile.isDefault);
  const chosen = listing.shippingProfileId ?? usual?.id;
  return (
    <div className="mt-8">
      <Form action={assignShippingAction} className="flex flex-wrap items-end gap-3" doneMessage={t('assign.done')}>
        <input type="hidden" name="listingId" value={listing.id} />
        <Select
          name="profileId"
          label={t('assign.label')}
          options={profiles.map((profile) => ({
            value: profile.isDefault ? '' : profile.id,
            label: profile.isDefault ? t('assign.usual', { name: profile.name }) : profile.name,
          }))}
          defaultValue={listing.shippingProfileId === usual?.id ? '' : (listing.shippingProfileId ?? '')}
          className="min-w-[240px]"
        />
        <Submit kind="quiet" pending={t('saving')}>
          {t('assign.save')}
        </Submit>
      </Form>
      {chosen && (
        <Link href={`/studio/shipping/${chosen}`} className="link inline-flex min-h-11 items-center text-small">
          {t('assign.open')}
        </Link>
      )}
    </div>
  );
}
