import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { readerLocale } from '#app/_i18n/reader.ts';
import { FieldNote } from '#app/_studio/desk/field-note.tsx';
import { Select, TextInput } from '#app/_ui/field.tsx';
import type { WorkingListing } from '#lib/catalogue/index.ts';
import { currencies } from '#lib/core/currency.ts';
import { money, typedAmount } from '#lib/core/money.ts';

function Noted({ field, children }: { field: string; children: ReactNode }) {
  return (
    <div className="grid content-start gap-5">
      {children}
      <FieldNote field={field} />
    </div>
  );
}

/** What it costs, and what goods have besides: stock, weight, customs code. */
export async function SaleFields({ listing }: { listing: WorkingListing }) {
  const t = await getTranslations('studio.editor');
  const licence = listing.kind === 'licence' && (await getTranslations('kinds.licence'));
  return (
    <fieldset className="grid gap-5 sm:grid-cols-2">
      <legend className="mb-4 font-serif text-large">{t('sale')}</legend>
      {listing.variants.length === 1 && listing.kind !== 'stream' && (
        <Noted field="price">
          <TextInput
            name="price"
            inputMode="decimal"
            label={licence ? licence('price') : t('price')}
            hint={licence ? licence('price_hint') : t('price_hint')}
            defaultValue={
              listing.priceMinor > 0n
                ? typedAmount(money(listing.priceMinor, listing.currency), await readerLocale())
                : ''
            }
          />
        </Noted>
      )}
      <Noted field="currency">
        <Select
          name="currency"
          label={t('currency')}
          options={currencies.map((code) => ({ value: code, label: code }))}
          defaultValue={listing.currency}
        />
      </Noted>
      {listing.kind === 'physical' && <Parcel listing={listing} />}
    </fieldset>
  );
}

async function Parcel({ listing }: { listing: WorkingListing }) {
  const t = await getTranslations('studio.editor');
  const only = listing.variants.length === 1 ? listing.variants[0] : undefined;
  return (
    <>
      {only && (
        <Noted field="stock">
          <TextInput
            name="stock"
            inputMode="numeric"
            label={t('stock')}
            hint={only.stockReserved > 0 ? t('stock_reserved', { count: only.stockReserved }) : t('stock_hint')}
            defaultValue={String(only.stockOnHand ?? 0)}
          />
        </Noted>
      )}
      <Noted field="weightGrams">
        <TextInput
          name="weightGrams"
          inputMode="numeric"
          label={t('weight')}
          hint={t('weight_hint')}
          defaultValue={listing.weightGrams?.toString()}
        />
      </Noted>
      <Noted field="hsCode">
        <TextInput
          name="hsCode"
          inputMode="numeric"
          label={t('hs_code')}
          hint={t('hs_code_hint')}
          optional={t('hs_code_optional')}
          defaultValue={listing.hsCode ?? undefined}
        />
      </Noted>
    </>
  );
}
