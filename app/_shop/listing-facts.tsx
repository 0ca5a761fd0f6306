import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { fileSize } from '#app/_i18n/file-size.ts';
import { placeName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { Facts } from '#app/_ui/layout.tsx';
import { listingField, priceFor, pricesOf, reducedBy, type WholeListing } from '#lib/catalogue/index.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { fieldText, type Locale, localeFacts, writtenAs } from '#lib/languages/index.ts';
import { attributeFacts } from './attribute-facts.ts';
import { ChosenSourcePrice } from './chosen.tsx';

/** What a parcel weighs: from the lightest to the heaviest of the variants. */
export function weightRange(listing: WholeListing, locale: Locale): string | null {
  const weights = listing.variants
    .map((variant) => variant.weightGrams ?? listing.weightGrams ?? 0)
    .filter((grams) => grams > 0);
  if (weights.length === 0) return null;
  const grams = new Intl.NumberFormat(locale, { style: 'unit', unit: 'gram' });
  const [least, most] = [Math.min(...weights), Math.max(...weights)];
  return least === most ? grams.format(least) : grams.formatRange(least, most);
}

/** The facts of a listing: craft, origin, materials, customs, files, rights. */
export async function ListingFacts({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('shop.listing');
  const materials = await getTranslations('materials');
  const word = (field: string) => {
    const text = listingField(listing, field, locale);
    return text && <span lang={text.locale}>{text.value}</span>;
  };
  const list = new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' });
  const facts: [string, ReactNode][] = [
    [t('technique'), word('technique')],
    [
      t('origin'),
      listing.originCountry &&
        placeName(fieldText(listing.enterprise.text, 'city', locale), listing.originCountry, locale),
    ],
    [
      t('materials'),
      listing.materials.length > 0 &&
        list.format(listing.materials.map((material) => (materials.has(material) ? materials(material) : material))),
    ],
    ...(await attributeFacts(listing, locale)),
    [t('weight'), weightRange(listing, locale)],
    [t('care'), word('care')],
    [
      t('hs_code'),
      listing.hsCode && <span className="num">{listing.hsCode.replace(/^(\d{4})(\d{2})/, '$1 $2 ').trim()}</span>,
    ],
    [
      t('files'),
      // A film is watched and not fetched.
      listing.kind !== 'stream' &&
        listing.files.length > 0 &&
        `${listing.files.map((file) => `${file.media.fileName.split('.').at(-1)?.toUpperCase()} · ${fileSize(Number(file.media.bytes), locale)}`).join(', ')}. ${t('own_use')}`,
    ],
    [
      t('licence'),
      listing.work && (
        <>
          {t('licence_text', { work: fieldText(listing.work.text, 'title', locale) })}{' '}
          <Link href={`/w/${listing.work.slug}`} className="link">
            {t('see_rights')}
          </Link>
        </>
      ),
    ],
  ];
  const shown = facts.filter(([, value]) => value);
  const { currency } = localeFacts(locale);
  const foreign = listing.variants.some(
    (variant) =>
      priceFor({
        prices: pricesOf(variant, listing.currency, listing.reducedBasisPoints),
        currency,
        quantity: 1,
        wholesale: false,
      }).price.currency !== currency,
  );
  return (
    <>
      {listing.aiAssisted && <p className="mt-5 text-small">{t('ai')}</p>}
      <Facts facts={shown} className="mt-6 border-line border-t pt-5" />
      {foreign && (
        <p className="mt-5 text-muted text-small">
          <ChosenSourcePrice
            text={t('approximate', { price: '{price}' })}
            otherwise={formatMoney(
              reducedBy(money(listing.priceMinor, listing.currency), listing.reducedBasisPoints),
              locale,
            )}
          />
        </p>
      )}
    </>
  );
}
