import { getTranslations } from 'next-intl/server';
import { fileSize } from '#app/_i18n/file-size.ts';
import { countryOptions } from '#app/_i18n/names.ts';
import { nameOrder } from '#app/_session/preferences.ts';
import { Film, Trailer } from '#app/_shop/film.tsx';
import { Checkbox, Select, TextInput } from '#app/_ui/field.tsx';
import { FormDetails } from '#app/_ui/form-details.tsx';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { money, typedAmount } from '#lib/core/money.ts';
import { deliveryCountries } from '#lib/enterprises/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { Upload } from './upload.tsx';
import { uploadWords } from './upload-words.ts';
import { workOptions } from './work-options.ts';

/** What a film costs to rent and to buy, how long it is, and where it may be seen. */
export async function StreamFields({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('kinds.editor.stream');
  const { stream, currency } = listing;
  const price = (variantId: string | null | undefined) => {
    const variant = listing.variants.find((each) => each.id === variantId);
    return variant && variant.priceMinor > 0n ? typedAmount(money(variant.priceMinor, currency), locale) : '';
  };
  const chosen = stream?.territories ?? [];
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-3">
        <TextInput
          name="rent"
          inputMode="decimal"
          label={t('rent', { currency })}
          hint={t('rent_hint')}
          defaultValue={price(stream?.rentVariantId)}
        />
        <TextInput
          name="buy"
          inputMode="decimal"
          label={t('buy', { currency })}
          hint={t('buy_hint')}
          defaultValue={price(stream?.buyVariantId)}
        />
        <TextInput
          name="minutes"
          inputMode="numeric"
          label={t('minutes')}
          defaultValue={stream?.minutes.toString()}
          required
        />
      </div>
      <Select
        name="workId"
        label={t('work')}
        hint={t('work_hint')}
        options={await workOptions(listing, locale)}
        empty={t('no_work')}
        defaultValue={listing.workId ?? undefined}
        className="max-w-[480px]"
      />
      <fieldset>
        <legend className="font-medium text-small">{t('territories')}</legend>
        <p className="text-muted text-small">
          {chosen.length === 0 ? t('territories_all') : t('territories_some', { count: chosen.length })}
        </p>
        <FormDetails summary={t('territories_choose')}>
          <div className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3">
            {countryOptions([...new Set([...deliveryCountries, ...chosen])], locale, await nameOrder()).map(
              ({ value, label }) => (
                <Checkbox
                  key={value}
                  name="territories[]"
                  value={value}
                  label={label}
                  defaultChecked={chosen.includes(value)}
                />
              ),
            )}
          </div>
        </FormDetails>
      </fieldset>
    </>
  );
}

/** The film as it was sent in, its trailer, and room for a new one. */
export async function TrailerUpload({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('kinds.editor.stream');
  return (
    <div className="mt-8 grid gap-5">
      <Film listing={listing} />
      <Trailer listing={listing} />
      <Upload
        action="/api/studio/trailers"
        field="file"
        purpose="trailer"
        accept="video/mp4"
        maxBytes={limits.fileBytes}
        listingId={listing.id}
        locale={locale}
        label={t('trailer')}
        hint={t('trailer_hint', { size: fileSize(limits.fileBytes, locale) })}
        words={await uploadWords(limits.fileBytes)}
      />
    </div>
  );
}
