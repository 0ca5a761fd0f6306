import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { type Company, type CompanyField, companyFields } from '#lib/invoicing/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { unionCountries } from '#lib/ordering/index.ts';
import { companyAction } from './actions.ts';

const hinted: readonly CompanyField[] = ['vatNumber', 'ossNumber', 'iossNumber', 'eori', 'iban'];
const mayBeEmpty: readonly CompanyField[] = ['ossNumber', 'iban', 'site'];

/** What the company is called and under which numbers it is known. */
export async function CompanyForm({
  company,
  replacesId,
  locale,
}: {
  company: Company;
  replacesId: string;
  locale: Locale;
}) {
  const t = await getTranslations('finance.company');
  const countries = countryOptions([...new Set([...unionCountries, company.country])], locale, await nameOrder());
  return (
    <Form action={companyAction} className="mb-12 grid max-w-[880px] gap-x-8 gap-y-5 sm:grid-cols-2">
      <input type="hidden" name="replacesId" value={replacesId} />
      {companyFields.map((field) =>
        field === 'country' ? (
          <Select
            key={field}
            name={field}
            label={t(`field.${field}`)}
            options={countries}
            defaultValue={company.country}
          />
        ) : (
          <TextInput
            key={field}
            name={field}
            label={t(`field.${field}`)}
            {...(mayBeEmpty.includes(field) ? { optional: t('optional') } : { required: true })}
            {...(hinted.includes(field) ? { hint: t(`hint.${field}`) } : {})}
            {...(field === 'email' ? { type: 'email' } : {})}
            defaultValue={company[field]}
          />
        ),
      )}
      <div className="sm:col-span-2">
        <p className="mb-4 text-muted text-small">{t('effect')}</p>
        <Submit pending={t('saving')}>{t('save')}</Submit>
      </div>
    </Form>
  );
}
