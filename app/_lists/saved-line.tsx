import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { Price } from '#app/_shop/price.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { formatMoney } from '#lib/core/money.ts';
import type { SavedView } from '#lib/lists/index.ts';
import { addToCartAction } from '../[locale]/(shop)/actions.ts';

/** The price now, and what it was when it was saved where that has changed. */
async function PriceThenAndNow({ item, locale }: { item: SavedView; locale: string }) {
  if (!item.tile) return null;
  const t = await getTranslations('lists.item');
  const before = item.before && formatMoney(item.before, locale);
  return (
    <p className="num mt-1 flex flex-wrap items-baseline gap-x-3">
      <Price amount={item.tile.price} source={item.tile.sourcePrice} locale={locale} />
      {before && (
        <span className={item.moved === 'lower' ? 'text-jade text-small' : 'text-muted text-small'}>
          {item.moved === 'lower' ? t('lower', { price: before }) : t('higher', { price: before })}
        </span>
      )}
    </p>
  );
}

/** What can be done with it now: bought at once, chosen on its page, or waited for. */
async function BuyIt({ item }: { item: SavedView }) {
  const t = await getTranslations('lists.item');
  if (!item.tile) return null;
  if (item.tile.soldOut || !item.onlyVariant) {
    return (
      <Link href={`/l/${item.tile.slug}`} className={buttonStyle('quiet')}>
        {item.tile.soldOut ? t('see') : t('choose')}
      </Link>
    );
  }
  return (
    <Form action={addToCartAction} doneMessage={t('in_cart')}>
      <input type="hidden" name="variantId" value={item.onlyVariant} />
      <Submit kind="quiet" pending={t('adding')}>
        {t('add')}
      </Submit>
    </Form>
  );
}

/** One saved thing: picture, name, price then and now, a way to buy it; `children` is what its owner can do with it. */
export async function SavedLine({ item, locale, children }: { item: SavedView; locale: string; children?: ReactNode }) {
  const t = await getTranslations('lists.item');
  const { tile } = item;
  const picture = tile?.picture && <Picture mediaId={tile.picture.mediaId} alt="" sizes="160px" maxWidth={480} />;
  return (
    <li
      id={item.id}
      className="grid scroll-mt-4 grid-cols-[96px_1fr] gap-x-4 gap-y-2 border-line border-b py-5 sm:grid-cols-[140px_1fr_auto] sm:gap-x-6"
    >
      <div className="row-span-3 aspect-4/5 self-start overflow-hidden rounded-md bg-silk sm:row-span-2">
        {tile && picture && (
          <Link href={`/l/${tile.slug}`} tabIndex={-1} aria-hidden="true" className="block h-full">
            {picture}
          </Link>
        )}
      </div>
      <div className="min-w-0">
        <h2
          className="font-medium font-sans text-base leading-snug tracking-normal"
          lang={tile?.title.locale ?? item.titleLang}
        >
          {tile ? (
            <Link href={`/l/${tile.slug}`} className="hover:underline hover:underline-offset-4">
              {tile.title.value}
            </Link>
          ) : (
            item.title
          )}
        </h2>
        {tile && (
          <p className="text-muted text-small">
            {tile.maker} · {countryName(tile.country, locale)}
          </p>
        )}
        <PriceThenAndNow item={item} locale={locale} />
        {!tile && <Status kind="plain">{t('gone')}</Status>}
        {tile?.soldOut && <Status kind="bad">{t('sold_out')}</Status>}
      </div>
      <div className="col-start-2 sm:col-start-3 sm:row-start-1 sm:text-right">
        <BuyIt item={item} />
      </div>
      {children && <div className="col-start-2 min-w-0 sm:col-span-2">{children}</div>}
    </li>
  );
}
