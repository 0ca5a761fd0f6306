import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { timedId } from '#lib/core/ids.ts';
import { optionalText } from '#lib/core/validation.ts';
import { WorkKind } from '#lib/db/generated/client.ts';
import { transaction } from '#lib/db/index.ts';
import { slug } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';
import { hierarchies } from '../hierarchies.ts';
import { saidFields, saidIn } from './edit.ts';
import { complianceContent, complianceDirections } from './item.ts';

const { rights, territories } = hierarchies;
const codes = (known: readonly string[]) =>
  z.array(z.string().refine((code) => known.includes(code), { error: 'choose' })).default([]);
const count = optionalText(9).refine((typed) => /^\d*$/.test(typed), { error: 'invalid' });

/** What an item says, and what it concerns; of what is left open, all. */
export const addItemSchema = z.object({
  ...saidFields,
  direction: z.enum(complianceDirections, { error: 'choose' }),
  kinds: z.array(z.enum(WorkKind)).default([]),
  rights: codes([...rights.leaves, ...rights.groups]),
  territories: codes([...territories.leaves, ...territories.groups]),
  ai: z.literal('on').optional(),
  minAge: count,
  aboveUsd: count,
});

/** Staff writes an item that there was not before; licences that are not in use yet are held by it at once. Returns its code. */
export async function addItem(actor: Actor, input: z.output<typeof addItemSchema>): Promise<string> {
  authorize(actor, 'compliance.edit');
  const content = complianceContent.parse({
    ...saidIn(input),
    direction: input.direction,
    kinds: input.kinds,
    rights: [...new Set(input.rights.flatMap((code) => rights.leavesOf(code)))],
    places: input.territories,
    ...(input.ai ? { ai: true } : {}),
    ...(input.minAge ? { minAge: Number(input.minAge) } : {}),
    ...(input.aboveUsd ? { aboveUsd: Number(input.aboveUsd) } : {}),
  });
  return transaction(async (tx) => {
    const code = `${slug(input['title:en'], 'en', 40) || 'item'}-${timedId(now()).slice(-6)}`;
    await tx.complianceItem.create({
      data: {
        code,
        content,
        reviewedOn: now(),
        revisions: {
          create: { version: 1, content, reason: input.reason, authorId: actorId(actor), createdAt: now() },
        },
      },
    });
    await audit(tx, actor, {
      action: 'compliance.add',
      subjectType: 'compliance',
      subjectId: code,
      reason: input.reason,
    });
    return code;
  });
}
