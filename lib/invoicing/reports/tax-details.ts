import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { countryCode, id, text } from '#lib/core/validation.ts';
import type { SellerTaxDetails } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { validTin } from './tin.ts';

const pastDay = z.iso
  .date({ error: 'invalid' })
  .refine((day) => day <= now().toISOString().slice(0, 10), { error: 'invalid' });

export const taxDetailsSchema = z
  .object({
    enterpriseId: id,
    tin: text(30, 4).transform((value) => value.replace(/[\s.-]/g, '').toUpperCase()),
    tinCountry: countryCode,
    street: text(160),
    postalCode: text(16),
    city: text(80),
    country: countryCode,
    since: pastDay,
  })
  .superRefine((details, context) => {
    if (!validTin(details.tin, details.tinCountry))
      context.addIssue({ code: 'custom', path: ['tin'], message: 'invoicing.tin' });
  });

/** What an enterprise has told the tax office about itself; null: nothing yet. */
export async function readTaxDetails(actor: Actor, enterpriseId: string): Promise<SellerTaxDetails | null> {
  authorize(actor, 'tax.details', { enterpriseId });
  return prisma().sellerTaxDetails.findUnique({ where: { enterpriseId } });
}

/** Keeps what a seller says. Who changed it is in the audit, what it says is not. */
export async function saveTaxDetails(actor: Actor, input: z.output<typeof taxDetailsSchema>): Promise<void> {
  const { enterpriseId, ...details } = input;
  authorize(actor, 'tax.details', { enterpriseId });
  const data = { ...details, since: new Date(details.since), updatedAt: now() };
  await transaction(async (tx) => {
    await tx.sellerTaxDetails.upsert({ where: { enterpriseId }, create: { enterpriseId, ...data }, update: data });
    await audit(tx, actor, { action: 'tax.details', subjectType: 'enterprise', subjectId: enterpriseId });
  });
}
