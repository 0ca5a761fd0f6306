import { z } from 'zod';
import { type Actor, type MembershipRole, person } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { text } from '#lib/core/validation.ts';
import type { TeamInvitation } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { type SignedIn, userByProvedEmail } from '#lib/identity/index.ts';
import { isLocale } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';
import { type Named, withName } from '../name.ts';
import { lockTeam, setRoles } from './lock.ts';
import { givenRoles, joinedRoles } from './roles.ts';

export const tokenSchema = z.object({ token: z.string().max(100) });
export const joinSchema = tokenSchema.extend({
  name: text(120),
  locale: z.string().refine(isLocale, { error: 'choose' }),
});

export type InvitationState = 'open' | 'expired' | 'accepted' | 'declined' | 'revoked';

export interface InvitationView {
  readonly state: InvitationState;
  readonly email: string;
  readonly roles: readonly MembershipRole[];
  readonly enterprise: Named & { readonly slug: string };
  /** Who invites; null when they have left the platform. */
  readonly inviter: string | null;
  /** Whether the address has an account already, which then has to be signed in to. */
  readonly hasAccount: boolean;
}

function stateOf(invitation: Pick<TeamInvitation, 'outcome' | 'expiresAt'>): InvitationState {
  return invitation.outcome ?? (invitation.expiresAt <= now() ? 'expired' : 'open');
}

/** What somebody who holds the mailed link is told of the invitation; null when the link is none of ours. */
export async function viewInvitation(token: string): Promise<InvitationView | null> {
  const found = await prisma().teamInvitation.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { enterprise: { select: { slug: true, ...withName } } },
  });
  if (!found) return null;
  const [inviter, account] = await Promise.all([
    found.invitedById ? prisma().user.findUnique({ where: { id: found.invitedById }, select: { name: true } }) : null,
    prisma().user.count({ where: { email: found.email } }),
  ]);
  return {
    state: stateOf(found),
    email: found.email,
    roles: found.roles,
    enterprise: found.enterprise,
    inviter: inviter?.name ?? null,
    hasAccount: account > 0,
  };
}

/** The invitation behind a link, locked with its team. Throws `enterprises.invitation_gone` for one that is over. */
async function lockInvitation(tx: Tx, token: string): Promise<TeamInvitation> {
  const where = { tokenHash: hashToken(token) };
  const found = await tx.teamInvitation.findUnique({ where });
  if (!found) throw new DomainError('enterprises.invitation_gone');
  await lockTeam(tx, found.enterpriseId);
  const invitation = await tx.teamInvitation.findUnique({ where });
  if (!invitation || stateOf(invitation) !== 'open') throw new DomainError('enterprises.invitation_gone');
  return invitation;
}

function requireInvited(actor: Actor, invitation: TeamInvitation): string {
  const { userId, email } = person(actor);
  if (email.toLowerCase() !== invitation.email.toLowerCase())
    throw new DomainError('enterprises.invitation_for_other', { email: invitation.email });
  return userId;
}

async function admit(tx: Tx, actor: Actor, userId: string, invitation: TeamInvitation): Promise<void> {
  const { enterpriseId } = invitation;
  const rows = await tx.membership.findMany({ where: { enterpriseId, userId } });
  const has = rows.map((row) => row.role);
  const given = givenRoles.filter((role) => invitation.roles.includes(role));
  await setRoles(tx, enterpriseId, userId, joinedRoles(has, given));
  await tx.teamInvitation.update({
    where: { id: invitation.id },
    data: { outcome: 'accepted', endedAt: now(), acceptedById: userId },
  });
  // The link came to that address, which proves it.
  await tx.user.updateMany({ where: { id: userId, emailVerifiedAt: null }, data: { emailVerifiedAt: now() } });
  await audit(tx, actor, {
    action: 'team.joined',
    subjectType: 'enterprise',
    subjectId: enterpriseId,
    data: { userId, roles: invitation.roles },
  });
}

/** The invited person, signed in, joins the team. Throws `enterprises.invitation_for_other` for another account. */
export async function acceptInvitation(actor: Actor, { token }: z.output<typeof tokenSchema>): Promise<void> {
  await transaction(async (tx) => {
    const invitation = await lockInvitation(tx, token);
    await admit(tx, actor, requireInvited(actor, invitation), invitation);
  });
}

/** The same for somebody without an account: the link proves the address, and the account is made with it. */
export async function joinWithNewAccount(input: z.output<typeof joinSchema>): Promise<SignedIn> {
  const view = await viewInvitation(input.token);
  if (view?.state !== 'open') throw new DomainError('enterprises.invitation_gone');
  if (view.hasAccount) throw new DomainError('enterprises.sign_in_to_join', { email: view.email });
  const user = await userByProvedEmail(view.email, input.locale);
  await transaction(async (tx) => {
    const invitation = await lockInvitation(tx, input.token);
    await tx.user.update({ where: { id: user.id }, data: { name: input.name } });
    const newcomer: Actor = {
      type: 'person',
      userId: user.id,
      email: user.email,
      name: input.name,
      locale: user.locale,
      staffRoles: [],
      memberships: [],
      translates: [],
    };
    await admit(tx, newcomer, user.id, invitation);
  });
  return { ...user, name: input.name };
}

/** The invited person does not want to. The link alone is enough for that: nothing is won by it. */
export async function declineInvitation(actor: Actor, { token }: z.output<typeof tokenSchema>): Promise<void> {
  await transaction(async (tx) => {
    const invitation = await lockInvitation(tx, token);
    await tx.teamInvitation.update({
      where: { id: invitation.id },
      data: { outcome: 'declined', endedAt: now() },
    });
    await audit(tx, actor, {
      action: 'team.invitation_declined',
      subjectType: 'enterprise',
      subjectId: invitation.enterpriseId,
      data: { email: invitation.email },
    });
  });
}
