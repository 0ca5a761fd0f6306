import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Facts } from '#app/_ui/layout.tsx';
import { isCounted, type WholeListing } from '#lib/catalogue/index.ts';
import { writtenAs, writtenText } from '#lib/languages/index.ts';

/** What buyers choose by, and the ways to the options and to the table of variants. */
export async function VariantsSection({ listing, locked }: { listing: WholeListing; locked: boolean }) {
  const t = await getTranslations('variants');
  const format = await getFormatter();
  const { options, variants } = listing;
  const list = new Intl.ListFormat(writtenAs(listing.text.sourceLocale), { type: 'conjunction' });
  const stock = variants.reduce((sum, variant) => sum + (variant.stockOnHand ?? 0), 0);
  return (
    <section id="variants" aria-labelledby="variants-title" className="max-w-[760px] scroll-mt-6">
      <h2 id="variants-title" className="text-large">
        {t('section.title')}
      </h2>
      {options.length === 0 ? (
        <p className="mt-1 text-muted text-small">{t('section.none')}</p>
      ) : (
        <Facts
          className="mt-3"
          facts={[
            ...options.map((option) => {
              const words = option.values.map((value) => writtenText(value.text, 'name'));
              return [
                <span key={option.id} lang={listing.text.sourceLocale}>
                  {writtenText(option.text, 'name')}
                </span>,
                <span key={option.id} lang={listing.text.sourceLocale}>
                  {list.format(words)}
                </span>,
              ] as const;
            }),
            [t('section.variants'), format.number(variants.length)] as const,
            ...(isCounted(listing.kind) ? [[t('section.stock'), format.number(stock)] as const] : []),
          ]}
        />
      )}
      {!locked && (
        <div className="mt-4 flex flex-wrap gap-3">
          {options.length > 0 && (
            <Link href={`/studio/listings/${listing.id}/variants`} className={buttonStyle('quiet')}>
              {t('section.edit', { count: variants.length })}
            </Link>
          )}
          <Link href={`/studio/listings/${listing.id}/options`} className={buttonStyle('quiet')}>
            {t(options.length > 0 ? 'section.options' : 'section.begin')}
          </Link>
        </div>
      )}
    </section>
  );
}
