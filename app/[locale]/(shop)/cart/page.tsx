import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { Seen } from '#app/_lists/page-marks.tsx';
import { currentActor } from '#app/_session/actor.ts';
import { cartId } from '#app/_session/cart.ts';
import { preferences } from '#app/_session/preferences.ts';
import { CartLines } from '#app/_shop/cart-lines.tsx';
import { CartProblems } from '#app/_shop/cart-problems.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { QuoteRates } from '#app/_shop/quote-rates.tsx';
import { TaxNotes } from '#app/_shop/tax-notes.tsx';
import { Totals } from '#app/_shop/totals.tsx';
import { Vouchers } from '#app/_shop/vouchers.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { EmptyState, PageHead } from '#app/_ui/layout.tsx';
import { readCart, waitsForPerson } from '#lib/ordering/index.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('cart');
  return { title: t('title'), robots: { index: false } };
}

export default async function CartPage({ params }: Props) {
  const locale = await pageLocale(params);
  const t = await getTranslations('cart');
  const { country, currency } = await preferences(locale);
  const [actor, id] = [await currentActor(), await cartId()];
  if (await waitsForPerson(actor, id)) {
    const errors = await getTranslations('errors');
    const orders = await getTranslations('orders');
    return (
      <EmptyState whole title={t('title')} text={errors('identity.sign_in_required')}>
        <Link href="/sign-in?next=/cart" className={buttonStyle()}>
          {orders('sign_in')}
        </Link>
      </EmptyState>
    );
  }
  const cart = await readCart(id, country, currency, actor);
  if (!cart || cart.lines.length === 0) {
    return (
      <EmptyState whole title={t('empty_title')} text={t('empty_text')}>
        <Link href="/browse" className={buttonStyle()}>
          {t('browse')}
        </Link>
      </EmptyState>
    );
  }
  const blocked = cart.quote.problems.some((problem) => problem.kind !== 'price_changed');
  const place = countryName(country, locale);
  return (
    <>
      <PageHead title={t('title')} />
      <CartProblems cart={cart} locale={locale} country={place} />
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-8 lg:grid-cols-[1fr_360px]">
        <CartLines cart={cart} locale={locale} editable />
        <aside className="rounded-md bg-silk p-6 lg:sticky lg:top-6">
          <Totals quote={cart.quote} locale={locale} country={place} />
          {blocked ? (
            <span className={buttonStyle('primary', 'mt-5 w-full')} aria-disabled="true">
              {t('checkout')}
            </span>
          ) : (
            <Link href="/checkout" className={buttonStyle('primary', 'mt-5 w-full')}>
              {t('checkout')}
            </Link>
          )}
          <Vouchers quote={cart.quote} />
          <TaxNotes quote={cart.quote} business={cart.choices.business} />
          <QuoteRates quote={cart.quote} locale={locale} />
        </aside>
      </div>
      <Seen locale={locale} />
    </>
  );
}
