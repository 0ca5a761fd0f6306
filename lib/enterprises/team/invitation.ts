import { z } from 'zod';
import { type Actor, actorId, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken, secretToken } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { email, id } from '#lib/core/validation.ts';
import type { Enterprise, TeamInvitation } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { isLocale, locale, translator, writtenAs } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { audit } from '#lib/trust/index.ts';
import { lockOwnTeam } from './lock.ts';
import { rolesField } from './roles.ts';

const lastsDays = 7;

export const inviteSchema = z.object({
  enterpriseId: id,
  email,
  roles: rolesField,
  locale: z.string().refine(isLocale, { error: 'choose' }),
});

export const invitationSchema = z.object({ invitationId: id });

/**
 * Invites an address into the team, by a mail in the chosen language. Throws `enterprises.member_already`,
 * `enterprises.invited_already`, `enterprises.too_many_invitations` or `enterprises.team_full`.
 */
export async function inviteMember(actor: Actor, input: z.output<typeof inviteSchema>): Promise<void> {
  const { enterpriseId } = input;
  await transaction(async (tx) => {
    const { enterprise, team } = await lockOwnTeam(tx, actor, enterpriseId);
    if (new Set(team.map((each) => each.userId)).size >= limits.members)
      throw new DomainError('enterprises.team_full', { limit: limits.members });
    const member = await tx.membership.count({ where: { enterpriseId, user: { email: input.email } } });
    if (member > 0) throw new DomainError('enterprises.member_already', {}, 'email');
    const open = await tx.teamInvitation.findMany({ where: { enterpriseId, outcome: null } });
    if (open.some((each) => each.email.toLowerCase() === input.email.toLowerCase()))
      throw new DomainError('enterprises.invited_already', {}, 'email');
    if (open.length >= limits.openInvitations)
      throw new DomainError('enterprises.too_many_invitations', { limit: limits.openInvitations });
    const token = secretToken();
    const invitation = await tx.teamInvitation.create({
      data: {
        enterpriseId,
        email: input.email,
        roles: input.roles,
        locale: input.locale,
        tokenHash: hashToken(token),
        invitedById: actorId(actor),
        expiresAt: new Date(now().getTime() + lastsDays * day),
      },
    });
    await mailInvitation(tx, actor, enterprise, invitation, token);
    await note(tx, actor, 'team.invited', invitation);
  });
}

/** Sends the mail again, with a new link that lasts another seven days; the old one works no more. */
export async function resendInvitation(actor: Actor, input: z.output<typeof invitationSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { enterprise, invitation } = await openOf(tx, actor, input.invitationId);
    if (invitation.sends >= limits.invitationSends)
      throw new DomainError('enterprises.sent_enough', { limit: limits.invitationSends });
    const token = secretToken();
    const again = await tx.teamInvitation.update({
      where: { id: invitation.id },
      data: {
        tokenHash: hashToken(token),
        sends: { increment: 1 },
        expiresAt: new Date(now().getTime() + lastsDays * day),
      },
    });
    await mailInvitation(tx, actor, enterprise, again, token);
    await note(tx, actor, 'team.invited_again', invitation);
  });
}

/** Takes an invitation back: its link works no more. */
export async function revokeInvitation(actor: Actor, input: z.output<typeof invitationSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { invitation } = await openOf(tx, actor, input.invitationId);
    await tx.teamInvitation.update({
      where: { id: invitation.id },
      data: { outcome: 'revoked', endedAt: now() },
    });
    await note(tx, actor, 'team.invitation_revoked', invitation);
  });
}

/** Invitations that nobody has answered, the newest first; those that have run out can be sent again. */
export async function openInvitations(actor: Actor, enterpriseId: string): Promise<TeamInvitation[]> {
  authorize(actor, 'team.manage', { enterpriseId });
  return prisma().teamInvitation.findMany({
    where: { enterpriseId, outcome: null },
    orderBy: { createdAt: 'desc' },
    take: limits.openInvitations,
  });
}

async function openOf(tx: Tx, actor: Actor, invitationId: string) {
  const found = await tx.teamInvitation.findUnique({ where: { id: invitationId } });
  if (!found) throw new DomainError('enterprises.invitation_gone');
  const { enterprise } = await lockOwnTeam(tx, actor, found.enterpriseId);
  const invitation = await tx.teamInvitation.findFirst({ where: { id: invitationId, outcome: null } });
  if (!invitation) throw new DomainError('enterprises.invitation_gone');
  return { enterprise, invitation };
}

async function mailInvitation(
  tx: Tx,
  actor: Actor,
  enterprise: Enterprise,
  invitation: TeamInvitation,
  token: string,
): Promise<void> {
  const reader = locale(invitation.locale);
  const t = await translator(reader, 'team');
  const roles = invitation.roles.map((role) => t(`roles.${role}.name`));
  await queueMail(tx, {
    cause: `invitation:${invitation.id}:${invitation.sends}`,
    template: 'team_invitation',
    recipient: invitation.email,
    locale: reader,
    params: {
      enterprise: enterprise.displayName,
      inviter: person(actor).name,
      roles: new Intl.ListFormat(writtenAs(reader), { type: 'conjunction' }).format(roles),
      days: lastsDays,
      link: `${config().SITE_URL}/${reader}/join?token=${token}`,
    },
  });
}

async function note(tx: Tx, actor: Actor, action: string, invitation: TeamInvitation): Promise<void> {
  const { enterpriseId, email: address, roles } = invitation;
  await audit(tx, actor, {
    action,
    subjectType: 'enterprise',
    subjectId: enterpriseId,
    data: { email: address, roles },
  });
}
