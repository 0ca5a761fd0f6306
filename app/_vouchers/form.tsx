import { getTranslations } from 'next-intl/server';
import { readerLocale } from '#app/_i18n/reader.ts';
import { Checkbox, Select, TextArea, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { RadioLines } from '#app/_ui/radio-lines.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { categoryOptions } from '#app/[locale]/studio/_parts/category-options.ts';
import { collectionsForEditing } from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { currencies } from '#lib/core/currency.ts';
import { money, typedAmount } from '#lib/core/money.ts';
import { localTime } from '#lib/core/zone.ts';
import { fieldText, type Locale } from '#lib/languages/index.ts';
import { type viewVoucher, voucherState } from '#lib/ordering/index.ts';
import { saveVoucherAction, stopVoucherAction } from './actions.ts';

type Voucher = Awaited<ReturnType<typeof viewVoucher>>;

function typedMoney(minor: bigint | null | undefined, code: string | null | undefined, locale: Locale): string {
  return minor && code ? typedAmount(money(minor, code), locale) : '';
}

/** Everything about a voucher. What has been used keeps what it gives. */
export async function VoucherForm({
  actor,
  voucher,
  enterprise,
  locale,
}: {
  actor: Actor;
  voucher: Voucher | null;
  enterprise: { id: string; slug: string } | null;
  locale: Locale;
}) {
  const t = await getTranslations('vouchers');
  const used = (voucher?.used ?? 0) > 0;
  const hidden = (
    <>
      <input type="hidden" name="voucherId" value={voucher?.id ?? ''} />
      <input type="hidden" name="enterpriseId" value={enterprise?.id ?? ''} />
      <input type="hidden" name="enterprise" value={enterprise?.slug ?? ''} />
    </>
  );
  return (
    <div className="grid max-w-[760px] gap-8">
      {used && <Notice>{t('used_note')}</Notice>}
      <Form action={saveVoucherAction} className="grid gap-8">
        {hidden}
        <TextInput name="code" label={t('code')} hint={t('code_hint')} defaultValue={voucher?.code} required />
        <Worth voucher={voucher} />
        <When voucher={voucher} />
        <Scope actor={actor} voucher={voucher} enterprise={enterprise} locale={locale} />
        <p>
          <Submit pending={t('saving')}>{t('save')}</Submit>
        </p>
      </Form>
      {voucher && (
        <Form action={stopVoucherAction}>
          {hidden}
          <input type="hidden" name="stopped" value={voucher.stoppedAt ? 'no' : 'yes'} />
          <Submit kind="quiet">{t(voucherState(voucher) === 'ended' ? 'resume' : 'stop')}</Submit>
        </Form>
      )}
    </div>
  );
}

async function Worth({ voucher }: { voucher: Voucher | null }) {
  const t = await getTranslations('vouchers');
  const locale = await readerLocale();
  return (
    <>
      <div>
        <p className="mb-1.5 font-medium text-small">{t('kind.label')}</p>
        <RadioLines
          name="kind"
          legend={t('kind.label')}
          defaultValue={voucher?.kind ?? 'percentage'}
          lines={(['percentage', 'amount', 'free_shipping'] as const).map((kind) => ({
            value: kind,
            label: t(`kind.${kind}`),
          }))}
        />
      </div>
      <TextInput
        name="percent"
        label={t('percent')}
        hint={t('percent_hint')}
        inputMode="decimal"
        optional={t('optional')}
        defaultValue={voucher?.basisPoints ? String(voucher.basisPoints / 100) : undefined}
        className="max-w-[240px]"
      />
      <fieldset aria-describedby="amounts-hint">
        <legend className="font-medium text-small">{t('amounts')}</legend>
        <p id="amounts-hint" className="mt-1 mb-3 text-muted text-small">
          {t('amounts_hint')}
        </p>
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          {currencies.map((code) => (
            <TextInput
              key={code}
              name={`amount:${code}`}
              label={code}
              inputMode="decimal"
              defaultValue={typedMoney(
                voucher?.amounts.find((each) => each.currency === code)?.amountMinor,
                code,
                locale,
              )}
            />
          ))}
        </div>
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextInput
          name="minimum"
          label={t('minimum')}
          inputMode="decimal"
          optional={t('optional')}
          defaultValue={typedMoney(voucher?.minimumMinor, voucher?.minimumCurrency, locale)}
        />
        <Select
          name="minimumCurrency"
          label={t('minimum_currency')}
          options={currencies.map((code) => ({ value: code, label: code }))}
          defaultValue={voucher?.minimumCurrency ?? 'EUR'}
        />
      </div>
    </>
  );
}

async function When({ voucher }: { voucher: Voucher | null }) {
  const t = await getTranslations('vouchers');
  const limit = (most: number | null | undefined) => (most ? String(most) : undefined);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextInput
        name="startsAt"
        type="datetime-local"
        label={t('starts')}
        defaultValue={localTime(voucher?.startsAt ?? now(), 'UTC')}
        required
      />
      <TextInput
        name="endsAt"
        type="datetime-local"
        label={t('ends')}
        optional={t('optional')}
        defaultValue={voucher?.endsAt ? localTime(voucher.endsAt, 'UTC') : undefined}
      />
      <TextInput
        name="maxTotal"
        label={t('max_total')}
        hint={t('limit_hint')}
        inputMode="numeric"
        optional={t('optional')}
        defaultValue={limit(voucher?.maxTotal)}
      />
      <TextInput
        name="maxPerBuyer"
        label={t('max_buyer')}
        hint={t('limit_hint')}
        inputMode="numeric"
        optional={t('optional')}
        defaultValue={limit(voucher?.maxPerBuyer)}
      />
    </div>
  );
}

async function Scope({
  actor,
  voucher,
  enterprise,
  locale,
}: {
  actor: Actor;
  voucher: Voucher | null;
  enterprise: { id: string } | null;
  locale: Locale;
}) {
  const t = await getTranslations('vouchers');
  const categories = await categoryOptions(locale);
  const collections = await collectionsForEditing(actor, enterprise?.id ?? null).catch(() => []);
  return (
    <FormDetails summary={t('scope')}>
      <p className="text-muted text-small">{t('scope_hint')}</p>
      <TextArea
        name="listings"
        label={t('listings')}
        hint={t('listings_hint')}
        rows={3}
        defaultValue={voucher?.listings.join('\n')}
      />
      <fieldset>
        <legend className="mb-2 font-medium text-small">{t('categories')}</legend>
        <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
          {categories.map(({ value, label }) => (
            <Checkbox
              key={value}
              name="categories[]"
              value={value}
              label={label}
              defaultChecked={voucher?.categorySlugs.includes(value) ?? false}
            />
          ))}
        </div>
      </fieldset>
      {collections.length > 0 && (
        <fieldset>
          <legend className="mb-2 font-medium text-small">{t('collections')}</legend>
          <div className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {collections.map((collection) => (
              <Checkbox
                key={collection.id}
                name="collections[]"
                value={collection.id}
                label={fieldText(collection.text, 'title', locale)}
                defaultChecked={voucher?.collectionIds.includes(collection.id) ?? false}
              />
            ))}
          </div>
        </fieldset>
      )}
    </FormDetails>
  );
}
