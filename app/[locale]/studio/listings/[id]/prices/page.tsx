import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Sheet } from '#app/_ui/sheet/sheet.tsx';
import type { Cells, SheetColumn } from '#app/_ui/sheet/state.ts';
import { Submit } from '#app/_ui/submit.tsx';
import { type PriceColumn, priceColumnKey, type WholeListing, writtenVariantName } from '#lib/catalogue/index.ts';
import { currencies } from '#lib/core/currency.ts';
import { formatMoney, money, typedAmount } from '#lib/core/money.ts';
import { convert, currentRates } from '#lib/exchange/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { StudioDoor } from '../../../_parts/door.tsx';
import { EditHead } from '../edit-head.tsx';
import { editedListing } from '../edited.ts';
import { savePricesAction } from './actions.ts';
import { AddColumn } from './add-column.tsx';
import { type ColumnSearch, shownColumns } from './columns.ts';

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<ColumnSearch> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('prices');
  return { title: t('lists.title'), robots: { index: false } };
}

export default async function EditPrices({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const edited = await editedListing(id);
  if (!edited) return <StudioDoor desk={{ at: 'guest' }} path="/studio/listings" locale={locale} />;
  const { listing, locked } = edited;
  const t = await getTranslations('prices.lists');
  const variants = await getTranslations('variants');
  const { columns, keys, problem } = shownColumns(listing, await searchParams);
  return (
    <>
      <EditHead listing={listing} title={t('title')} lead={t('lead', { currency: listing.currency })} />
      <div className="mb-6 grid gap-4 empty:hidden">
        {problem && (
          <Notice kind="bad" role="alert">
            {t(`problem_${problem}`, { currency: listing.currency })}
          </Notice>
        )}
        <RetailInstead columns={columns} />
      </div>
      {locked ? (
        <Notice>{variants('locked')}</Notice>
      ) : (
        <>
          {columns.length === 0 ? (
            <Begin listing={listing} />
          ) : (
            <Form action={savePricesAction}>
              <input type="hidden" name="listingId" value={listing.id} />
              <input type="hidden" name="version" value={listing.version} />
              <PriceSheet listing={listing} columns={columns} locale={locale} key={keys} />
              <div className="mt-6 flex flex-wrap items-center gap-3">
                <Submit pending={variants('saving')}>{t('save')}</Submit>
                <Link href={`/studio/listings/${listing.id}/variants`} className={buttonStyle('quiet')}>
                  {variants('grid.title')}
                </Link>
              </div>
            </Form>
          )}
          <AddColumn listing={listing} keys={keys} />
        </>
      )}
    </>
  );
}

/** Said where businesses that pay in a currency get the price for everybody, because the list for them is stated in others only. */
async function RetailInstead({ columns }: { columns: readonly PriceColumn[] }) {
  const wholesale = new Set(columns.filter(({ list }) => list === 'wholesale').map((column) => column.currency));
  const own = columns.filter(({ list, from, currency }) => list === 'retail' && from === 1 && !wholesale.has(currency));
  if (wholesale.size === 0 || own.length === 0) return null;
  const t = await getTranslations('prices.lists');
  return <Notice>{t('retail_instead', { currencies: own.map((column) => column.currency).join(', ') })}</Notice>;
}

/** What to begin with where there is no list yet: one click a currency. */
async function Begin({ listing }: { listing: WholeListing }) {
  const t = await getTranslations('prices.lists');
  return (
    <div className="rounded-md bg-silk p-6">
      <h2 className="text-large">{t('begin_title')}</h2>
      <p className="mt-1 max-w-[60ch]">{t('begin_text', { currency: listing.currency })}</p>
      <ul className="mt-4 flex flex-wrap gap-2.5">
        {currencies
          .filter((code) => code !== listing.currency)
          .map((code) => (
            <li key={code}>
              <Link
                href={`/studio/listings/${listing.id}/prices?columns=r.${code}.1`}
                className={buttonStyle('quiet', 'bg-card px-4!')}
              >
                {t('begin_currency', { currency: code })}
              </Link>
            </li>
          ))}
      </ul>
    </div>
  );
}

async function PriceSheet({
  listing,
  columns,
  locale,
}: {
  listing: WholeListing;
  columns: readonly PriceColumn[];
  locale: string;
}) {
  const t = await getTranslations('prices.lists');
  const grid = await getTranslations('variants.grid');
  const rates = await currentRates();
  const others = [...new Set(columns.map(({ currency }) => currency))].filter((code) => code !== listing.currency);
  const note = (minor: bigint) => {
    const base = money(minor, listing.currency);
    return [formatMoney(base, locale), ...others.map((code) => `≈ ${formatMoney(convert(base, code, rates), locale)}`)];
  };
  return (
    <Sheet
      columns={await Promise.all(columns.map(sheetColumn))}
      rows={listing.variants.map((variant) => ({
        id: variant.id,
        title: writtenVariantName(variant, listing) || grid('single'),
        lang: listing.text.sourceLocale,
        note: note(variant.priceMinor).join(' '),
      }))}
      cells={cellsOf(listing, columns, await readerLocale())}
      version={listing.version}
      words={{
        caption: t('title'),
        row: grid('variant'),
        fillDown: grid('fill_down'),
        setForAll: grid('set_for_all'),
        undo: grid('undo'),
        keys: grid('keys'),
        theirs: grid('theirs', { value: '{value}' }),
        take: grid('take'),
      }}
    />
  );
}

async function sheetColumn(column: PriceColumn): Promise<SheetColumn> {
  const t = await getTranslations('prices.lists');
  const { list, currency, from } = column;
  return { key: priceColumnKey(column), title: t(`column_${list}`, { currency, count: from }), kind: 'number' };
}

/** The prices as they are stored now, as a person would type them. */
function cellsOf({ variants }: WholeListing, columns: readonly PriceColumn[], locale: Locale): Cells {
  const cells: Record<string, string> = {};
  for (const variant of variants)
    for (const column of columns) {
      const row = variant.prices.find(
        (each) => each.list === column.list && each.currency === column.currency && each.minQuantity === column.from,
      );
      cells[`${priceColumnKey(column)}:${variant.id}`] = row
        ? typedAmount(money(row.priceMinor, row.currency), locale)
        : '';
    }
  return cells;
}
