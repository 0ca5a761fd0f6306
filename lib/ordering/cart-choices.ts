import { z } from 'zod';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { shippingServices } from './shipping.ts';

const business = z.object({
  company: z.string(),
  /** As it is written: prefix and number. */
  vatNumber: z.string(),
  /** The member state that gave it. */
  country: z.string(),
  /** What the check said; without it the tax is charged. */
  valid: z.boolean(),
});

const schema = z.object({
  /** How each seller's parcel goes, by the enterprise's id. */
  services: z.record(z.string(), z.enum(shippingServices)).default({}),
  business: business.nullable().default(null),
});

/** What a buyer chose at the checkout that the total depends on; kept with the cart, so that every page reckons alike. */
export type CartChoices = z.infer<typeof schema>;
export type Business = z.infer<typeof business>;

/** Choices as they were stored; what cannot be read counts as not chosen. */
export function choicesOf(stored: Prisma.JsonValue): CartChoices {
  const read = schema.safeParse(stored);
  return read.success ? read.data : { services: {}, business: null };
}

/** The member state of a business whose number was found to be valid. */
export function businessIn({ business: buyer }: CartChoices): string | null {
  return buyer?.valid ? buyer.country : null;
}

export async function keepChoices(cartId: string, choices: CartChoices, tx: Tx = prisma()): Promise<void> {
  await tx.cart.updateMany({ where: { id: cartId }, data: { choices } });
}
