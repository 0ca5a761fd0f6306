import { getTranslations } from 'next-intl/server';
import { countryOptions } from '#app/_i18n/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { Select, TextInput } from '#app/_ui/field.tsx';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { sellingCountries } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { saveAccountAction } from './actions.ts';

/** Names a bank account: by IBAN, or (where banks have none) by number and the bank's code. */
export async function BankForm({
  enterprise,
  locale,
  changes,
  open,
}: {
  enterprise: { id: string; slug: string; country: string; legalName: string; legalNameLatin: string };
  locale: Locale;
  changes: boolean;
  open: boolean;
}) {
  const t = await getTranslations('payouts.account');
  const chinese = ['CN', 'HK', 'MO', 'TW'].includes(enterprise.country);
  const form = (
    <Form action={saveAccountAction} className="grid gap-4 pt-4">
      <input type="hidden" name="enterpriseId" value={enterprise.id} />
      <input type="hidden" name="enterprise" value={enterprise.slug} />
      <input type="hidden" name="kind" value={chinese ? 'local' : 'iban'} />
      <TextInput
        name="holderName"
        label={t('holder')}
        hint={t('holder_hint')}
        defaultValue={chinese ? enterprise.legalName : enterprise.legalNameLatin}
        required
      />
      {chinese ? (
        <>
          <TextInput name="accountNumber" label={t('number')} inputMode="numeric" autoComplete="off" required />
          <TextInput
            name="cnapsCode"
            label={t('cnaps')}
            hint={t('cnaps_hint')}
            inputMode="numeric"
            optional={t('or_bic')}
          />
          <TextInput name="bic" label={t('bic')} hint={t('bic_hint')} optional={t('or_cnaps')} />
          <Select
            name="bankCountry"
            label={t('bank_country')}
            options={countryOptions(sellingCountries, locale, await nameOrder())}
            defaultValue={enterprise.country}
          />
        </>
      ) : (
        <>
          <TextInput name="iban" label={t('iban')} hint={t('iban_hint')} autoComplete="off" required />
          <TextInput name="bic" label={t('bic')} optional={t('optional')} />
        </>
      )}
      <TextInput name="bankName" label={t('bank_name')} optional={t('optional')} />
      <FileField
        name="document"
        label={t('document')}
        hint={t('document_hint', { megabytes: limits.bankDocumentBytes / 2 ** 20 })}
        optional={t('recommended')}
        accept="application/pdf,image/jpeg,image/png"
      />
      {changes && <p className="border-amber border-l-3 pl-4 text-small">{t('change_text')}</p>}
      <Submit pending={t('saving')}>{t('save')}</Submit>
    </Form>
  );
  return (
    <details className="mt-4" open={open}>
      <summary className="link inline-flex min-h-11 cursor-pointer items-center">
        {t(changes ? 'change' : 'add')}
      </summary>
      {form}
    </details>
  );
}
