import { z } from 'zod';
import type { MembershipRole } from '#lib/core/actor.ts';
import { id } from '#lib/core/validation.ts';

/** Roles that an owner gives. Ownership itself is handed over (`ownership.ts`), because it takes two to do it. */
export const givenRoles = ['editor', 'orders', 'finance', 'signatory'] as const satisfies readonly MembershipRole[];

export type GivenRole = (typeof givenRoles)[number];

/** An enterprise's team, in any order: one entry for each role of each person. */
export type TeamRoles = readonly { readonly userId: string; readonly role: MembershipRole }[];

export const rolesField = z
  .array(z.enum(givenRoles), { error: 'choose' })
  .min(1, { error: 'choose' })
  .max(givenRoles.length)
  .transform((roles) => givenRoles.filter((role) => roles.includes(role)));

export const memberSchema = z.object({ enterpriseId: id, userId: id });

export function isOwner(team: TeamRoles, userId: string): boolean {
  return team.some((each) => each.userId === userId && each.role === 'owner');
}

/** Whether the enterprise has another owner than this person, so that this one may go. */
export function hasOtherOwner(team: TeamRoles, userId: string): boolean {
  return team.some((each) => each.userId !== userId && each.role === 'owner');
}

/** What somebody has who is given more roles: an owner needs no other, since an owner may do everything. */
export function joinedRoles(has: readonly MembershipRole[], given: readonly GivenRole[]): readonly MembershipRole[] {
  if (has.includes('owner')) return ['owner'];
  return givenRoles.filter((role) => has.includes(role) || given.includes(role));
}
