import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { Checkbox, Select } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import {
  type CountryGroup,
  countryGroups,
  overlapping,
  type ShippingProfileView,
  serviceOf,
  services,
  type Zone,
  zoneCountries,
} from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { saveZoneAction } from '../../../actions.ts';
import { zoneName } from '../../../zone-name.ts';
import { Countries } from './countries.tsx';

const groups = Object.keys(countryGroups) as CountryGroup[];

/** Where a zone is: everywhere else, whole groups, or countries by name. */
export async function ZoneForm({
  profile,
  zones,
  at,
  locale,
}: {
  profile: ShippingProfileView;
  zones: readonly Zone[];
  /** Null: a new zone. */
  at: number | null;
  locale: Locale;
}) {
  const t = await getTranslations('shipping');
  const zone = at === null ? null : zones[at];
  const service = zone ? serviceOf(zone) : 'standard';
  const others = zones.filter((each) => each !== zone && serviceOf(each) === service);
  const restTaken = others.some((each) => each.countries.length === 0);
  const names = await Promise.all(zones.map((each) => zoneName(each, locale)));
  return (
    <Form action={saveZoneAction} className="grid max-w-[760px] gap-8">
      <input type="hidden" name="profileId" value={profile.id} />
      <input type="hidden" name="version" value={profile.version} />
      <input type="hidden" name="zone" value={at === null ? 'new' : String(at)} />
      <Select
        name="service"
        label={t('service.label')}
        hint={t('service.hint')}
        options={services.map((each) => ({ value: each, label: t(`service.${each}`) }))}
        defaultValue={service}
      />
      {(!restTaken || at === null) && (
        <Checkbox name="rest" label={t('zone.rest_label')} defaultChecked={zone?.countries.length === 0} />
      )}
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('zone.groups')}</legend>
        <div className="grid gap-2">
          {groups.map((group) => (
            <Checkbox key={group} name="groups[]" value={group} label={t(`group.${group}`)} />
          ))}
        </div>
        <p className="mt-2 text-muted text-small">{t('zone.groups_hint')}</p>
      </fieldset>
      <Countries legend={t('zone.countries')}>
        {countryOptions(zoneCountries, locale, await nameOrder()).map(({ value, label }) => (
          <Checkbox
            key={value}
            name="countries[]"
            value={value}
            label={
              overlapping([value], others).length > 0 ? (
                <span className="text-muted">{t('zone.taken', { country: label })}</span>
              ) : (
                label
              )
            }
            defaultChecked={zone?.countries.includes(value) ?? false}
          />
        ))}
      </Countries>
      {at === null && zones.length > 0 && (
        <Select
          name="like"
          label={t('zone.like')}
          hint={t('zone.like_hint')}
          options={names.map((name, index) => ({ value: String(index), label: name }))}
          defaultValue={String(zones.length - 1)}
        />
      )}
      <div>
        <Submit pending={t('saving')}>{t(at === null ? 'zone.add' : 'zone.save')}</Submit>
      </div>
    </Form>
  );
}
