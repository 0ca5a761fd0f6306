import { getTranslations } from 'next-intl/server';
import { countryName, countryOptions } from '#app/_i18n/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { clockAt, timeZones, type WholeListing } from '#lib/catalogue/index.ts';
import { now } from '#lib/core/clock.ts';
import { deliveryCountries } from '#lib/enterprises/index.ts';
import { type Locale, writtenAs, writtenText } from '#lib/languages/index.ts';

/** Zones where most enterprises of a country are, to begin with; a zone is called by its country, which every language has a name for. */
const usualZone: Readonly<Record<string, string>> = {
  CN: 'Asia/Shanghai',
  HK: 'Asia/Hong_Kong',
  MO: 'Asia/Macau',
  TW: 'Asia/Taipei',
  BG: 'Europe/Sofia',
  CZ: 'Europe/Prague',
  EE: 'Europe/Tallinn',
  GR: 'Europe/Athens',
  HU: 'Europe/Budapest',
  LT: 'Europe/Vilnius',
  LV: 'Europe/Riga',
  PL: 'Europe/Warsaw',
  RO: 'Europe/Bucharest',
  RS: 'Europe/Belgrade',
  DE: 'Europe/Berlin',
  FR: 'Europe/Paris',
  AT: 'Europe/Vienna',
  GB: 'Europe/London',
  SI: 'Europe/Ljubljana',
  ME: 'Europe/Podgorica',
  BA: 'Europe/Sarajevo',
  MK: 'Europe/Skopje',
  AL: 'Europe/Tirane',
  HR: 'Europe/Zagreb',
  SK: 'Europe/Bratislava',
};
const countryOf = new Map(Object.entries(usualZone).map(([country, zone]) => [zone, country]));

/** The zones by the names of their countries, and a second one of a country by its town. */
function zoneOptions(locale: Locale) {
  const at = now();
  return timeZones.map((timeZone) => {
    const offset = new Intl.DateTimeFormat(writtenAs(locale), { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value;
    const country = countryOf.get(timeZone);
    const place = country ? countryName(country, locale) : timeZone.split('/')[1]?.replace('_', ' ');
    return { value: timeZone, label: `${place} · ${offset}` };
  });
}

/** Where and when: the date and times as the clocks at the venue show them. */
export async function EventFields({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('kinds.editor.ticket');
  const { event, enterprise, variants } = listing;
  const lang = listing.text.sourceLocale;
  const word = (field: string) => (event ? writtenText(event.text, field) : '');
  const zone = event?.timeZone ?? usualZone[enterprise.country] ?? 'Europe/Warsaw';
  const clock = (at: Date | null | undefined) => (at ? clockAt(at, zone) : undefined);
  const only = variants.length === 1 ? variants[0] : undefined;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextInput name="venue" label={t('venue')} defaultValue={word('venue')} lang={lang} required />
        <TextInput name="address" label={t('address')} defaultValue={word('address')} lang={lang} required />
        <Select
          name="country"
          label={t('country')}
          options={countryOptions(deliveryCountries, locale, await nameOrder())}
          defaultValue={event?.country ?? enterprise.country}
        />
        <Select name="timeZone" label={t('time_zone')} options={zoneOptions(locale)} defaultValue={zone} />
      </div>
      <div className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-4">
        <TextInput name="date" type="date" label={t('date')} defaultValue={clock(event?.startsAt)?.date} required />
        <TextInput name="starts" type="time" label={t('starts')} defaultValue={clock(event?.startsAt)?.time} required />
        <TextInput
          name="ends"
          type="time"
          label={t('ends')}
          optional={t('optional')}
          defaultValue={clock(event?.endsAt)?.time}
        />
        <TextInput
          name="doors"
          type="time"
          label={t('doors')}
          optional={t('optional')}
          defaultValue={clock(event?.doorsAt)?.time}
        />
      </div>
      <p className="-mt-2 text-muted text-small">{t('times_hint')}</p>
      {only ? (
        <TextInput
          name="seats"
          inputMode="numeric"
          label={t('seats')}
          hint={t('seats_hint')}
          defaultValue={String(only.stockOnHand ?? 0)}
          className="max-w-[320px]"
        />
      ) : (
        <p className="text-small">{t('seats_by_category')}</p>
      )}
      <TextArea
        name="terms"
        rows={4}
        label={t('terms')}
        hint={t('terms_hint')}
        optional={t('optional')}
        defaultValue={word('terms')}
        lang={lang}
      />
    </>
  );
}
