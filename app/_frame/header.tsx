import { getTranslations } from 'next-intl/server';
import { countryName, countryOptions } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Heart } from '#app/_ui/icons.tsx';
import { Seal } from '#app/_ui/seal.tsx';
import { currencies } from '#lib/core/currency.ts';
import { deliveryCountries } from '#lib/enterprises/index.ts';
import { allLocaleFacts, type Locale, localeFacts, nameOrdersOf } from '#lib/languages/index.ts';
import { BackField, LanguageLinks } from './here.tsx';
import { SearchBox } from './search-box.tsx';
import { AccountName, AsChosen, CartCount, DeliverTo } from './visitor.tsx';

const popover = 'absolute right-0 z-20 mt-1 rounded-lg border border-line bg-card p-5 shadow-lg';
const tool = 'flex min-h-11 items-center whitespace-nowrap hover:text-amber';
const control = 'mt-1 mb-4 block w-full rounded-md border border-edge/70 bg-card px-3 py-2.5';

/** The head of every page: the mark, the search box, the visitor's own things, and the way to each part. */
export async function Header({ locale }: { locale: Locale }) {
  const [t, lists, suggested] = await Promise.all([
    getTranslations('frame'),
    getTranslations('lists'),
    getTranslations('search.suggest'),
  ]);
  const words = {
    placeholder: t('search_placeholder'),
    search: t('search'),
    label: suggested('label'),
    words: suggested('words'),
    categories: suggested('categories'),
    makers: suggested('makers'),
    works: suggested('works'),
    listings: suggested('listings'),
  };
  const { country, currency, name } = localeFacts(locale);
  const languages = allLocaleFacts().map((facts) => ({ tag: facts.tag, name: facts.name }));
  return (
    <header className="print:hidden">
      <div className="border-line border-b">
        <div className="frame grid grid-cols-[auto_1fr] items-center gap-x-[clamp(12px,3vw,40px)] gap-y-1 py-3 md:grid-cols-[auto_minmax(160px,620px)_1fr]">
          <Link href="/" className="flex min-h-11 items-center gap-2.5 font-medium font-serif text-[1.35rem]">
            <Seal />
            {t('brand')}
          </Link>
          <search className="order-last col-span-full md:order-none md:col-span-1">
            <SearchBox locale={locale} words={words} />
          </search>
          <div className="flex items-center justify-end gap-x-[clamp(14px,2vw,22px)] text-small">
            <details className="relative hidden md:block" name="tools">
              <summary className={tool}>{name}</summary>
              <div className={popover}>
                <LanguageLinks languages={languages} current={locale} />
              </div>
            </details>
            <details className="relative hidden lg:block" name="tools">
              <summary className={tool}>
                {t('deliver_to')}&nbsp;
                <DeliverTo locale={locale} usual={`${countryName(country, locale)} · ${currency}`} />
              </summary>
              <Preferences locale={locale} className={`${popover} w-72`} />
            </details>
            <Link href="/account" className={`${tool} hidden max-w-40 truncate sm:flex`}>
              <AccountName locale={locale} signIn={t('sign_in')} />
            </Link>
            <Link href="/lists" className={`${tool} min-w-8 justify-center`} aria-label={lists('title')}>
              <Heart size={19} strokeWidth={1.6} />
            </Link>
            <Link href="/cart" className={tool}>
              {t('cart')}
              <CartCount locale={locale} />
            </Link>
            <details className="relative md:hidden" name="tools">
              <summary className={`${tool} list-none`}>{t('menu')}</summary>
              <div className={`${popover} max-h-[80vh] w-[min(88vw,360px)] overflow-auto`}>
                <Link href="/account" className={tool}>
                  <AccountName locale={locale} signIn={t('sign_in')} />
                </Link>
                <Preferences locale={locale} className="border-line border-y py-4" />
                <LanguageLinks languages={languages} current={locale} />
              </div>
            </details>
          </div>
        </div>
      </div>
      <nav
        aria-label={t('main')}
        className="frame flex flex-wrap gap-x-[clamp(12px,3.5vw,28px)] py-1 text-muted text-small"
      >
        {(['browse', 'rights', 'studio', 'about'] as const).map((place) => (
          <Link key={place} href={`/${place}`} className={tool}>
            {t(`nav.${place}`)}
          </Link>
        ))}
      </nav>
    </header>
  );
}

async function Preferences({ locale, className }: { locale: Locale; className: string }) {
  const t = await getTranslations('frame');
  const facts = localeFacts(locale);
  const orders = nameOrdersOf(locale);
  return (
    <form action="/api/preferences" method="post" className={className}>
      <BackField />
      <AsChosen locale={locale} />
      <label className="block text-small">
        {t('country')}
        <select name="country" defaultValue={facts.country} className={control}>
          {countryOptions(deliveryCountries, locale).map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="block text-small">
        {t('currency')}
        <select name="currency" defaultValue={facts.currency} className={control}>
          {currencies.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
        </select>
      </label>
      {orders.length > 0 && (
        <label className="block text-small">
          {t('name_order')}
          <select name="nameOrder" className={control}>
            {orders.map((order) => (
              <option key={order} value={order}>
                {t(`name_orders.${order}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" className={buttonStyle('quiet', 'w-full')}>
        {t('save')}
      </button>
    </form>
  );
}
