import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { prisma } from '#lib/db/index.ts';

/** Whether a buyer acts for a business: belongs to an enterprise that staff has verified. Wholesale prices are for these alone. */
export async function buysWholesale(actor: Actor): Promise<boolean> {
  if (actor.type !== 'person' || actor.memberships.length === 0) return false;
  const verified = await prisma().enterprise.findMany({
    where: { id: { in: actor.memberships.map((each) => each.enterpriseId) }, status: 'verified' },
    select: { id: true },
  });
  return verified.some(({ id }) => may(actor, 'wholesale.buy', { enterpriseId: id }));
}
