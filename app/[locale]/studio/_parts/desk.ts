import { notFound } from 'next/navigation';
import { currentActor } from '#app/_session/actor.ts';
import type { Person } from '#lib/core/actor.ts';
import { may, type Permission } from '#lib/core/authorize.ts';
import { enterprisesOf } from '#lib/enterprises/index.ts';

export type OwnEnterprise = Awaited<ReturnType<typeof enterprisesOf>>[number];

/** Where a visitor of the studio stands: at the door (signed out, without an enterprise, with several) or at one enterprise's desk. */
export type Desk =
  | { readonly at: 'guest' }
  | { readonly at: 'none'; readonly actor: Person }
  | { readonly at: 'choice'; readonly actor: Person; readonly enterprises: readonly OwnEnterprise[] }
  | { readonly at: 'desk'; readonly actor: Person; readonly enterprise: OwnEnterprise; readonly several: boolean };

export type StudioSearch = Promise<{ enterprise?: string; [name: string]: string | undefined }>;

/**
 * The desk that a page of the studio works at: the enterprise named in the address, or the only one of the person. Somebody else's
 * enterprise, and a role that may not do what the page is for, read as an address that does not exist.
 */
export async function openDesk(searchParams: StudioSearch, permission: Permission = 'enterprise.view'): Promise<Desk> {
  const actor = await currentActor();
  if (actor.type !== 'person') return { at: 'guest' };
  const enterprises = await enterprisesOf(actor);
  const { enterprise: wanted } = await searchParams;
  if (wanted === undefined && enterprises.length > 1) return { at: 'choice', actor, enterprises };
  const enterprise = wanted === undefined ? enterprises[0] : enterprises.find((each) => each.slug === wanted);
  if (!enterprise && wanted !== undefined) notFound();
  if (!enterprise) return { at: 'none', actor };
  if (!may(actor, permission, { enterpriseId: enterprise.id })) notFound();
  return { at: 'desk', actor, enterprise, several: enterprises.length > 1 };
}
