import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { cartId } from '#app/_session/cart.ts';
import { preferences } from '#app/_session/preferences.ts';
import { AddressFields } from '#app/_shop/address-fields.tsx';
import { BriefFields } from '#app/_shop/brief-fields.tsx';
import { CartLines } from '#app/_shop/cart-lines.tsx';
import { CartProblems } from '#app/_shop/cart-problems.tsx';
import { pageLocale } from '#app/_shop/params.ts';
import { Totals } from '#app/_shop/totals.tsx';
import { Checkbox, TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { needsWaiver } from '#lib/catalogue/index.ts';
import { formatMoney } from '#lib/core/money.ts';
import { newPlacementKey, readCart } from '#lib/ordering/index.ts';
import { placeOrderAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('checkout');
  return { title: t('title'), robots: { index: false } };
}

export default async function Checkout({ params }: Props) {
  const locale = await pageLocale(params);
  const { country, currency } = await preferences(locale);
  const actor = await currentActor();
  const cart = await readCart(await cartId(), country, currency, actor);
  if (!cart || cart.lines.length === 0) return redirect({ href: '/cart', locale });
  const t = await getTranslations('checkout');
  const place = countryName(country, locale);
  const delivers = cart.lines.some((line) => line.variant.listing.kind === 'physical');
  const has = (kind: string) => cart.lines.some((line) => line.variant.listing.kind === kind);
  const kinds = await getTranslations('kinds');
  const duty = cart.quote.sellers.some((seller) => seller.taxRule === 'import' || seller.taxRule === 'export');
  return (
    <>
      <PageHead title={t('title')}>
        <Link href="/cart" className="link text-small">
          {t('back')}
        </Link>
      </PageHead>
      <CartProblems cart={cart} locale={locale} country={place} />
      <Form
        action={placeOrderAction}
        className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[1fr_400px]"
      >
        <input type="hidden" name="placementKey" value={newPlacementKey()} />
        <input type="hidden" name="expectedTotalMinor" value={cart.quote.total.minor.toString()} />
        <input type="hidden" name="currency" value={currency} />
        <input type="hidden" name="country" value={country} />
        <input type="hidden" name="delivers" value={delivers ? 'yes' : 'no'} />
        <div className="grid max-w-[640px] gap-10">
          <section>
            <h2 className="mb-4 text-large">{t('contact')}</h2>
            <TextInput
              name="email"
              type="email"
              autoComplete="email"
              label={t('email')}
              hint={t('email_hint')}
              defaultValue={actor.type === 'person' ? actor.email : undefined}
              required
            />
            {actor.type !== 'person' && (
              <p className="mt-3 text-small">
                <Link href="/sign-in?next=/checkout" className="link">
                  {t('sign_in')}
                </Link>
              </p>
            )}
          </section>
          {delivers && (
            <AddressFields country={country} locale={locale} name={actor.type === 'person' ? actor.name : undefined} />
          )}
          <BriefFields lines={cart.lines} locale={locale} />
          <section className="grid gap-4">
            <Checkbox
              name="terms"
              label={
                <>
                  {t('terms')}{' '}
                  <Link href="/legal/terms" className="link">
                    {t('terms_link')}
                  </Link>
                </>
              }
            />
            {cart.lines.some((line) => needsWaiver(line.variant.listing.kind)) && (
              <Checkbox name="waiver" label={t('waiver')} />
            )}
            {has('ticket') && <p className="text-muted text-small">{kinds('checkout.ticket')}</p>}
            {has('service') && <p className="text-muted text-small">{kinds('checkout.service')}</p>}
            {delivers && <p className="text-muted text-small">{t('withdrawal')}</p>}
          </section>
        </div>
        <aside className="rounded-md bg-silk p-6 lg:sticky lg:top-6">
          <h2 className="mb-4 text-large">{t('summary')}</h2>
          <CartLines cart={cart} locale={locale} />
          <div className="mt-5">
            <Totals quote={cart.quote} locale={locale} country={place} />
          </div>
          {duty && <p className="mt-3 text-muted text-small">{t('duty_note')}</p>}
          <Submit pending={t('paying')} className="mt-5 w-full">
            {t('pay', { total: formatMoney(cart.quote.total, locale) })}
          </Submit>
          <p className="mt-4 text-muted text-small">{t('next')}</p>
        </aside>
      </Form>
    </>
  );
}
