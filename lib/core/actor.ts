import { DomainError } from './errors.ts';

export type StaffRole = 'admin' | 'moderator' | 'finance' | 'support';
export type MembershipRole = 'owner' | 'editor' | 'orders' | 'finance' | 'signatory';
export type TranslatorRole = 'suggester' | 'translator' | 'reviewer' | 'manager';

/** A signed-in person, with everything that authorisation asks about. */
export interface Person {
  readonly type: 'person';
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly staffRoles: readonly StaffRole[];
  readonly memberships: readonly { readonly enterpriseId: string; readonly role: MembershipRole }[];
  readonly translates: readonly { readonly locale: string; readonly role: TranslatorRole }[];
}

/** Somebody who has not signed in. */
export interface Guest {
  readonly type: 'guest';
}

/** A job or the platform itself. */
export interface System {
  readonly type: 'system';
  readonly name: string;
}

export type Actor = Person | Guest | System;

export const guest: Guest = { type: 'guest' };

/** The platform acting by itself, for example in a job of this name. */
export function system(name: string): System {
  return { type: 'system', name };
}

/** The person, or `identity.sign_in_required` for anyone else. */
export function person(actor: Actor): Person {
  if (actor.type !== 'person') throw new DomainError('identity.sign_in_required');
  return actor;
}

/** Whether the person belongs to several enterprises; several roles in one are one. */
export function inSeveralEnterprises({ memberships }: Pick<Person, 'memberships'>): boolean {
  return new Set(memberships.map((each) => each.enterpriseId)).size > 1;
}

/** The enterprises that the actor belongs to, each once; none for guests and the system. */
export function ownEnterprises(actor: Actor): string[] {
  return actor.type === 'person' ? [...new Set(actor.memberships.map((each) => each.enterpriseId))] : [];
}

/** The acting person's id, or null for guests and the system. */
export function actorId(actor: Actor): string | null {
  return actor.type === 'person' ? actor.userId : null;
}
