import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { guest, type Person } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { day, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import {
  acceptInvitation,
  acceptOwnership,
  changeRoles,
  declineInvitation,
  endOffer,
  inviteMember,
  joinWithNewAccount,
  leaveTeam,
  offerOwnership,
  openInvitations,
  openOffer,
  removeMember,
  resendInvitation,
  revokeInvitation,
  teamOf,
  viewInvitation,
} from '#lib/enterprises/index.ts';
import { openSession, personOfSession, personOfUser } from '#lib/identity/index.ts';
import { makeEnterprise, referenceData } from '../world.ts';

let enterpriseId: string;
let owner: Person;

async function fresh(userId: string): Promise<Person> {
  const person = await personOfUser(userId);
  if (!person) throw new Error('there is such a person');
  return person;
}

async function somebody(email = `${randomUUID()}@example.com`): Promise<Person> {
  const user = await prisma().user.create({ data: { email, name: 'Иван', locale: 'bg' } });
  return fresh(user.id);
}

/** Somebody who has these roles in the enterprise already. */
async function member(...roles: ('owner' | 'editor' | 'orders')[]): Promise<Person> {
  const person = await somebody();
  await prisma().membership.createMany({ data: roles.map((role) => ({ enterpriseId, userId: person.userId, role })) });
  return fresh(person.userId);
}

/** The token of the newest mail to an address, as its reader would click it. */
async function mailedToken(email: string): Promise<string> {
  const mail = await prisma().email.findFirstOrThrow({ where: { recipient: email }, orderBy: { createdAt: 'desc' } });
  const { link } = mail.params as { link: string };
  return new URL(link).searchParams.get('token') ?? '';
}

const invite = (email: string, roles: ('editor' | 'orders')[] = ['editor']) =>
  inviteMember(owner, { enterpriseId, email, roles, locale: 'bg' });

beforeAll(referenceData);
beforeEach(async () => {
  const made = await makeEnterprise();
  enterpriseId = made.enterprise.id;
  owner = await fresh(made.user.id);
});
afterEach(() => shiftClock(0));

describe('the last owner', () => {
  test('can neither leave, nor be removed, nor become something else', async () => {
    const only = { enterpriseId, userId: owner.userId };
    await expect(leaveTeam(owner, { enterpriseId })).rejects.toThrow('enterprises.last_owner');
    await expect(removeMember(owner, only)).rejects.toThrow('enterprises.last_owner');
    await expect(changeRoles(owner, { ...only, roles: ['editor'] })).rejects.toThrow('enterprises.last_owner');
  });

  test('two owners who leave at the same moment: one stays', async () => {
    for (let round = 0; round < 5; round++) {
      const second = await member('owner');
      const results = await Promise.allSettled([
        leaveTeam(owner, { enterpriseId }),
        leaveTeam(second, { enterpriseId }),
      ]);
      expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
      const owners = await prisma().membership.findMany({ where: { enterpriseId, role: 'owner' } });
      expect(owners).toHaveLength(1);
      owner = await fresh(owners[0]?.userId ?? '');
    }
  });

  test('two owners who remove each other at the same moment: one stays', async () => {
    const second = await member('owner');
    const results = await Promise.allSettled([
      removeMember(owner, { enterpriseId, userId: second.userId }),
      removeMember(second, { enterpriseId, userId: owner.userId }),
    ]);
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    expect(await prisma().membership.count({ where: { enterpriseId, role: 'owner' } })).toBe(1);
  });

  test('the database refuses it even where no code asks, also from two sides at once', async () => {
    const last = { enterpriseId, userId: owner.userId };
    await expect(prisma().membership.deleteMany({ where: last })).rejects.toThrow('would have no owner');
    await expect(prisma().user.delete({ where: { id: owner.userId } })).rejects.toThrow('would have no owner');
    const second = await member('owner');
    const both = [owner, second].map(({ userId }) =>
      prisma().membership.updateMany({ where: { enterpriseId, userId }, data: { role: 'editor' } }),
    );
    const results = await Promise.allSettled(both);
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  });

  test('an enterprise can still be taken away whole', async () => {
    await prisma().shippingProfile.deleteMany({ where: { enterpriseId } });
    await prisma().enterprise.delete({ where: { id: enterpriseId } });
    expect(await prisma().membership.count({ where: { enterpriseId } })).toBe(0);
  });
});

describe('roles', () => {
  test('several are one member, and only owners give them', async () => {
    const editor = await member('editor');
    await expect(changeRoles(editor, { enterpriseId, userId: editor.userId, roles: ['orders'] })).rejects.toThrow(
      'identity.not_allowed',
    );
    await changeRoles(owner, { enterpriseId, userId: editor.userId, roles: ['editor', 'orders'] });
    const team = await teamOf(owner, enterpriseId);
    expect(team.find((each) => each.userId === editor.userId)?.roles).toEqual(['editor', 'orders']);
    expect(team[0]?.userId).toBe(owner.userId);
    expect(may(await fresh(editor.userId), 'seller_order.fulfil', { enterpriseId })).toBe(true);
    const [entry] = await prisma().auditEntry.findMany({ where: { subjectId: enterpriseId } });
    expect(entry).toMatchObject({
      action: 'team.roles_changed',
      actorId: owner.userId,
      data: { before: ['editor'], after: ['editor', 'orders'] },
    });
  });

  test('who is removed loses access with the next request of an open session', async () => {
    const editor = await member('editor');
    const session = await openSession(editor.userId, 'test');
    expect(may((await personOfSession(session)) ?? guest, 'listing.edit', { enterpriseId })).toBe(true);
    await removeMember(owner, { enterpriseId, userId: editor.userId });
    expect(may((await personOfSession(session)) ?? guest, 'listing.edit', { enterpriseId })).toBe(false);
  });

  test('an owner who is none any more is refused, whatever their page still says', async () => {
    const second = await member('owner');
    await changeRoles(owner, { enterpriseId, userId: second.userId, roles: ['orders'] });
    await expect(removeMember(second, { enterpriseId, userId: owner.userId })).rejects.toThrow('identity.not_allowed');
  });
});

describe('an invitation', () => {
  test('is accepted by the account of its address and by no other', async () => {
    const invited = await somebody();
    const stranger = await somebody();
    await invite(invited.email, ['editor', 'orders']);
    const token = await mailedToken(invited.email);
    expect(await viewInvitation(token)).toMatchObject({ state: 'open', hasAccount: true, roles: ['editor', 'orders'] });
    await expect(acceptInvitation(stranger, { token })).rejects.toMatchObject({
      code: 'enterprises.invitation_for_other',
      params: { email: invited.email },
    });
    await expect(acceptInvitation(guest, { token })).rejects.toThrow('identity.sign_in_required');
    await acceptInvitation(invited, { token });
    const joined = await fresh(invited.userId);
    expect(may(joined, 'listing.edit', { enterpriseId })).toBe(true);
    expect(may(joined, 'team.manage', { enterpriseId })).toBe(false);
    await expect(acceptInvitation(invited, { token })).rejects.toThrow('enterprises.invitation_gone');
    expect(await viewInvitation(token)).toMatchObject({ state: 'accepted' });
  });

  test('makes the account of who has none, with the address proved, once', async () => {
    const email = `${randomUUID()}@example.com`;
    await invite(email);
    const token = await mailedToken(email);
    const both = await Promise.allSettled([
      joinWithNewAccount({ token, name: 'Яна', locale: 'bg' }),
      joinWithNewAccount({ token, name: 'Яна', locale: 'bg' }),
    ]);
    expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const user = await prisma().user.findUniqueOrThrow({ where: { email } });
    expect(user).toMatchObject({ name: 'Яна', passwordHash: null });
    expect(user.emailVerifiedAt).not.toBeNull();
    expect(may(await fresh(user.id), 'listing.edit', { enterpriseId })).toBe(true);
  });

  test('does not sign in to an account that is there already', async () => {
    const invited = await somebody();
    await invite(invited.email);
    const token = await mailedToken(invited.email);
    await expect(joinWithNewAccount({ token, name: 'Друг', locale: 'bg' })).rejects.toThrow(
      'enterprises.sign_in_to_join',
    );
  });

  test('runs out after seven days, and a new mail has a new link', async () => {
    const invited = await somebody();
    await invite(invited.email);
    const first = await mailedToken(invited.email);
    shiftClock(7 * day);
    expect(await viewInvitation(first)).toMatchObject({ state: 'expired' });
    await expect(acceptInvitation(invited, { token: first })).rejects.toThrow('enterprises.invitation_gone');
    const [open] = await openInvitations(owner, enterpriseId);
    await resendInvitation(owner, { invitationId: open?.id ?? '' });
    expect(await viewInvitation(first)).toBeNull();
    const second = await mailedToken(invited.email);
    await acceptInvitation(invited, { token: second });
    expect(await openInvitations(owner, enterpriseId)).toHaveLength(0);
  });

  test('is taken back or declined, and its link works no more', async () => {
    const invited = await somebody();
    await invite(invited.email);
    const revoked = await mailedToken(invited.email);
    const [open] = await openInvitations(owner, enterpriseId);
    await revokeInvitation(owner, { invitationId: open?.id ?? '' });
    await expect(acceptInvitation(invited, { token: revoked })).rejects.toThrow('enterprises.invitation_gone');
    await invite(invited.email);
    const declined = await mailedToken(invited.email);
    expect(declined).not.toBe(revoked);
    await declineInvitation(invited, { token: declined });
    expect(await viewInvitation(declined)).toMatchObject({ state: 'declined' });
  });

  test('is one an address, in any spelling, and none for a member', async () => {
    const editor = await member('editor');
    await expect(invite(editor.email)).rejects.toMatchObject({ code: 'enterprises.member_already', field: 'email' });
    const email = `${randomUUID()}@example.com`;
    await invite(email);
    await expect(invite(email.toUpperCase())).rejects.toThrow('enterprises.invited_already');
    await expect(
      inviteMember(editor, { enterpriseId, email: 'x@example.com', roles: ['editor'], locale: 'bg' }),
    ).rejects.toThrow('identity.not_allowed');
  });

  test('the token is kept as a hash', async () => {
    const email = `${randomUUID()}@example.com`;
    await invite(email);
    const row = await prisma().teamInvitation.findFirstOrThrow({ where: { email } });
    expect(row.tokenHash).not.toContain(await mailedToken(email));
    expect(row.tokenHash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the ownership', () => {
  const typed = { typedName: 'Майстор', stay: 'editor' as const };

  test('changes hands when the other accepts', async () => {
    const heir = await member('editor', 'orders');
    await expect(
      offerOwnership(owner, { enterpriseId, userId: heir.userId, ...typed, typedName: 'Майстoр' }),
    ).rejects.toMatchObject({ code: 'enterprises.name_differs', field: 'typedName' });
    await offerOwnership(owner, { enterpriseId, userId: heir.userId, ...typed });
    const offer = await openOffer(heir, enterpriseId);
    const offerId = offer?.id ?? '';
    await expect(acceptOwnership(owner, { offerId })).rejects.toThrow('identity.not_allowed');
    await acceptOwnership(heir, { offerId });
    const team = await teamOf(await fresh(heir.userId), enterpriseId);
    expect(team.map(({ userId, roles }) => [userId, roles])).toEqual([
      [heir.userId, ['owner']],
      [owner.userId, ['editor']],
    ]);
    await expect(acceptOwnership(heir, { offerId })).rejects.toThrow('enterprises.offer_gone');
  });

  test('is shared where the giver stays', async () => {
    const heir = await member('editor');
    await offerOwnership(owner, { enterpriseId, userId: heir.userId, ...typed, stay: 'owner' });
    const offer = await openOffer(heir, enterpriseId);
    await acceptOwnership(heir, { offerId: offer?.id ?? '' });
    expect(await prisma().membership.count({ where: { enterpriseId, role: 'owner' } })).toBe(2);
  });

  test('is offered once at a time, declined, taken back, and only to members', async () => {
    const heir = await member('editor');
    const outsider = await somebody();
    const offer = (to: Person) => offerOwnership(owner, { enterpriseId, userId: to.userId, ...typed });
    await expect(offer(outsider)).rejects.toThrow('enterprises.not_member');
    await offer(heir);
    await expect(offer(heir)).rejects.toThrow('enterprises.offer_open');
    await endOffer(heir, { offerId: (await openOffer(heir, enterpriseId))?.id ?? '' });
    await offer(heir);
    const second = await openOffer(owner, enterpriseId);
    await endOffer(owner, { offerId: second?.id ?? '' });
    await expect(acceptOwnership(heir, { offerId: second?.id ?? '' })).rejects.toThrow('enterprises.offer_gone');
  });

  test('a heir who has left meanwhile does not come back by it', async () => {
    const heir = await member('editor');
    await offerOwnership(owner, { enterpriseId, userId: heir.userId, ...typed });
    const offer = await openOffer(heir, enterpriseId);
    await removeMember(owner, { enterpriseId, userId: heir.userId });
    await expect(acceptOwnership(heir, { offerId: offer?.id ?? '' })).rejects.toThrow('enterprises.offer_gone');
  });
});
