import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import { Film } from '#app/_shop/film.tsx';
import { KindFacts } from '#app/_shop/kind-facts.tsx';
import { ListingFacts } from '#app/_shop/listing-facts.tsx';
import { Table } from '#app/_ui/table.tsx';
import { variantName, type WholeListing, writtenVariantName } from '#lib/catalogue/index.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { fieldText, type Locale, locale as localeOf, readField } from '#lib/languages/index.ts';
import { PicturesInFull } from './pictures-in-full.tsx';

const fields = ['title', 'summary', 'description', 'technique', 'care', 'tags'] as const;

/** Everything of a listing: its pictures, its words as written and in the reader's language, its facts. */
export async function ListingInFull({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('admin.review');
  const source = localeOf(listing.text.sourceLocale);
  const translated = readField(listing.text, 'title', locale)?.ownLanguage === true;
  return (
    <div className="grid min-w-0 gap-8">
      <PicturesInFull listing={listing} locale={locale} />
      <div className={source !== locale && translated ? 'grid gap-8 xl:grid-cols-2' : ''}>
        <Words listing={listing} locale={source} heading={t('original', { language: languageName(source, locale) })} />
        {source !== locale &&
          (translated ? (
            <Words
              listing={listing}
              locale={locale}
              heading={t('translation', { language: languageName(locale, locale) })}
            />
          ) : (
            <p className="mt-4 text-muted text-small">
              {t('no_translation', { language: languageName(locale, locale) })}
            </p>
          ))}
      </div>
      {listing.variants.length > 1 && <Variants listing={listing} locale={locale} />}
      <section>
        <h2 className="text-large">{t('facts')}</h2>
        <p className="num mt-2">{formatMoney(money(listing.priceMinor, listing.currency), locale)}</p>
        <KindFacts listing={listing} locale={locale} />
        {listing.kind === 'stream' && <Film listing={listing} />}
        <ListingFacts listing={listing} locale={locale} />
      </section>
    </div>
  );
}

/** What is bought, at which price, and what was approved last. */
async function Variants({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('admin.review');
  const amount = (minor: bigint) => formatMoney(money(minor, listing.currency), locale);
  return (
    <section>
      <h2 className="mb-2 text-large">{t('variants')}</h2>
      <Table
        caption={t('variants')}
        rows={listing.variants}
        rowKey={(variant) => variant.id}
        columns={[
          {
            key: 'name',
            title: t('variant'),
            cell: (variant) => (
              <>
                <span lang={listing.text.sourceLocale}>{writtenVariantName(variant, listing)}</span>
                {listing.text.sourceLocale !== locale && (
                  <span className="block text-muted">{variantName(variant, listing.options, locale)}</span>
                )}
              </>
            ),
          },
          { key: 'price', title: t('price'), numeric: true, cell: (variant) => amount(variant.priceMinor) },
          {
            key: 'approved',
            title: t('approved'),
            numeric: true,
            cell: ({ approvedPriceMinor }) =>
              approvedPriceMinor === null ? t('new_price') : amount(approvedPriceMinor),
          },
        ]}
      />
    </section>
  );
}

async function Words({ listing, locale, heading }: { listing: WholeListing; locale: Locale; heading: string }) {
  const t = await getTranslations('studio.editor');
  return (
    <section>
      <h2 className="mb-3 text-large">{heading}</h2>
      <dl className="grid gap-3">
        {fields.map((field) => {
          const words = fieldText(listing.text, field, locale);
          return (
            words !== '' && (
              <div key={field}>
                <dt className="text-muted text-small">{t(field)}</dt>
                <dd className="whitespace-pre-line" lang={locale}>
                  {words}
                </dd>
              </div>
            )
          );
        })}
      </dl>
    </section>
  );
}
