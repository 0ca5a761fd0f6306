import type { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { text } from '#lib/core/validation.ts';
import { transaction } from '#lib/db/index.ts';
import { acceptMilestoneSchema, lockMilestone, noteMilestone } from './milestones.ts';
import { tellSeller } from './news.ts';
import { isBuyer } from './read.ts';

export const askChangesSchema = acceptMilestoneSchema.extend({ words: text(limits.changeWords, 10) });

interface Agreed {
  readonly revisions: number;
  readonly changes: readonly unknown[];
}

/** How many changes may still be asked for, of those that the listing promised. */
export function changesLeft({ revisions, changes }: Agreed): number {
  return Math.max(0, revisions - changes.length);
}

const over = ['refunded', 'cancelled', 'completed'];

/**
 * The buyer wants something changed in a part that was delivered: the seller reads what, and delivers it again; until then it does not
 * count as delivered, and nothing is paid for it. As often as was agreed when it was ordered. Throws `ordering.no_changes_left`, and
 * `ordering.unknown` for anybody else.
 */
export async function askChanges(actor: Actor, input: z.output<typeof askChangesSchema>): Promise<void> {
  await transaction(async (tx) => {
    const milestone = await lockMilestone(tx, input.orderLineId, input.position);
    const { commission } = milestone;
    const { sellerOrder } = commission.orderLine;
    if (!isBuyer(actor, sellerOrder.order, input.key || undefined)) throw new DomainError('ordering.unknown');
    if (!milestone.deliveredAt || milestone.releasedAt || over.includes(sellerOrder.status))
      throw new DomainError('ordering.not_possible_now');
    if (changesLeft(commission) === 0) throw new DomainError('ordering.no_changes_left', {}, 'words');
    const { orderLineId, position } = milestone;
    const number = commission.changes.length + 1;
    await tx.commissionChange.create({
      data: { orderLineId, number, position, words: input.words, askedAt: now() },
    });
    await tx.commissionMilestone.update({
      where: { orderLineId_position: { orderLineId, position } },
      data: { deliveredAt: null },
    });
    await noteMilestone(tx, actor, milestone, 'milestone_changes_asked');
    await tellSeller(tx, sellerOrder, 'milestone_changes', `change:${orderLineId}:${number}`, (_reader, link) => ({
      name: milestone.nameForSeller,
      number: sellerOrder.number,
      text: input.words,
      left: commission.revisions - number,
      link,
    }));
  });
}
