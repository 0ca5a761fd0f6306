import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { type Money, parseAmount } from '#lib/core/money.ts';
import { countryCode, id, integer } from '#lib/core/validation.ts';
import type { Listing, StreamOffer, Variant } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { locale as localeOf, translator } from '#lib/languages/index.ts';
import { changeKind, differs, kindForm, requireOwnWork } from './change.ts';

const amount = z.string().trim().max(30, { error: 'too_long' }).default('');

export const saveStreamSchema = z.object({
  ...kindForm,
  workId: id.or(z.literal('')).default(''),
  minutes: integer(1, 1_000),
  territories: z.array(countryCode).max(300).default([]),
  rent: amount,
  buy: amount,
});

/** Whether a film may be sold and seen in a country. */
export function isIn(territories: readonly string[], country: string): boolean {
  return territories.length === 0 || territories.includes(country);
}

function price(typed: string, currency: string, field: 'rent' | 'buy'): Money | null {
  if (typed === '') return null;
  try {
    return parseAmount(typed, currency);
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, error.params, field) : error;
  }
}

/** Saves how a film is sold, and where it may be seen. Throws `catalogue.rent_or_buy` where it has no price at all. */
export async function saveStream(actor: Actor, input: z.output<typeof saveStreamSchema>): Promise<Listing> {
  return changeKind(actor, input, 'stream', async (tx, listing) => {
    if (input.workId !== '') await requireOwnWork(tx, listing, input.workId);
    const wanted = {
      rent: price(input.rent, listing.currency, 'rent'),
      buy: price(input.buy, listing.currency, 'buy'),
    };
    if (!wanted.rent && !wanted.buy) throw new DomainError('catalogue.rent_or_buy', {}, 'rent');
    const before = await tx.streamOffer.findUnique({ where: { listingId: listing.id } });
    const facts = { territories: [...input.territories].sort(), minutes: input.minutes };
    const variants = before ? await soldVariants(tx, before) : await makeVariants(tx, actor, listing);
    await tx.streamOffer.upsert({
      where: { listingId: listing.id },
      create: { ...facts, listingId: listing.id, rentVariantId: variants.rent.id, buyVariantId: variants.buy.id },
      update: facts,
    });
    const prices = [
      ...(await setPrice(tx, variants.rent, wanted.rent)),
      ...(await setPrice(tx, variants.buy, wanted.buy)),
    ];
    const workId = input.workId || null;
    return { looks: differs(before, facts) || listing.workId !== workId, prices, data: { workId } };
  });
}

type Sold = Readonly<Record<'rent' | 'buy', Variant>>;

async function soldVariants(tx: Tx, { rentVariantId, buyVariantId }: StreamOffer): Promise<Sold> {
  const found = (variantId: string | null) => tx.variant.findUniqueOrThrow({ where: { id: variantId ?? '' } });
  return { rent: await found(rentVariantId), buy: await found(buyVariantId) };
}

/** A price puts a way of watching on sale; none takes it off, and what was sold stays sold. */
async function setPrice(tx: Tx, variant: Variant, wanted: Money | null) {
  await tx.variant.update({
    where: { id: variant.id },
    data: wanted ? { priceMinor: wanted.minor, archivedAt: null } : { archivedAt: variant.archivedAt ?? now() },
  });
  return wanted ? [{ approved: variant.approvedPriceMinor ?? variant.priceMinor, now: wanted.minor }] : [];
}

/** A film's two variants, told apart by one option whose words are the interface's own: to rent and to buy. */
async function makeVariants(tx: Tx, actor: Actor, listing: Listing): Promise<Sold> {
  const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
  const textOf = async (key: 'option' | 'rent' | 'buy') => {
    const locales = [...new Set([sourceLocale, 'en', 'zh-CN', 'bg', 'pl'])];
    const translations = await Promise.all(
      locales.map(async (locale) => ({
        locale,
        fields: { name: (await translator(localeOf(locale), 'kinds'))(`access.${key}`) },
        state: locale === sourceLocale ? ('source' as const) : ('reviewed' as const),
        authorId: actorId(actor),
      })),
    );
    return (await tx.text.create({ data: { sourceLocale, translations: { create: translations } } })).id;
  };
  const option = await tx.listingOption.create({
    data: { listingId: listing.id, position: 0, textId: await textOf('option') },
  });
  const value = async (key: 'rent' | 'buy', position: number) =>
    (await tx.optionValue.create({ data: { optionId: option.id, position, textId: await textOf(key) } })).id;
  const first = await tx.variant.findFirstOrThrow({ where: { listingId: listing.id, archivedAt: null } });
  const rent = await tx.variant.update({ where: { id: first.id }, data: { valueIds: [await value('rent', 0)] } });
  const buy = await tx.variant.create({
    data: { listingId: listing.id, position: 1, priceMinor: 0n, valueIds: [await value('buy', 1)] },
  });
  return { rent, buy };
}
