import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Checkbox, Select, TextInput } from '#app/_ui/field.tsx';
import { licensed, type WrittenAsk } from '#lib/rights/index.ts';
import { askCountries, askGroups, askLanguages, askRights } from './ask-codes.ts';
import { rightsNames } from './names.ts';

/** Two in a row, but for a long word (Tellimuspõhine), which has a row of its own. */
const grid =
  'grid gap-x-4 gap-y-1 sm:grid-cols-2 lg:grid-cols-1 xl:flex xl:flex-wrap xl:*:grow xl:*:basis-[calc(50%-0.5rem)]';

function Choice({ title, said, open, children }: { title: string; said: string; open: boolean; children: ReactNode }) {
  return (
    <details open={open} className="group border-line border-b py-1">
      <summary className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-0">
        <span className="font-medium">{title}</span>
        <span className="text-muted text-small">{said}</span>
      </summary>
      <fieldset className="pt-1 pb-4">
        <legend className="sr-only">{title}</legend>
        {children}
      </fieldset>
    </details>
  );
}

/** The question for free rights: uses, places, languages, days, and how exclusive. A plain form; its answer has its own address. */
export async function AskForm({ ask, locale, asking }: { ask: WrittenAsk; locale: string; asking: boolean }) {
  const t = await getTranslations('avails.search');
  const rights = await getTranslations('rights');
  const names = await rightsNames(locale);
  const said = (codes: readonly string[], name: (code: string) => string) =>
    codes.length > 0 && codes.length <= 3 ? names.list(codes.map(name)) : t('chosen', { count: codes.length });
  const box = (field: string, code: string, label: string, chosen: readonly string[]) => (
    <Checkbox key={code} name={field} value={code} label={label} defaultChecked={chosen.includes(code)} />
  );
  return (
    <form action={`/${locale}/rights`} className="rounded-md bg-silk px-5 py-3">
      <Choice title={t('uses')} said={said(ask.rights, names.right)} open={!asking}>
        {askRights.map(([group, leaves]) => (
          <div key={group ?? 'single'} className="mb-3 grid gap-y-1">
            {group && box('right', group, names.right(group), ask.rights)}
            <div className={`${grid} ${group ? 'pl-8' : ''}`}>
              {leaves.map((code) => box('right', code, names.right(code), ask.rights))}
            </div>
          </div>
        ))}
      </Choice>
      <Choice title={t('places')} said={said(ask.territories, names.territory)} open={false}>
        <div className={grid}>
          {askGroups.map((code) => box('territory', code, names.territory(code), ask.territories))}
        </div>
        <div className={`${grid} mt-4 border-line border-t pt-3`}>
          {[...new Set([...askCountries, ...ask.territories.filter((code) => /^[A-Z]{2}$/.test(code))])].map((code) =>
            box('territory', code, names.territory(code), ask.territories),
          )}
        </div>
      </Choice>
      <Choice title={t('languages')} said={said(ask.languages, names.language)} open={false}>
        <p className="mb-2 text-muted text-small">{t('languages_hint')}</p>
        <div className={grid}>
          {askLanguages.map((code) => box('language', code, names.language(code), ask.languages))}
        </div>
      </Choice>
      <div className="grid gap-4 py-4 sm:grid-cols-2 lg:grid-cols-1">
        <TextInput name="from" type="date" label={rights('terms.starts')} defaultValue={ask.from} />
        <TextInput name="to" type="date" label={rights('terms.ends')} defaultValue={ask.to} />
        <Select
          className="sm:col-span-2 lg:col-span-1"
          name="exclusivity"
          label={rights('terms.exclusivity')}
          defaultValue={ask.exclusivity}
          options={licensed.map((value) => ({ value, label: rights(`exclusivity.${value}`) }))}
        />
      </div>
      <button type="submit" className={buttonStyle('primary', 'mb-3 w-full')}>
        {t('go')}
      </button>
    </form>
  );
}
