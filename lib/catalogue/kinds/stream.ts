import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { countryCode, id, integer } from '#lib/core/validation.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { parsePrice } from '../price.ts';
import { requireOwnWork } from './apply-offer.ts';
import { changeKind, kindForm } from './change.ts';
import { soldAs, wayNames } from './ways-to-watch.ts';

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

/** A price as typed, in minor units; null for none. */
function price(typed: string, currency: string, field: 'rent' | 'buy'): string | null {
  if (typed === '') return null;
  try {
    return parsePrice(typed, currency).minor.toString();
  } catch (error) {
    throw error instanceof DomainError ? new DomainError(error.code, error.params, field) : error;
  }
}

/** Saves how a film is sold, and where it may be seen. Throws `catalogue.rent_or_buy` where it has no price at all. */
export async function saveStream(actor: Actor, input: z.output<typeof saveStreamSchema>): Promise<Listing> {
  return changeKind(actor, input, 'stream', async (tx, listing, working) => {
    if (input.workId !== '') await requireOwnWork(tx, listing, input.workId);
    const prices = {
      rent: price(input.rent, working.currency, 'rent'),
      buy: price(input.buy, working.currency, 'buy'),
    };
    if (!prices.rent && !prices.buy) throw new DomainError('catalogue.rent_or_buy', {}, 'rent');
    const { sourceLocale } = await tx.text.findUniqueOrThrow({ where: { id: listing.textId } });
    const offer = {
      kind: 'stream',
      workId: input.workId || null,
      minutes: input.minutes,
      territories: [...input.territories].sort(),
      trailerMediaId: working.offer?.kind === 'stream' ? working.offer.trailerMediaId : null,
    } as const;
    return soldAs(working, offer, prices, await wayNames(sourceLocale));
  });
}
