import { decimalText, money } from '#lib/core/money.ts';
import { formatAttribute } from './attributes/value.ts';
import { type ContentVariant, contentVariantName, type ListingContent } from './content.ts';
import { offerPairs } from './kinds/offer.ts';

/** One thing that differs between two contents. Values are written for people but for codes (`category`, `materials`, media of pictures and samples, frames). */
export interface Difference {
  readonly part:
    | 'words'
    | 'translation'
    | 'fact'
    | 'attribute'
    | 'option'
    | 'variant'
    | 'picture'
    | 'sample'
    | 'files'
    | 'offer';
  /** Which field of it; `added`, `removed`, `order` for the thing itself. */
  readonly field: string;
  /** What it is a field of: the locale, the option's or variant's name, the picture's media. */
  readonly about: string;
  readonly before: string;
  readonly after: string;
}

type Pair = readonly [before: string, after: string];

function differing(part: Difference['part'], about: string, fields: Readonly<Record<string, Pair>>): Difference[] {
  return Object.entries(fields).flatMap(([field, [before, after]]) =>
    before === after ? [] : [{ part, field, about, before, after }],
  );
}

type Words = Readonly<Record<string, string>>;

function wordPairs(before: Words, after: Words): Record<string, Pair> {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(names.map((name) => [name, [before[name] ?? '', after[name] ?? ''] as const]));
}

const listed = (all: readonly string[]) => [...all].sort().join(', ');
const shown = (value: string | number | boolean | null) => (value === null ? '' : String(value));

/** What `after` changes of `before`, in the order in which a listing is read. Nothing: they are the same. */
export function differences(before: ListingContent, after: ListingContent): Difference[] {
  const locales = [...new Set([...Object.keys(before.translations), ...Object.keys(after.translations)])];
  return [
    ...pictureDifferences(before, after),
    ...differing('words', '', wordPairs(before.words, after.words)),
    ...locales.flatMap((locale) =>
      differing('translation', locale, wordPairs(before.translations[locale] ?? {}, after.translations[locale] ?? {})),
    ),
    ...differing('fact', '', {
      category: [before.categorySlug, after.categorySlug],
      currency: [before.currency, after.currency],
      materials: [listed(before.materials), listed(after.materials)],
      aiAssisted: [shown(before.aiAssisted), shown(after.aiAssisted)],
      weightGrams: [shown(before.weightGrams), shown(after.weightGrams)],
      hsCode: [shown(before.hsCode), shown(after.hsCode)],
      originCountry: [shown(before.originCountry), shown(after.originCountry)],
    }),
    ...differing('attribute', '', wordPairs(attributeTexts(before), attributeTexts(after))),
    ...optionDifferences(before, after),
    ...variantDifferences(before, after),
    ...sampleDifferences(before, after),
    ...differing('files', '', { files: [before.files.join(','), after.files.join(',')] }),
    ...differing('offer', '', offerPairs(before.offer, after.offer)),
  ];
}

function attributeTexts({ attributes }: ListingContent): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, formatAttribute(value)]));
}

function optionDifferences(before: ListingContent, after: ListingContent): Difference[] {
  const valuesOf = (option: ListingContent['options'][number] | undefined) =>
    option?.values.map(({ name }) => name).join(', ') ?? '';
  const ids = [...new Set([...before.options, ...after.options].map(({ id }) => id))];
  const each = ids.flatMap((id) => {
    const [old, next] = [before, after].map(({ options }) => options.find((option) => option.id === id));
    return differing('option', next?.name ?? old?.name ?? '', {
      name: [old?.name ?? '', next?.name ?? ''],
      values: [valuesOf(old), valuesOf(next)],
    });
  });
  if (each.length > 0) return each;
  const order = (content: ListingContent) =>
    content.options.map(({ id, values }) => [id, values.map((value) => value.id)]);
  const named = (content: ListingContent) => content.options.map(({ name }) => name).join(', ');
  return JSON.stringify(order(before)) === JSON.stringify(order(after))
    ? []
    : [{ part: 'option', field: 'order', about: '', before: named(before), after: named(after) }];
}

function cells(variant: ContentVariant | undefined, content: ListingContent): Record<string, string> {
  if (!variant) return { price: '', prices: '', sku: '', weight: '', picture: '' };
  return {
    price: decimalText(money(BigInt(variant.priceMinor), content.currency)),
    prices: variant.prices
      .map(
        ({ list, currency, minQuantity, priceMinor }) =>
          `${list} ≥ ${minQuantity}: ${decimalText(money(BigInt(priceMinor), currency))} ${currency}`,
      )
      .join('; '),
    sku: variant.sku ?? '',
    weight: shown(variant.weightGrams),
    picture: variant.pictureId ?? '',
  };
}

function variantDifferences(before: ListingContent, after: ListingContent): Difference[] {
  const ids = [...new Set([...before.variants, ...after.variants].map(({ id }) => id))];
  return ids.flatMap((id) => {
    const old = before.variants.find((variant) => variant.id === id);
    const next = after.variants.find((variant) => variant.id === id);
    const [oldName, name] = [old && contentVariantName(before, old), next && contentVariantName(after, next)];
    if (!old || !next) {
      const field = next ? 'added' : 'removed';
      return [
        { part: 'variant', field, about: name ?? oldName ?? '', before: oldName ?? '', after: name ?? '' },
      ] as const;
    }
    // One that is called otherwise because a value was renamed is told at the option.
    const moved = old.valueIds.join() !== next.valueIds.join();
    return differing('variant', name ?? '', {
      ...wordPairs(cells(old, before), cells(next, after)),
      ...(moved ? { combination: [oldName ?? '', name ?? ''] as const } : {}),
      stock: [shown(old.openingStock), shown(next.openingStock)],
    });
  });
}

const frame = (part: object | null) => (part === null ? '' : JSON.stringify(part));

function pictureDifferences(before: ListingContent, after: ListingContent): Difference[] {
  const media = ({ pictures }: ListingContent) => pictures.map(({ mediaId }) => mediaId).join(',');
  const details = after.pictures.flatMap((picture) => {
    const was = before.pictures.find(({ mediaId }) => mediaId === picture.mediaId);
    if (!was) return [];
    return differing('picture', picture.mediaId, {
      ...Object.fromEntries(
        Object.entries(wordPairs(was.alt, picture.alt)).map(([locale, pair]) => [`alt.${locale}`, pair]),
      ),
      focal: [frame(was.focal), frame(picture.focal)],
      crop: [frame(was.crop), frame(picture.crop)],
    });
  });
  return [...differing('picture', '', { order: [media(before), media(after)] }), ...details];
}

function sampleDifferences(before: ListingContent, after: ListingContent): Difference[] {
  const media = ({ samples }: ListingContent) => samples.map(({ mediaId }) => mediaId).join();
  const titles = after.samples.flatMap(({ mediaId, titles }) => {
    const was = before.samples.find((sample) => sample.mediaId === mediaId);
    if (!was) return [];
    const pairs = Object.entries(wordPairs(was.titles, titles)).map(([locale, pair]) => [
      `sampleTitle.${locale}`,
      pair,
    ]);
    return differing('sample', mediaId, Object.fromEntries(pairs));
  });
  return [...differing('sample', '', { samples: [media(before), media(after)] }), ...titles];
}
