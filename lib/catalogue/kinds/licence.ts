import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { integer } from '#lib/core/validation.ts';
import type { Listing } from '#lib/db/generated/client.ts';
import { requireOwnWork } from './apply-offer.ts';
import { changeKind, kindForm } from './change.ts';

/** Codes of the rights room's hierarchies; that room shows the ones it knows. */
const codes = z
  .array(z.string().regex(/^[A-Za-z_]{2,32}$/, { error: 'invalid' }))
  .min(1, { error: 'choose' })
  .max(300);

export const saveLicenceSchema = z.object({
  ...kindForm,
  workId: z.string().regex(uuidPattern, { error: 'choose' }),
  rights: codes.default([]).pipe(codes),
  territories: codes.default([]).pipe(codes),
  exclusivity: z.enum(['exclusive', 'sole', 'non_exclusive'], { error: 'choose' }),
  years: integer(1, 50),
});

/** Saves which work a licence listing leads to, and the terms the deal room opens with. */
export async function saveLicence(actor: Actor, input: z.output<typeof saveLicenceSchema>): Promise<Listing> {
  return changeKind(actor, input, 'licence', async (tx, listing, working) => {
    await requireOwnWork(tx, listing, input.workId);
    const { rights, territories, exclusivity, years, workId } = input;
    return { ...working, offer: { kind: 'licence', workId, rights, territories, exclusivity, years } };
  });
}
