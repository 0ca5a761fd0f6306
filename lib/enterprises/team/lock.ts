import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize, type Permission } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Enterprise, MembershipRole } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';
import { isOwner, type TeamRoles } from './roles.ts';

export interface LockedTeam {
  readonly enterprise: Enterprise;
  readonly team: TeamRoles;
}

/** An enterprise with its team, locked until the transaction ends: changes of one team come one after the other. */
export async function lockTeam(tx: Tx, enterpriseId: string): Promise<LockedTeam> {
  await tx.$queryRaw`select id from enterprise where id = ${enterpriseId}::uuid for no key update`;
  const enterprise = await tx.enterprise.findUnique({ where: { id: enterpriseId } });
  if (!enterprise) throw new DomainError('enterprises.not_member');
  const team = await tx.membership.findMany({ where: { enterpriseId }, select: { userId: true, role: true } });
  return { enterprise, team };
}

/** The same for an owner. Who was one when the page came and is none any more is refused here. */
export async function lockOwnTeam(
  tx: Tx,
  actor: Actor,
  enterpriseId: string,
  permission: Permission = 'team.manage',
): Promise<LockedTeam> {
  authorize(actor, permission, { enterpriseId });
  const locked = await lockTeam(tx, enterpriseId);
  const userId = actorId(actor);
  if (userId !== null && !isOwner(locked.team, userId)) throw new DomainError('identity.not_allowed');
  return locked;
}

/** Gives a person exactly these roles in the enterprise. */
export async function setRoles(
  tx: Tx,
  enterpriseId: string,
  userId: string,
  roles: readonly MembershipRole[],
): Promise<void> {
  await tx.membership.deleteMany({ where: { enterpriseId, userId, role: { notIn: [...roles] } } });
  await tx.membership.createMany({
    data: roles.map((role) => ({ enterpriseId, userId, role })),
    skipDuplicates: true,
  });
}
