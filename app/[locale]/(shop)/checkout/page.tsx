import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { cartId } from '#app/_session/cart.ts';
import { declaredCountry, preferences } from '#app/_session/preferences.ts';
import { BriefFields } from '#app/_shop/brief-fields.tsx';
import { CartLines } from '#app/_shop/cart-lines.tsx';
import { CartProblems } from '#app/_shop/cart-problems.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { QuoteRates } from '#app/_shop/quote-rates.tsx';
import { TaxNotes } from '#app/_shop/tax-notes.tsx';
import { Totals } from '#app/_shop/totals.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { formatMoney } from '#lib/core/money.ts';
import { addressBook, newPlacementKey, readCart, waitsForPerson } from '#lib/ordering/index.ts';
import { checkoutAction } from './actions.ts';
import { Address } from './address.tsx';
import { BusinessFields } from './business-fields.tsx';
import { Consents } from './consents.tsx';
import { Contact } from './contact.tsx';
import { Deliveries, GiftNote } from './deliveries.tsx';
import { Update } from './update.tsx';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('checkout');
  return { title: t('title'), robots: { index: false } };
}

export default async function Checkout({ params }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  const book = await addressBook(actor);
  const chosen = await preferences(locale);
  const { currency } = chosen;
  const usual = book.find((row) => row.isDefault);
  // Who has said nothing of a country lives where the address book says.
  const country = (await declaredCountry()) ?? usual?.country ?? chosen.country;
  const id = await cartId();
  const cart = await readCart(id, country, currency, actor);
  if (await waitsForPerson(actor, id)) return redirect({ href: '/sign-in?next=/checkout', locale });
  if (!cart || cart.lines.length === 0) return redirect({ href: '/cart', locale });
  const t = await getTranslations('checkout');
  const place = countryName(country, locale);
  const delivers = cart.lines.some((line) => line.variant.listing.kind === 'physical');
  const summary = (
    <>
      <CartLines cart={cart} locale={locale} />
      <div className="mt-5" aria-live="polite">
        <Totals quote={cart.quote} locale={locale} country={place} />
      </div>
      <TaxNotes quote={cart.quote} business={cart.choices.business} />
      <QuoteRates quote={cart.quote} locale={locale} />
    </>
  );
  return (
    <>
      <PageHead title={t('title')}>
        <Link href="/cart" className="link inline-flex min-h-11 items-center text-small">
          {t('back')}
        </Link>
      </PageHead>
      <CartProblems cart={cart} locale={locale} country={place} />
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-8 lg:grid-cols-[minmax(0,1fr)_400px]">
        <details className="rounded-md bg-silk px-5 py-2 lg:hidden">
          <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-4">
            <span className="font-medium underline underline-offset-4">{t('summary')}</span>
            <span className="num font-medium">{formatMoney(cart.quote.total, locale)}</span>
          </summary>
          <div className="py-3">{summary}</div>
        </details>
        <Form action={checkoutAction} className="grid max-w-[680px] gap-10">
          <input type="hidden" name="placementKey" value={newPlacementKey()} />
          <input type="hidden" name="expectedTotalMinor" value={cart.quote.total.minor.toString()} />
          <input type="hidden" name="currency" value={currency} />
          <input type="hidden" name="delivers" value={delivers ? 'yes' : 'no'} />
          <Contact actor={actor} />
          <Address actor={actor} country={country} book={book} delivers={delivers} locale={locale} />
          <Deliveries cart={cart} locale={locale} />
          <BriefFields lines={cart.lines} locale={locale} />
          <div className="grid gap-1">
            {delivers && <GiftNote />}
            <BusinessFields business={cart.choices.business} country={country} />
          </div>
          <Consents lines={cart.lines} locale={locale} />
          <section aria-label={t('pay_section')} className="border-line border-t pt-6">
            <p className="num flex justify-between gap-6 font-medium text-large">
              <span>{t('to_pay')}</span>
              <span>{formatMoney(cart.quote.total, locale)}</span>
            </p>
            <Submit name="step" value="pay" pending={t('paying')} className="mt-4 w-full">
              {cart.quote.total.minor === 0n
                ? t('place_free')
                : t('pay', { total: formatMoney(cart.quote.total, locale) })}
            </Submit>
            <p className="mt-3 text-muted text-small">{t('next')}</p>
            <Update />
          </section>
        </Form>
        <aside className="hidden rounded-md bg-silk p-6 lg:sticky lg:top-6 lg:block lg:max-h-[calc(100vh-48px)] lg:overflow-y-auto">
          <h2 className="mb-4 text-large">{t('summary')}</h2>
          {summary}
        </aside>
      </div>
    </>
  );
}
