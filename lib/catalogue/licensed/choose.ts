import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { id } from '#lib/core/validation.ts';
import type { Listing, ListingKind } from '#lib/db/generated/client.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { editable } from '../edit.ts';
import { isApproved } from '../states.ts';
import { reachOf } from './reach.ts';
import { type LicenceReach, licenceRefusal, usesFor } from './rule.ts';

export const chooseLicenceSchema = z.object({
  listingId: id,
  /** A licence and a use of it, as one choice: `licence:right`; empty: it is made under none. */
  under: z
    .string()
    .regex(new RegExp(`^(?:${uuidPattern.source.replace(/^\^|\$$/g, '')}:[a-z_]{2,32})?$`, 'i'), { error: 'choose' })
    .transform((value) => {
      const [licenceId, right] = value.split(':');
      return licenceId && right ? { licenceId, right } : null;
    }),
});

/**
 * Names the licence under which a listing's product is made, and the use it is sold as. What is on sale goes on only inside it. Throws
 * `catalogue.unknown_licence`, `catalogue.licence_use`, and of what is on sale everything that keeps a listing from being put there.
 */
export async function chooseLicence(
  actor: Actor,
  { listingId, under }: z.output<typeof chooseLicenceSchema>,
): Promise<void> {
  await transaction(async (tx) => {
    const listing = await editable(tx, actor, listingId);
    if (under === null) await tx.listingUse.deleteMany({ where: { listingId } });
    else await use(tx, listing, under);
    await tx.listing.update({
      where: { id: listingId },
      data: { licenceId: under?.licenceId ?? null, version: { increment: 1 } },
    });
    if (isApproved(listing.status)) await requireLicensed(tx, listingId);
    await audit(tx, actor, {
      action: 'listing.licence',
      subjectType: 'listing',
      subjectId: listingId,
      data: { licenceId: under?.licenceId ?? null, right: under?.right ?? null },
    });
    await announceChange(tx, { kind: 'listing', slug: listing.slug });
  });
}

async function use(
  tx: Tx,
  listing: Listing,
  { licenceId, right }: { licenceId: string; right: string },
): Promise<void> {
  await tx.$queryRaw`select id from licence where id = ${licenceId}::uuid for share`;
  const own = await tx.licence.count({
    where: { id: licenceId, status: { in: ['active', 'suspended'] }, deal: { licenseeId: listing.enterpriseId } },
  });
  const reach = own > 0 ? (await reachOf(tx, [licenceId])).get(licenceId) : undefined;
  if (!reach) throw new DomainError('catalogue.unknown_licence', {}, 'under');
  if (!usesFor(listing.kind, reach).includes(right)) throw new DomainError('catalogue.licence_use', {}, 'under');
  await tx.listingUse.upsert({
    where: { listingId: listing.id },
    create: { listingId: listing.id, right },
    update: { right },
  });
}

interface Row {
  readonly licenceId: string | null;
  readonly kind: ListingKind;
  readonly right: string | null;
  /** Null: some table of its delivery goes everywhere, or it is not sent. */
  readonly sentTo: string[] | null;
}

/** A listing with what its licence asks about it; null where it names none. */
export async function licensedAs(
  listingId: string,
  tx: Tx = prisma(),
): Promise<{ reach: LicenceReach; use: string | null; sentTo: readonly string[] | null } | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select l.licence_id as "licenceId", l.kind::text, u.right,
      case when l.kind <> 'physical' then null else (
        select case when bool_or(cardinality(r.countries) = 0) then null else array_agg(distinct c) end
        from shipping_profile p join shipping_rate r on r.profile_id = p.id left join unnest(r.countries) c on true
        where p.id = coalesce(l.shipping_profile_id, (select d.id from shipping_profile d where d.enterprise_id = l.enterprise_id and d.is_default limit 1))
      ) end as "sentTo"
    from listing l left join listing_use u on u.listing_id = l.id where l.id = ${listingId}::uuid`;
  const reach = row?.licenceId ? (await reachOf(tx, [row.licenceId])).get(row.licenceId) : undefined;
  return row && reach ? { reach, use: row.right, sentTo: row.sentTo } : null;
}

/** Throws `catalogue.<refusal>` where a listing's licence does not let it be put on sale. */
export async function requireLicensed(tx: Tx, listingId: string): Promise<void> {
  const licensed = await licensedAs(listingId, tx);
  const refusal = licensed && licenceRefusal(licensed, isoDay(now()));
  if (refusal) throw new DomainError(`catalogue.${refusal}`, { number: licensed.reach.number });
}
