import { getTranslations } from 'next-intl/server';
import { inOrder } from '#app/_i18n/names.ts';
import { rightsNames } from '#app/_rights/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { Checkbox, Select, TextInput } from '#app/_ui/field.tsx';
import type { WholeListing } from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { licensed, shownRights, shownTerritories } from '#lib/rights/index.ts';
import { workOptions } from './work-options.ts';

const groups = ['world', 'greater_china', 'cee', 'eu', 'visegrad', 'baltics', 'western_balkans'] as const;

/** The work, and the terms a buyer's request begins with. */
export async function LicenceFields({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('kinds.editor.licence');
  const rights = await getTranslations('rights');
  const names = await rightsNames(locale);
  const { licenceOffer: offer } = listing;
  const works = await workOptions(listing, locale);
  const order = await nameOrder();
  const sorted = (codes: readonly string[], name: (code: string) => string) =>
    inOrder(
      codes.map((value) => ({ value, label: name(value) })),
      locale,
      order,
    );
  const box = 'grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3';
  if (works.length === 0) return <p>{t('no_works')}</p>;
  return (
    <>
      <Select
        name="workId"
        label={t('work')}
        hint={t('work_hint')}
        options={works}
        empty={t('choose')}
        defaultValue={listing.workId ?? undefined}
        className="max-w-[480px]"
      />
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('rights')}</legend>
        <div className={box}>
          {sorted(shownRights, names.right).map(({ value, label }) => (
            <Checkbox
              key={value}
              name="rights[]"
              value={value}
              label={label}
              defaultChecked={offer?.rights.includes(value) ?? false}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('territories')}</legend>
        <div className={box}>
          {[
            ...groups.map((value) => ({ value, label: names.territory(value) })),
            ...sorted(shownTerritories, names.territory),
          ].map(({ value, label }) => (
            <Checkbox
              key={value}
              name="territories[]"
              value={value}
              label={label}
              defaultChecked={offer?.territories.includes(value) ?? false}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        <Select
          name="exclusivity"
          label={t('exclusivity')}
          options={licensed.map((value) => ({ value, label: rights(`exclusivity.${value}`) }))}
          defaultValue={offer?.exclusivity ?? 'non_exclusive'}
        />
        <TextInput name="years" inputMode="numeric" label={t('years')} defaultValue={(offer?.years ?? 3).toString()} />
      </div>
    </>
  );
}
