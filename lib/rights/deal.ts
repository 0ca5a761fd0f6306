import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { gate } from '#lib/core/gate.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Deal, Offer, Prisma } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { otherSide, tellEnterprise } from './deals/news.ts';
import { endHold } from './deals/option.ts';
import { isOpen, lockDeal, requireDrawn } from './deals/sides.ts';
import { holdAll } from './give.ts';
import { consentersOf, licencesBelow, requireAllOwners, signersOf } from './owners.ts';
import { type Terms, termsHash, termsSchema, withoutMoney } from './terms.ts';

export const acceptSchema = z.object({
  offerId: id,
  enterpriseId: id,
  termsHash: z.string().length(64),
  signedName: text(120, 2),
});
type Accept = z.output<typeof acceptSchema>;

/** So many acceptances of one process at a time: a rush for the same rights does not take every connection. */
export const signing = gate(8);

/** What everybody has accepted. */
export interface Agreed {
  readonly offerId: string;
  readonly deal: Deal;
  readonly terms: Terms;
  /** Both sides, and the other owners whose consent the works need. */
  readonly signers: readonly string[];
}

/** What happens when everybody has accepted, in the same transaction. */
export type WhenAgreed = (tx: Tx, actor: Actor, agreed: Agreed) => Promise<void>;

/** Whether everybody has accepted, and in which deal. */
export interface Accepted {
  readonly agreed: boolean;
  readonly dealNumber: string;
}

/**
 * One side accepts the open version by typing a name. The side that made it accepts as well, and so does every joint owner whose consent a
 * work needs, and whoever must consent to a sublicence, to all but its money (`withoutMoney`); when all have, the scope is held for them in the same transaction, of all works or none, with conflict and authority checked
 * again by the rules and by the database, and `whenAgreed` draws the contract. Throws `rights.stale_offer` when the terms are not those that
 * were shown, `rights.offer_expired`, `rights.signed_outside`, `rights.conflict`.
 */
export async function acceptOffer(actor: Actor, input: Accept, whenAgreed: WhenAgreed): Promise<Accepted> {
  return signing(() => transaction((tx) => acceptWithin(tx, actor, input, whenAgreed)));
}

/** As `acceptOffer`, in a transaction of the caller's: what follows an acceptance follows a purchase of a standard offer as well. */
export async function acceptWithin(tx: Tx, actor: Actor, input: Accept, whenAgreed: WhenAgreed): Promise<Accepted> {
  const { deal, offer, terms, signers, consenters } = await openForSigning(tx, actor, input);
  authorize(actor, 'offer.accept', input);
  if (offer.status !== 'open' || !isOpen(deal)) throw new DomainError('rights.stale_offer');
  await requireDrawn(tx, deal);
  if (offer.validUntil < now()) throw new DomainError('rights.offer_expired');
  const consents = consenters.includes(input.enterpriseId);
  if (termsHash(consents ? withoutMoney(terms) : terms) !== input.termsHash)
    throw new DomainError('rights.stale_offer');

  await tx.offerAcceptance.createMany({
    data: {
      offerId: offer.id,
      enterpriseId: input.enterpriseId,
      userId: person(actor).userId,
      signedName: input.signedName,
      termsHash: input.termsHash,
      createdAt: now(),
    },
    skipDuplicates: true,
  });
  await audit(tx, actor, {
    action: 'offer.accept',
    subjectType: 'deal',
    subjectId: deal.id,
    data: { version: offer.version },
  });
  const accepted = new Set([...offer.acceptances.map((each) => each.enterpriseId), input.enterpriseId]);
  const missing = [...signers, ...consenters].filter((each) => !accepted.has(each));
  if (missing.length > 0) {
    await tx.deal.update({ where: { id: deal.id }, data: { updatedAt: now() } });
    await tellMissing(tx, deal, input.enterpriseId, missing, consenters);
    return { agreed: false, dealNumber: deal.number };
  }
  await takeScope(tx, deal, offer, terms);
  await whenAgreed(tx, actor, { offerId: offer.id, deal, terms, signers });
  for (const each of signers)
    if (each !== input.enterpriseId)
      await tellEnterprise(tx, deal, each, consents ? otherSide(deal, each) : input.enterpriseId, 'agreed');
  return { agreed: true, dealNumber: deal.number };
}

