import { getTranslations } from 'next-intl/server';
import { SendOnChange } from '#app/_shop/send-on-change.tsx';
import { Checkbox, TextInput } from '#app/_ui/field.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { type Business, vatExample } from '#lib/ordering/index.ts';
import { Update } from './update.tsx';

/** For a business of the Union with a VAT number: the number is checked, and where it holds no tax is charged across a border. */
export async function BusinessFields({ business, country }: { business: Business | null; country: string }) {
  const t = await getTranslations('checkout');
  return (
    <section>
      {business && (
        <Notice kind={business.valid ? 'good' : 'info'} role="status">
          {t(business.valid ? 'vat_valid' : 'vat_unavailable', { number: business.vatNumber })}
        </Notice>
      )}
      <FormDetails summary={t('business')}>
        <SendOnChange>
          <Checkbox name="business" label={t('business_check')} defaultChecked={business !== null} />
        </SendOnChange>
        <TextInput name="company" label={t('company')} autoComplete="organization" defaultValue={business?.company} />
        <SendOnChange>
          <TextInput
            name="vatNumber"
            label={t('vat_number')}
            hint={t('vat_hint', { example: vatExample(country) || 'PL8567346215' })}
            defaultValue={business?.vatNumber}
          />
        </SendOnChange>
        <Update />
      </FormDetails>
    </section>
  );
}
