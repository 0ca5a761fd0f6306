import { type Actor, actorId } from '#lib/core/actor.ts';
import type { Tx } from '#lib/db/index.ts';
import { locale as localeOf, translator } from '#lib/languages/index.ts';
import type { ContentVariant, ListingContent } from '../content.ts';
import type { OfferOf } from './offer.ts';

/** The ways to watch a film, in the order of their values: to rent and to buy are its two variants, told apart by one option. */
export const waysToWatch = ['rent', 'buy'] as const;
export type WayToWatch = (typeof waysToWatch)[number];

/** The interface's own words for the option and its values. */
export type WayNames = Readonly<Record<'option' | WayToWatch, string>>;

export async function wayNames(locale: string): Promise<WayNames> {
  const t = await translator(localeOf(locale), 'kinds');
  return { option: t('access.option'), rent: t('access.rent'), buy: t('access.buy') };
}

/** Content of a film that is sold in these ways, each for so many minor units; one that costs nothing is not on sale. */
export function soldAs(
  content: ListingContent,
  offer: Omit<OfferOf<'stream'>, 'rentVariantId' | 'buyVariantId'>,
  prices: Readonly<Record<WayToWatch, string | null>>,
  names: WayNames,
): ListingContent {
  const before = content.offer?.kind === 'stream' ? content.offer : null;
  const value = (way: WayToWatch) => ({ id: crypto.randomUUID(), name: names[way] });
  const option = content.options[0] ?? { id: crypto.randomUUID(), name: names.option, values: waysToWatch.map(value) };
  const ids = {
    rent: before ? (before.rentVariantId ?? crypto.randomUUID()) : (content.variants[0]?.id ?? crypto.randomUUID()),
    buy: before?.buyVariantId ?? crypto.randomUUID(),
  };
  const variants = waysToWatch.flatMap((way, at): ContentVariant[] => {
    const priceMinor = prices[way];
    if (priceMinor === null) return [];
    const known = content.variants.find(({ id }) => id === ids[way]);
    const fresh = { sku: null, weightGrams: null, pictureId: null, prices: [], openingStock: null };
    const valueIds = option.values.slice(at, at + 1).map(({ id }) => id);
    return [{ ...(known ?? fresh), id: ids[way], valueIds, priceMinor }];
  });
  return {
    ...content,
    options: [option],
    variants,
    offer: { ...offer, rentVariantId: ids.rent, buyVariantId: ids.buy },
  };
}

/** The option of a film is called by the interface's own words: they are there in every language that has them. */
export async function nameWaysToWatch(tx: Tx, actor: Actor, listingId: string): Promise<void> {
  const option = await tx.listingOption.findFirst({
    where: { listingId, archivedAt: null },
    include: { text: true, values: { where: { archivedAt: null }, orderBy: { position: 'asc' } } },
  });
  if (!option) return;
  const texts = [
    { textId: option.textId, key: 'option' as const },
    ...waysToWatch.flatMap((key, at) => option.values.slice(at, at + 1).map(({ textId }) => ({ textId, key }))),
  ];
  for (const locale of ['en', 'zh-CN', 'bg', 'pl'].filter((each) => each !== option.text.sourceLocale)) {
    const names = await wayNames(locale);
    await tx.translation.createMany({
      data: texts.map(({ textId, key }) => ({
        textId,
        locale,
        fields: { name: names[key] },
        state: 'reviewed' as const,
        authorId: actorId(actor),
      })),
      skipDuplicates: true,
    });
  }
}
