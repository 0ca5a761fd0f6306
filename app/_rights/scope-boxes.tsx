import { getTranslations } from 'next-intl/server';
import { Checkbox } from '#app/_ui/field.tsx';
import { askCountries, askGroups } from './ask-codes.ts';
import { rightsNames } from './names.ts';

/** Uses and places to tick, those that are chosen first known. */
export async function ScopeBoxes({
  locale,
  rights,
  chosenRights,
  chosenTerritories,
}: {
  locale: string;
  rights: readonly string[];
  chosenRights: readonly string[];
  chosenTerritories: readonly string[];
}) {
  const t = await getTranslations('rights.terms');
  const names = await rightsNames(locale);
  const box = 'grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3';
  return (
    <>
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('rights')}</legend>
        <div className={box}>
          {[...new Set([...rights, ...chosenRights])].map((code) => (
            <Checkbox
              key={code}
              name="rights[]"
              value={code}
              label={names.right(code)}
              defaultChecked={chosenRights.includes(code)}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('territories')}</legend>
        <div className={box}>
          {[...new Set([...askGroups, ...askCountries, ...chosenTerritories])].map((code) => (
            <Checkbox
              key={code}
              name="territories[]"
              value={code}
              label={names.territory(code)}
              defaultChecked={chosenTerritories.includes(code)}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
