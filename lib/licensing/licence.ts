import { type Actor, ownEnterprises } from '#lib/core/actor.ts';
import { may, type Permission } from '#lib/core/authorize.ts';
import { isoDay } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { licencesBelow } from '#lib/rights/index.ts';
import { licenceSeenBy, royaltyLicence, type Side } from '#lib/royalties/index.ts';

/** A licence with its parties, works, terms and life. */
export const livingLicence = { ...royaltyLicence, life: true } as const satisfies Prisma.LicenceInclude;
export type LivingLicence = Prisma.LicenceGetPayload<{ include: typeof livingLicence }>;
export type Party = Exclude<Side, 'staff'>;

/** The enterprise of one side. */
export function enterpriseOf({ deal }: Pick<LivingLicence, 'deal'>, side: Party): string {
  return side === 'holder' ? deal.holderId : deal.licenseeId;
}

export function otherSide(side: Party): Party {
  return side === 'holder' ? 'licensee' : 'holder';
}

/** Which side a person may do this for: the named one, or either. */
export function sideOf(
  actor: Actor,
  licence: Pick<LivingLicence, 'deal'>,
  permission: Permission,
  wanted?: Party,
): Side | null {
  const sides: readonly Party[] = wanted ? [wanted] : ['licensee', 'holder'];
  const own = sides.find((side) => {
    const enterpriseId = enterpriseOf(licence, side);
    return (
      actor.type === 'person' &&
      actor.memberships.some((each) => each.enterpriseId === enterpriseId) &&
      may(actor, permission, { enterpriseId })
    );
  });
  return own ?? (wanted === undefined && may(actor, permission) ? 'staff' : null);
}

/**
 * A licence for those who may do this: a side's people, or staff. For anyone else it does not exist: `licensing.unknown`; for those who
 * may see it and not do this: `identity.not_allowed`.
 */
export function requireSide(actor: Actor, licence: LivingLicence, permission: Permission, wanted?: Party): Side {
  const side = sideOf(actor, licence, permission, wanted);
  if (side) return side;
  if (!sideOf(actor, licence, 'licence.view')) throw new DomainError('licensing.unknown');
  throw new DomainError('identity.not_allowed', { permission });
}

/** The side, never staff. Throws like `requireSide`. */
export function requireParty(actor: Actor, licence: LivingLicence, permission: Permission, wanted?: Party): Party {
  const side = wanted ? sideOf(actor, licence, permission, wanted) : sideOf(actor, licence, permission);
  if (side === 'holder' || side === 'licensee') return side;
  if (!sideOf(actor, licence, 'licence.view')) throw new DomainError('licensing.unknown');
  throw new DomainError('identity.not_allowed', { permission });
}

/** A licence for its two sides and staff. For anyone else it does not exist, and takes as long: `licensing.unknown`. */
export async function licenceByNumber(actor: Actor, number: string): Promise<LivingLicence> {
  const licence = await prisma().licence.findFirst({
    where: licenceSeenBy(actor, number, 'licence.view'),
    include: livingLicence,
  });
  if (!licence) throw new DomainError('licensing.unknown');
  return licence;
}

/** Locks a licence that the actor may see. Throws `licensing.unknown` for anyone else. */
export async function lockSeen(tx: Tx, actor: Actor, number: string): Promise<LivingLicence> {
  const where = licenceSeenBy(actor, number, 'licence.view');
  const known = await tx.licence.findFirst({ where, select: { id: true } });
  if (!known) throw new DomainError('licensing.unknown');
  return lockLiving(tx, known);
}

/** Licences of works of which one of these enterprises owns a part, or which have passed to it, and sublicences of what it gave, at any depth. */
export async function concerning(tx: Tx, own: string[]): Promise<Prisma.LicenceWhereInput> {
  const owned = { some: { enterpriseId: { in: own }, kind: 'ownership' } } as const;
  return {
    OR: [
      { deal: { works: { some: { work: { holdings: owned } } } } },
      { grants: { some: { holderId: { in: own } } } },
      { deal: { underId: { in: await licencesBelow(tx, own) } } },
    ],
  };
}

/** Locks a licence that the actor may see, or that concerns an enterprise of the actor. Throws like `lockSeen`. */
export async function lockConcerned(tx: Tx, actor: Actor, number: string): Promise<LivingLicence> {
  const where = {
    OR: [licenceSeenBy(actor, number, 'licence.view'), { number, ...(await concerning(tx, ownEnterprises(actor))) }],
  };
  const known = await tx.licence.findFirst({ where, select: { id: true } });
  if (!known) throw new DomainError('licensing.unknown');
  return lockLiving(tx, known);
}

/** Locks a licence until the transaction ends; what changes it is one after the other. */
export async function lockLiving(tx: Tx, { id }: { id: string }): Promise<LivingLicence> {
  const found = await tx.$queryRaw<unknown[]>`select id from licence where id = ${id}::uuid for update`;
  if (found.length === 0) throw new DomainError('licensing.unknown');
  return tx.licence.findUniqueOrThrow({ where: { id }, include: livingLicence });
}

/** A day as the database takes it. */
export function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** So many days after a day. */
export function daysAfter(day: string, days: number): string {
  return isoDay(new Date(dateOf(day).getTime() + days * 86_400_000));
}
