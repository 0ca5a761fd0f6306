import { z } from 'zod';
import { type Actor, actorId, type MembershipRole, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { lockOwnTeam, lockTeam, setRoles } from './lock.ts';
import { hasOtherOwner, isOwner, memberSchema, rolesField, type TeamRoles } from './roles.ts';

export interface Member {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly MembershipRole[];
  readonly since: Date;
  /** The one who looks. */
  readonly self: boolean;
}

/** The people of an enterprise, owners first, then by how long they have been there. */
export async function teamOf(actor: Actor, enterpriseId: string): Promise<Member[]> {
  authorize(actor, 'team.view', { enterpriseId });
  const rows = await prisma().membership.findMany({
    where: { enterpriseId },
    include: { user: { select: { name: true, email: true } } },
    orderBy: [{ createdAt: 'asc' }, { role: 'asc' }],
  });
  const self = actorId(actor);
  const members = [...Map.groupBy(rows, (row) => row.userId)].map(([userId, own]) => ({
    userId,
    name: own[0]?.user.name ?? '',
    email: own[0]?.user.email ?? '',
    roles: own.map((row) => row.role),
    since: own[0]?.createdAt ?? new Date(0),
    self: userId === self,
  }));
  const owner = (member: Member) => (member.roles.includes('owner') ? 0 : 1);
  return members.sort((a, b) => owner(a) - owner(b) || a.since.getTime() - b.since.getTime()).slice(0, limits.members);
}

export const changeRolesSchema = memberSchema.extend({ roles: rolesField });

/**
 * Gives a member other roles; an owner who gets some is an owner no more. Throws `enterprises.last_owner` and
 * `enterprises.not_member`.
 */
export async function changeRoles(actor: Actor, input: z.output<typeof changeRolesSchema>): Promise<void> {
  const { enterpriseId, userId, roles } = input;
  await transaction(async (tx) => {
    const { team } = await lockOwnTeam(tx, actor, enterpriseId);
    const before = team.filter((each) => each.userId === userId).map((each) => each.role);
    if (before.length === 0) throw new DomainError('enterprises.not_member');
    requireOwnerStays(team, userId);
    await setRoles(tx, enterpriseId, userId, roles);
    await audit(tx, actor, {
      action: 'team.roles_changed',
      subjectType: 'enterprise',
      subjectId: enterpriseId,
      data: { userId, before, after: roles },
    });
  });
}

/** Takes somebody out of the team: what they have open stops working with their next request. Throws as `changeRoles`. */
export async function removeMember(actor: Actor, input: z.output<typeof memberSchema>): Promise<void> {
  const { enterpriseId, userId } = input;
  await transaction(async (tx) => {
    const { team } = await lockOwnTeam(tx, actor, enterpriseId);
    if (!team.some((each) => each.userId === userId)) throw new DomainError('enterprises.not_member');
    requireOwnerStays(team, userId);
    await tx.membership.deleteMany({ where: { enterpriseId, userId } });
    await audit(tx, actor, {
      action: 'team.removed',
      subjectType: 'enterprise',
      subjectId: enterpriseId,
      data: { userId },
    });
  });
}

export const leaveSchema = z.object({ enterpriseId: id });

/** The actor leaves the team. Throws `enterprises.last_owner`: an enterprise keeps one (`membership_last_owner`). */
export async function leaveTeam(actor: Actor, { enterpriseId }: z.output<typeof leaveSchema>): Promise<void> {
  const { userId } = person(actor);
  authorize(actor, 'team.view', { enterpriseId });
  await transaction(async (tx) => {
    const { team } = await lockTeam(tx, enterpriseId);
    requireOwnerStays(team, userId);
    await tx.membership.deleteMany({ where: { enterpriseId, userId } });
    await audit(tx, actor, { action: 'team.left', subjectType: 'enterprise', subjectId: enterpriseId });
  });
}

/** Who is the last owner can be nothing else. */
function requireOwnerStays(team: TeamRoles, userId: string): void {
  if (isOwner(team, userId) && !hasOtherOwner(team, userId)) throw new DomainError('enterprises.last_owner');
}
