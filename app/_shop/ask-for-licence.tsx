import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import type { WholeListing } from '#lib/catalogue/index.ts';
import { formatMoney, money } from '#lib/core/money.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import { type Locale, localeFacts } from '#lib/languages/index.ts';

/** In the place of buying: what a licence begins at, where that is said, and the way to the deal room. */
export async function AskForLicence({ listing, locale }: { listing: WholeListing; locale: Locale }) {
  const t = await getTranslations('kinds.licence');
  const price = convert(
    money(listing.priceMinor, listing.currency),
    localeFacts(locale).currency,
    await currentRates(),
  );
  return (
    <div className="mt-5">
      <p className="num text-large">
        {price.minor > 0n ? t('from', { price: formatMoney(price, locale) }) : t('on_request')}
      </p>
      <p className="mt-1 text-muted text-small">{t('how')}</p>
      {listing.work && (
        <Link
          href={`/deals/new?work=${listing.work.slug}&listing=${listing.slug}`}
          className={buttonStyle('primary', 'mt-5 w-full sm:w-auto')}
        >
          {t('ask')}
        </Link>
      )}
    </div>
  );
}
