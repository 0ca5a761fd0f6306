import { z } from 'zod';
import { type Actor, actorId, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { id } from '#lib/core/validation.ts';
import type { InvitationOutcome, OwnershipOffer } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { locale } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { audit } from '#lib/trust/index.ts';
import { lockOwnTeam, lockTeam, setRoles } from './lock.ts';
import { isOwner, memberSchema } from './roles.ts';

const lastsDays = 7;

export const offerOwnershipSchema = memberSchema.extend({
  /** The enterprise's name, typed: nobody gives an enterprise away by a slip of the finger. */
  typedName: z.string().trim().max(200),
  stay: z.enum(['owner', 'editor'], { error: 'choose' }),
});

export const offerSchema = z.object({ offerId: id });

/**
 * An owner offers the ownership to a member, who has a week to accept. Throws `enterprises.name_differs`, `enterprises.not_member`,
 * `enterprises.owner_already` or `enterprises.offer_open`.
 */
export async function offerOwnership(actor: Actor, input: z.output<typeof offerOwnershipSchema>): Promise<void> {
  const { enterpriseId, userId } = input;
  const giver = person(actor);
  await transaction(async (tx) => {
    const { enterprise, team } = await lockOwnTeam(tx, actor, enterpriseId);
    if (input.typedName.normalize('NFC') !== enterprise.displayName.normalize('NFC'))
      throw new DomainError('enterprises.name_differs', { name: enterprise.displayName }, 'typedName');
    if (!team.some((each) => each.userId === userId)) throw new DomainError('enterprises.not_member', {}, 'userId');
    if (isOwner(team, userId)) throw new DomainError('enterprises.owner_already', {}, 'userId');
    const before = await tx.ownershipOffer.findFirst({ where: { enterpriseId, outcome: null } });
    if (before && before.expiresAt > now()) throw new DomainError('enterprises.offer_open');
    if (before) await end(tx, before, 'revoked');
    const to = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    const offer = await tx.ownershipOffer.create({
      data: {
        enterpriseId,
        fromId: giver.userId,
        toId: userId,
        shared: input.stay === 'owner',
        expiresAt: new Date(now().getTime() + lastsDays * day),
      },
    });
    const reader = locale(to.locale);
    await queueMail(tx, {
      cause: `ownership:${offer.id}`,
      template: 'ownership_offered',
      recipient: to.email,
      locale: reader,
      params: {
        enterprise: enterprise.displayName,
        owner: giver.name,
        days: lastsDays,
        link: `${config().SITE_URL}/${reader}/studio/team?enterprise=${enterprise.slug}`,
      },
    });
    await note(tx, actor, 'team.ownership_offered', offer);
  });
}

export type OpenOffer = OwnershipOffer & { readonly from: { name: string }; readonly to: { name: string } };

/** The offer that waits for its answer, for those it concerns: the owners, and the one it is made to. */
export async function openOffer(actor: Actor, enterpriseId: string): Promise<OpenOffer | null> {
  authorize(actor, 'team.view', { enterpriseId });
  return prisma().ownershipOffer.findFirst({
    where: { enterpriseId, outcome: null, expiresAt: { gt: now() } },
    include: { from: { select: { name: true } }, to: { select: { name: true } } },
  });
}

/** The open offer, locked with its team. Throws `enterprises.offer_gone` when it was answered, taken back or has run out. */
async function lockOffer(tx: Tx, offerId: string) {
  const found = await tx.ownershipOffer.findUnique({ where: { id: offerId } });
  if (!found) throw new DomainError('enterprises.offer_gone');
  const { team } = await lockTeam(tx, found.enterpriseId);
  const offer = await tx.ownershipOffer.findFirst({ where: { id: offerId, outcome: null, expiresAt: { gt: now() } } });
  if (!offer) throw new DomainError('enterprises.offer_gone');
  return { offer, team };
}

/** The member accepts and is an owner from now on; who offered it stays one or becomes an editor, as the offer says. */
export async function acceptOwnership(actor: Actor, { offerId }: z.output<typeof offerSchema>): Promise<void> {
  const { userId } = person(actor);
  await transaction(async (tx) => {
    const { offer, team } = await lockOffer(tx, offerId);
    if (offer.toId !== userId) throw new DomainError('identity.not_allowed');
    // Only an owner can give, and only a member can receive, when it is accepted as when it was offered.
    const stands = isOwner(team, offer.fromId) && team.some((each) => each.userId === userId);
    if (!stands) throw new DomainError('enterprises.offer_gone');
    await setRoles(tx, offer.enterpriseId, userId, ['owner']);
    if (!offer.shared) await setRoles(tx, offer.enterpriseId, offer.fromId, ['editor']);
    await end(tx, offer, 'accepted');
    await note(tx, actor, 'team.ownership_accepted', offer);
  });
}

/** Says no to an offer, as the one it was made to, or takes it back, as an owner. */
export async function endOffer(actor: Actor, { offerId }: z.output<typeof offerSchema>): Promise<void> {
  await transaction(async (tx) => {
    const { offer, team } = await lockOffer(tx, offerId);
    const own = offer.toId === actorId(actor);
    if (!own && !isOwner(team, person(actor).userId)) throw new DomainError('identity.not_allowed');
    await end(tx, offer, own ? 'declined' : 'revoked');
    await note(tx, actor, own ? 'team.ownership_declined' : 'team.ownership_withdrawn', offer);
  });
}

async function end(tx: Tx, offer: OwnershipOffer, outcome: InvitationOutcome): Promise<void> {
  await tx.ownershipOffer.update({ where: { id: offer.id }, data: { outcome, endedAt: now() } });
}

async function note(tx: Tx, actor: Actor, action: string, offer: OwnershipOffer): Promise<void> {
  const { enterpriseId, fromId, toId, shared } = offer;
  await audit(tx, actor, {
    action,
    subjectType: 'enterprise',
    subjectId: enterpriseId,
    data: { fromId, toId, shared },
  });
}
