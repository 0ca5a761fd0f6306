import { type Actor, ownEnterprises } from '#lib/core/actor.ts';
import { may, type Permission } from '#lib/core/authorize.ts';
import type { Prisma } from '#lib/db/generated/client.ts';

/** Deals of which an enterprise of somebody's own is a side. */
export function ownDeals(actor: Actor): Prisma.DealWhereInput {
  const own = ownEnterprises(actor);
  return { OR: [{ holderId: { in: own } }, { licenseeId: { in: own } }] };
}

/**
 * The licences that somebody sees: those of their own enterprises, or all. Asked of the database at once, a stranger waits as long as for a
 * licence that nobody has.
 */
export function licencesSeenBy(actor: Actor, permission: Permission): Prisma.LicenceWhereInput {
  return may(actor, permission) ? {} : { deal: ownDeals(actor) };
}
