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
import { cellName, isCounted, type WholeListing, writtenVariantName } from '#lib/catalogue/index.ts';
import { money, typedAmount } from '#lib/core/money.ts';
import type { Locale } from '#lib/languages/index.ts';
import { StudioDoor } from '../../../_parts/door.tsx';
import { EditHead } from '../edit-head.tsx';
import { editedListing } from '../edited.ts';
import { saveVariantsAction } from './actions.ts';

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ done?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('variants');
  return { title: t('grid.title'), robots: { index: false } };
}

export default async function EditVariants({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const edited = await editedListing(id);
  if (!edited) return <StudioDoor desk={{ at: 'guest' }} path="/studio/listings" locale={locale} />;
  const { listing } = edited;
  const t = await getTranslations('variants');
  // While a change of a live one is looked at, stock and small prices go on.
  const locked = listing.status === 'in_review';
  return (
    <>
      <EditHead listing={listing} title={t('grid.title')} lead={t('grid.lead')} />
      {(await searchParams).done === 'options' && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t('grid.options_saved', { count: listing.variants.length })}
          </Notice>
        </div>
      )}
      {locked ? (
        <Notice>{t('locked')}</Notice>
      ) : (
        <Form action={saveVariantsAction}>
          <input type="hidden" name="listingId" value={listing.id} />
          <input type="hidden" name="version" value={listing.version} />
          <VariantSheet listing={listing} />
          <div className="mt-6 flex flex-wrap items-center gap-3">
            <Submit pending={t('saving')}>{t('grid.save')}</Submit>
            <Link href={`/studio/listings/${listing.id}/options`} className={buttonStyle('quiet')}>
              {t('section.options')}
            </Link>
            <Link href={`/studio/listings/${listing.id}/preview`} className={buttonStyle('quiet')}>
              {t('grid.preview')}
            </Link>
          </div>
        </Form>
      )}
    </>
  );
}

async function VariantSheet({ listing }: { listing: WholeListing }) {
  const t = await getTranslations('variants.grid');
  return (
    <Sheet
      columns={await columnsOf(listing)}
      rows={listing.variants.map((variant) => ({
        id: variant.id,
        title: writtenVariantName(variant, listing) || t('single'),
        lang: listing.text.sourceLocale,
        note: variant.stockReserved > 0 ? t('reserved', { count: variant.stockReserved }) : undefined,
      }))}
      cells={cellsOf(listing, await readerLocale())}
      version={listing.version}
      words={{
        caption: t('title'),
        row: t('variant'),
        fillDown: t('fill_down'),
        setForAll: t('set_for_all'),
        undo: t('undo'),
        keys: t('keys'),
        theirs: t('theirs', { value: '{value}' }),
        take: t('take'),
      }}
    />
  );
}

async function columnsOf({ kind, currency, pictures }: WholeListing): Promise<SheetColumn[]> {
  const t = await getTranslations('variants.grid');
  const counted = isCounted(kind);
  const goods = kind === 'physical';
  return [
    { key: 'sku', title: t('sku'), kind: 'text' },
    { key: 'price', title: t('price', { currency }), kind: 'number' },
    ...(counted ? ([{ key: 'stock', title: t('stock'), kind: 'number' }] as const) : []),
    ...(goods ? ([{ key: 'weight', title: t('weight'), kind: 'number' }] as const) : []),
    ...(pictures.length > 0
      ? [
          {
            key: 'picture',
            title: t('picture'),
            kind: 'choice' as const,
            options: [
              { value: '', label: t('picture_first') },
              ...pictures.map(({ mediaId }, index) => ({
                value: mediaId,
                label: t('picture_number', { number: index + 1 }),
              })),
            ],
          },
        ]
      : []),
  ];
}

/** The variants as they are stored now, as a person would type them. */
function cellsOf({ variants, currency, kind, pictures }: WholeListing, locale: Locale): Cells {
  const cells: Record<string, string> = {};
  for (const variant of variants) {
    cells[cellName('sku', variant.id)] = variant.sku ?? '';
    cells[cellName('price', variant.id)] =
      variant.priceMinor > 0n ? typedAmount(money(variant.priceMinor, currency), locale) : '';
    if (isCounted(kind)) cells[cellName('stock', variant.id)] = String(variant.stockOnHand ?? 0);
    if (kind === 'physical') {
      cells[cellName('weight', variant.id)] = variant.weightGrams?.toString() ?? '';
    }
    if (pictures.length > 0) cells[cellName('picture', variant.id)] = variant.pictureId ?? '';
  }
  return cells;
}
