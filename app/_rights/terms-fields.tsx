import { getTranslations } from 'next-intl/server';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { currencies } from '#lib/core/currency.ts';
import { decimalText, money } from '#lib/core/money.ts';
import { inYears, shownRights, shownTerritories, type Terms } from '#lib/rights/index.ts';
import { rightsNames } from './names.ts';

const groups = ['greater_china', 'cee', 'visegrad', 'baltics', 'western_balkans', 'eu', 'world'] as const;

/** The fields of an ask or an offer, filled with the terms they answer. */
export async function TermsFields({
  locale,
  terms,
  currency,
  today,
}: {
  locale: string;
  terms?: Terms | undefined;
  currency: string;
  today: string;
}) {
  const t = await getTranslations('rights');
  const names = await rightsNames(locale);
  const rights = new Set(terms?.scope.rights.include ?? []);
  const territories = new Set(terms?.scope.territories.include ?? []);
  const box = 'grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3';
  return (
    <>
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('terms.rights')}</legend>
        <div className={box}>
          {[...new Set([...shownRights, ...rights])].map((code) => (
            <Checkbox
              key={code}
              name="rights[]"
              value={code}
              label={names.right(code)}
              defaultChecked={rights.has(code)}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('terms.territories')}</legend>
        <div className={box}>
          {[...new Set([...groups, ...shownTerritories, ...territories])].map((code) => (
            <Checkbox
              key={code}
              name="territories[]"
              value={code}
              label={names.territory(code)}
              defaultChecked={territories.has(code)}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextInput
          name="startsOn"
          type="date"
          label={t('terms.starts')}
          defaultValue={terms?.scope.term.start ?? today}
          required
        />
        <TextInput
          name="endsOn"
          type="date"
          label={t('terms.ends')}
          defaultValue={terms?.scope.term.end ?? inYears(today, 3)}
          hint={t('terms.ends_hint')}
          required
        />
        <Select
          name="exclusivity"
          label={t('terms.exclusivity')}
          defaultValue={terms?.exclusivity ?? 'non_exclusive'}
          options={(['exclusive', 'sole', 'non_exclusive'] as const).map((value) => ({
            value,
            label: t(`exclusivity.${value}`),
          }))}
        />
        <TextInput
          name="royalty"
          label={t('terms.royalty_percent')}
          inputMode="decimal"
          defaultValue={terms ? String(terms.royalty / 100) : '8'}
          hint={t('terms.royalty_hint')}
          required
        />
        <TextInput
          name="advance"
          label={t('terms.advance')}
          inputMode="decimal"
          defaultValue={terms ? decimalText(money(BigInt(terms.advanceMinor), terms.currency)) : '0'}
          required
        />
        <Select
          name="currency"
          label={t('terms.currency')}
          defaultValue={terms?.currency ?? currency}
          options={currencies.map((value) => ({ value, label: value }))}
        />
      </div>
      <TextArea name="note" label={t('terms.note')} optional={t('optional')} rows={3} />
    </>
  );
}