/** Deals that an enterprise is a side of, or an owner in, or sublicences of what it gave at any depth. Asked of the database at once, a stranger waits as long as for a deal that nobody has. */
async function concerns(tx: Tx, enterpriseId: string): Promise<Prisma.DealWhereInput> {
  const owned = { works: { some: { work: { holdings: { some: { enterpriseId, kind: 'ownership' } } } } } } as const;
  const below = { underId: { in: await licencesBelow(tx, [enterpriseId]) } };
  return { OR: [{ holderId: enterpriseId }, { licenseeId: enterpriseId }, owned, below] };
}

/** The deal, locked, with the version that is to be accepted, for those who have to. For anyone else it does not exist: `rights.unknown`. */
async function openForSigning(tx: Tx, actor: Actor, { offerId, enterpriseId }: Accept) {
  const known =
    may(actor, 'deal.view', { enterpriseId }) &&
    (await tx.offer.findFirst({
      where: { id: offerId, deal: await concerns(tx, enterpriseId) },
      select: { dealId: true },
    }));
  const deal = known && (await lockDeal(tx, known.dealId));
  if (!deal) throw new DomainError('rights.unknown');
  const offer = await tx.offer.findUniqueOrThrow({ where: { id: offerId }, include: { acceptances: true } });
  const terms = termsSchema.parse(offer.terms);
  const [signers, consenters] = [await signersOf(tx, deal, terms), await consentersOf(tx, deal)];
  if (![...signers, ...consenters].includes(enterpriseId)) throw new DomainError('rights.unknown');
  return { deal, offer, terms, signers, consenters };
}

/**
 * Those whose acceptance is still missing are told: a side that the other has accepted, a joint owner that it is asked for its consent, and the
 * holder above of a sublicence as well. Of that one the sides learn nothing: whose licence it is stays between it and the holder.
 */
async function tellMissing(
  tx: Tx,
  deal: Deal,
  by: string,
  missing: readonly string[],
  consenters: readonly string[],
): Promise<void> {
  for (const each of missing) {
    if (consenters.includes(each)) await tellEnterprise(tx, deal, each, deal.holderId, 'consent_needed');
    else if (each !== deal.holderId && each !== deal.licenseeId)
      await tellEnterprise(tx, deal, each, by, 'owner_needed');
    else if (!consenters.includes(by)) await tellEnterprise(tx, deal, each, by, 'accepted_once');
  }
}

/**
 * Everybody wants these terms: the scope is theirs while they sign, and what was agreed before is of the past. The deal is locked. Throws what
 * `holdAll` does, and `rights.owners_must_sign`.
 */
export async function agree(tx: Tx, deal: Deal, offer: Offer, terms: Terms): Promise<void> {
  await requireAllOwners(tx, deal, { offerId: offer.id, terms });
  await takeScope(tx, deal, offer, terms);
}

/** As `agree`, of those whose acceptances have been counted. */
async function takeScope(tx: Tx, deal: Deal, offer: Offer, terms: Terms): Promise<void> {
  await endHold(tx, deal, 'used');
  const lapsesAt = new Date(now().getTime() + limits.signingDays * day);
  await holdAll(tx, deal, { offerId: offer.id, terms, lapsesAt });
  await tx.$executeRaw`
    update offer set status = case when id = ${offer.id}::uuid then 'accepted' else 'superseded' end::offer_status
    where deal_id = ${deal.id}::uuid and (id = ${offer.id}::uuid or status = 'accepted')`;
  await tx.deal.updateMany({ where: { id: deal.id }, data: { status: 'agreed', updatedAt: now() } });
}
