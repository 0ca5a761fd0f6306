import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { Picture } from '#app/_ui/picture.tsx';
import { isCounted, variantName } from '#lib/catalogue/index.ts';
import { formatMoney } from '#lib/core/money.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { type Locale, readField } from '#lib/languages/index.ts';
import type { CartLineFull, QuotedCart, QuotedSeller } from '#lib/ordering/index.ts';
import { setQuantityAction } from '../[locale]/(shop)/actions.ts';
import { QuantityForm } from './quantity-form.tsx';

/** What is in the cart, by maker, with pictures, prices and when each part arrives. */
export async function CartLines({
  cart,
  locale,
  editable = false,
}: {
  cart: QuotedCart;
  locale: Locale;
  editable?: boolean;
}) {
  const t = await getTranslations('cart');
  const away = await getTranslations('storefront');
  return (
    <div className="grid gap-9">
      {cart.quote.sellers.map((seller) => {
        const lines = cart.lines.filter((line) => line.variant.listing.enterpriseId === seller.enterpriseId);
        const [first] = lines;
        const maker = first ? nameFor(first.variant.listing.enterprise, locale) : '';
        return (
          <section key={seller.enterpriseId} aria-label={t('from', { maker })}>
            <div className="flex flex-wrap justify-between gap-x-6 border-line border-b pb-2 text-muted text-small">
              <h2 className="font-normal font-sans text-small tracking-normal">{t('from', { maker })}</h2>
              {seller.delivery && (
                <span>{t('days', { min: seller.delivery.daysMin, max: seller.delivery.daysMax })}</span>
              )}
            </div>
            {seller.sentFrom && (
              <p className="border-amber border-l-3 bg-silk px-4 py-2 text-small">
                {away('away.sent_from', { back: seller.sentFrom })}
              </p>
            )}
            <ul>
              {lines.map((line) => (
                <CartLine key={line.variantId} line={line} seller={seller} locale={locale} editable={editable} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

async function CartLine({
  line,
  seller,
  locale,
  editable,
}: {
  line: CartLineFull;
  seller: QuotedSeller;
  locale: Locale;
  editable: boolean;
}) {
  const t = await getTranslations('cart');
  const prices = await getTranslations('prices');
  const { listing } = line.variant;
  const quoted = seller.lines.find((each) => each.variantId === line.variantId);
  const named = readField(listing.text, 'title', locale);
  const title = named?.value ?? '';
  const variant = variantName(line.variant, listing.options, locale);
  const picture = line.variant.pictureId ?? listing.pictures[0]?.mediaId;
  return (
    <li className="grid grid-cols-[88px_1fr] gap-4 border-line border-b py-4 sm:grid-cols-[112px_1fr_auto]">
      <div className="aspect-4/5 overflow-hidden rounded-md bg-silk">
        {picture && <Picture mediaId={picture} alt="" sizes="112px" maxWidth={480} />}
      </div>
      <div className="min-w-0">
        <Link href={`/l/${listing.slug}`} className="font-medium hover:underline" lang={named?.locale}>
          {title}
        </Link>
        {variant && <p className="text-muted text-small">{variant}</p>}
        {quoted && (
          <p className="num text-muted text-small">
            {t('each', { price: formatMoney(quoted.unit, locale) })}
            {quoted.list === 'wholesale' && ` · ${prices('business')}`}
          </p>
        )}
        {editable ? (
          <QuantityForm
            action={setQuantityAction}
            variantId={line.variantId}
            quantity={line.quantity}
            digital={!isCounted(listing.kind)}
            words={{
              quantity: t('quantity', { title }),
              update: t('update'),
              remove: t('remove'),
              removeNamed: t('remove_named', { title }),
            }}
          />
        ) : (
          <p className="num text-small">× {line.quantity}</p>
        )}
      </div>
      <p className="num col-start-2 text-right sm:col-start-3">{quoted && formatMoney(quoted.total, locale)}</p>
    </li>
  );
}
