import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { optionalText } from '#lib/core/validation.ts';
import { prisma } from '#lib/db/index.ts';
import { type Business, type CartChoices, keepChoices } from './cart-choices.ts';
import { requireOwnCart } from './cart-owner.ts';
import { type ShippingService, shippingServices } from './shipping.ts';
import { checkVatNumber } from './vat-check.ts';
import { readVatNumber } from './vat-number.ts';

/** The fields of the checkout that the total depends on: `delivery:<enterprise>`, and the particulars of a business. */
export const checkoutChoicesSchema = z
  .object({
    business: z.literal('on').optional(),
    company: optionalText(limits.company),
    vatNumber: optionalText(40),
  })
  .catchall(z.unknown())
  .transform(({ business, company, vatNumber, ...rest }) => {
    const services: Record<string, ShippingService> = {};
    for (const [field, value] of Object.entries(rest)) {
      const service = shippingServices.find((each) => each === value);
      if (field.startsWith('delivery:') && service) services[field.slice('delivery:'.length)] = service;
    }
    return { business: business === 'on', company, vatNumber, services };
  });

export type CheckoutChoices = z.output<typeof checkoutChoicesSchema>;

export type VatVerdict = 'valid' | 'invalid' | 'unavailable';

/** The business of a checkout, its number asked about. Throws `ordering.company_needed`, `ordering.vat_number_form`, `ordering.vat_number_invalid`. */
async function businessOf({ business, company, vatNumber }: CheckoutChoices): Promise<Business | null> {
  // What was opened and left empty is no business.
  if (!business || (company === '' && vatNumber === '')) return null;
  const number = readVatNumber(vatNumber);
  if (!number) throw new DomainError('ordering.vat_number_form', {}, 'vatNumber');
  if (company === '') throw new DomainError('ordering.company_needed', {}, 'company');
  const { result } = await checkVatNumber(vatNumber);
  if (result === 'invalid') throw new DomainError('ordering.vat_number_invalid', {}, 'vatNumber');
  return {
    company,
    vatNumber: `${number.prefix}${number.number}`,
    country: number.country,
    // A register that does not answer is no proof: the tax is charged.
    valid: result === 'valid',
  };
}

/**
 * Keeps with the cart what the total depends on. Where the business's particulars are wrong, the deliveries are kept all the same and
 * the error is thrown, at its field.
 */
export async function keepCheckoutChoices(
  actor: Actor,
  cartId: string | null,
  input: CheckoutChoices,
): Promise<CartChoices> {
  if (!cartId) throw new DomainError('ordering.cart_empty');
  await requireOwnCart(prisma(), actor, cartId);
  let choices: CartChoices = { services: input.services, business: null };
  try {
    choices = { ...choices, business: await businessOf(input) };
    return choices;
  } finally {
    await keepChoices(cartId, choices);
  }
}
