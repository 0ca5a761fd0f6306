import type { Actor } from '#lib/core/actor.ts';
import { may, type Permission } from '#lib/core/authorize.ts';
import { isoDay } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { grantedColumns, licencesSeenBy, termsSchema } from '#lib/rights/index.ts';
import { hashOf, type RoyaltyTerms, royaltyTermsOf, royaltyTermsSchema, rulesOf } from './terms.ts';

/** A licence with what royalties ask of it. Works stand in one fixed order, by which reports are kept. */
export const royaltyLicence = {
  royaltyTerms: true,
  grants: { select: { ...grantedColumns, workId: true, holderId: true }, orderBy: { createdAt: 'asc' } },
  deal: {
    include: {
      holder: true,
      licensee: true,
      works: {
        include: {
          work: { include: { text: withTranslations, holdings: { where: { kind: 'ownership', status: 'in_force' } } } },
        },
        orderBy: { workId: 'asc' },
      },
    },
  },
} as const satisfies Prisma.LicenceInclude;
export type RoyaltyLicence = Prisma.LicenceGetPayload<{ include: typeof royaltyLicence }>;

export type Side = 'holder' | 'licensee' | 'staff';

/**
 * A licence for the people of its two sides and for staff, and which side they are. With a side named, only its people who may do this.
 * For anyone else the licence does not exist: `royalties.unknown`.
 */
export async function openLicence(
  actor: Actor,
  number: string,
  permission: Permission = 'royalty.view',
  wanted?: 'holder' | 'licensee',
  tx?: Tx,
): Promise<{ licence: RoyaltyLicence; side: Side }> {
  const licence = await (tx ?? prisma()).licence.findFirst({
    where: licenceSeenBy(actor, number, permission),
    include: royaltyLicence,
  });
  const side = licence && sideOf(actor, licence, permission, wanted);
  if (!licence || !side) throw new DomainError('royalties.unknown');
  return { licence, side };
}

/** A licence's number, asked as somebody: whose it is goes into the question, so a stranger waits as long as for a number that nobody has. */
export function licenceSeenBy(actor: Actor, number: string, permission: Permission): Prisma.LicenceWhereInput {
  return { number, ...licencesSeenBy(actor, permission) };
}

function sideOf(
  actor: Actor,
  { deal }: RoyaltyLicence,
  permission: Permission,
  wanted?: 'holder' | 'licensee',
): Side | null {
  const member = (side: 'holder' | 'licensee', enterpriseId: string) =>
    (wanted ?? side) === side &&
    actor.type === 'person' &&
    actor.memberships.some((each) => each.enterpriseId === enterpriseId) &&
    may(actor, permission, { enterpriseId });
  if (member('licensee', deal.licenseeId)) return 'licensee';
  if (member('holder', deal.holderId)) return 'holder';
  return wanted === undefined && may(actor, permission) ? 'staff' : null;
}

/** Locks a licence until the transaction ends: its reports and statements are written one after the other. */
export async function lockLicence(tx: Tx, licenceId: string): Promise<RoyaltyLicence> {
  await tx.$queryRaw`select id from licence where id = ${licenceId}::uuid for update`;
  return tx.licence.findUniqueOrThrow({ where: { id: licenceId }, include: royaltyLicence });
}

/** The royalty terms of a licence: those frozen with it, else those that were accepted with its offer. */
export function termsForLicence(licence: Pick<RoyaltyLicence, 'terms' | 'royaltyTerms'>): RoyaltyTerms {
  return licence.royaltyTerms
    ? royaltyTermsSchema.parse(licence.royaltyTerms.terms)
    : royaltyTermsOf(termsSchema.parse(licence.terms));
}

/**
 * Freezes the royalty terms that both sides signed, in the transaction of the signing. Throws `royalties.terms_frozen` where they stand
 * already or something was reported under other ones, and what `rulesOf` throws.
 */
export async function freezeRoyaltyTerms(tx: Tx, licenceId: string, terms: RoyaltyTerms): Promise<void> {
  rulesOf(terms);
  const licence = await lockLicence(tx, licenceId);
  if (termsSchema.parse(licence.terms).currency !== terms.currency)
    throw new DomainError('royalties.other_currency', {}, 'currency');
  const reported = await tx.salesReport.count({ where: { licenceId } });
  if (licence.royaltyTerms || reported > 0) throw new DomainError('royalties.terms_frozen');
  await tx.royaltyTermsRow.create({ data: { licenceId, terms, termsHash: hashOf(terms) } });
}

/** The days of a licence as text; the end is open or the first day on which it no longer holds. */
export function daysOf({ startsOn, endsOn }: { startsOn: Date; endsOn: Date | null }): {
  start: string;
  end: string | null;
} {
  return { start: isoDay(startsOn), end: endsOn && isoDay(endsOn) };
}
