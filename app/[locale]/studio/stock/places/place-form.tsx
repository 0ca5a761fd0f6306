import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { PlaceView } from '#lib/catalogue/index.ts';
import { deliveryCountries } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { closePlaceAction, defaultPlaceAction, savePlaceAction } from './actions.ts';

interface Own {
  readonly enterpriseId: string;
  /** The slug for the way back; empty where the person has one enterprise. */
  readonly enterprise: string;
  readonly locale: Locale;
}

/** A place's name, country and address; without a place a new one. */
export async function PlaceForm({ own, place }: { own: Own; place?: PlaceView }) {
  const t = await getTranslations('places');
  return (
    <Form action={savePlaceAction} className="grid gap-5">
      <input type="hidden" name="enterpriseId" value={own.enterpriseId} />
      <input type="hidden" name="enterprise" value={own.enterprise} />
      <input type="hidden" name="placeId" value={place?.id ?? ''} />
      <TextInput
        name="name"
        label={t('name')}
        hint={t('name_hint')}
        defaultValue={place ? place.name || t('main') : undefined}
        required
      />
      <Select
        name="country"
        label={t('country')}
        options={countryOptions(deliveryCountries, own.locale, await nameOrder())}
        empty={t('choose')}
        defaultValue={place?.country}
      />
      <TextArea
        name="address"
        rows={3}
        label={t('address')}
        hint={t('address_hint')}
        defaultValue={place?.addressLines.join('\n')}
      />
      <Submit kind={place ? 'quiet' : 'primary'} pending={t('saving')}>
        {t(place ? 'save' : 'add')}
      </Submit>
    </Form>
  );
}

/** What can be done with a place: change it, make it the one that is meant, give it up. */
export async function PlaceActions({ place, own }: { place: PlaceView; own: Own }) {
  const t = await getTranslations('places');
  const which = (
    <>
      <input type="hidden" name="placeId" value={place.id} />
      <input type="hidden" name="enterprise" value={own.enterprise} />
    </>
  );
  return (
    <div className="mt-3 grid gap-3">
      <details>
        <summary className="link inline-flex min-h-11 items-center text-small">{t('edit')}</summary>
        <div className="pt-2">
          <PlaceForm own={own} place={place} />
        </div>
      </details>
      {!place.isDefault && (
        <div className="flex flex-wrap items-start gap-3">
          <Form action={defaultPlaceAction}>
            {which}
            <Submit kind="quiet">{t('make_default')}</Submit>
          </Form>
          <Form action={closePlaceAction}>
            {which}
            <Submit kind="danger">{t('close')}</Submit>
          </Form>
        </div>
      )}
    </div>
  );
}
