import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError, saidAt } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { parseAmount } from '#lib/core/money.ts';
import { id, integer, text } from '#lib/core/validation.ts';
import type { Prisma, StandardOffer } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';
import { authority } from '../authority.ts';
import { availability } from '../availability.ts';
import { type Accepted, acceptWithin, signing, type WhenAgreed } from '../deal.ts';
import { announceWork } from '../end.ts';
import { requireGrantable } from '../give.ts';
import { writtenScopeSchema } from '../scope.ts';
import { frozen, scopeOfForm, type Terms, termsForm, termsHash, termsSchema } from '../terms.ts';
import { booksOf, inYears } from '../work.ts';
import { addVersion, openDeal } from './open.ts';

/** Who takes an offer is not known yet: what any licensee holds is in the way. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Terms without days: they begin when somebody takes them. */
const standardTermsSchema = termsSchema.extend({ scope: writtenScopeSchema.omit({ term: true }) });

const { rights, territories, languages, rightsExcept, territoriesExcept, exclusivity, currency: code } = termsForm;
export const publishStandardSchema = z.object({
  workId: id,
  enterpriseId: id,
  rights,
  territories,
  languages,
  rightsExcept,
  territoriesExcept,
  exclusivity,
  currency: code,
  price: text(30),
  years: integer(1, 50),
  signedName: text(120, 2),
});
export const withdrawStandardSchema = z.object({ standardOfferId: id });
export const buyStandardSchema = z.object({
  standardOfferId: id,
  enterpriseId: id,
  startsOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'invalid' }),
  forWhom: text(200, 2),
  purpose: text(1_000, 3),
  signedName: text(120, 2),
});

/** The terms of a standard offer for somebody who takes it from a day on. */
export function standardTerms({ terms, years }: Pick<StandardOffer, 'terms' | 'years'>, start: string): Terms {
  const { scope, ...rest } = standardTermsSchema.parse(terms);
  return { ...rest, scope: { ...scope, term: { start, end: inYears(start, years) } } };
}

/** SHA-256 of what a standard offer says to everybody, hex. */
export function standardHash({ terms, years }: Pick<StandardOffer, 'terms' | 'years'>): string {
  return createHash('sha256')
    .update(JSON.stringify([standardTermsSchema.parse(terms), years]))
    .digest('hex');
}

/**
 * A holder offers a fixed scope at a fixed price to whoever takes it, and accepts every purchase by publishing; `whenPublished` has it signed
 * beforehand in the same transaction. Only who may sign can.
 * Throws `rights.unknown`, `rights.not_controlled`, `rights.price_needed`, `rights.too_many_standard`, and what a scope and an amount throw.
 */
export async function publishStandard(
  actor: Actor,
  input: z.output<typeof publishStandardSchema>,
  whenPublished: (tx: Tx, offer: StandardOffer) => Promise<void>,
): Promise<void> {
  authorize(actor, 'offer.accept', input);
  const price = priceOf(input);
  const start = isoDay(now());
  const { term: _, ...scope } = scopeOfForm({ ...input, startsOn: start, endsOn: inYears(start, input.years) });
  const terms = {
    scope,
    exclusivity: input.exclusivity,
    advanceMinor: price.toString(),
    currency: currency(input.currency),
    royalty: 0,
  };
  frozen(standardTerms({ terms, years: input.years }, start));
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from work where id = ${input.workId}::uuid for update`;
    const work = await tx.work.findFirst({
      where: { id: input.workId, enterpriseId: input.enterpriseId, status: 'verified' },
    });
    if (!work) throw new DomainError('rights.unknown');
    const standing = await tx.standardOffer.count({ where: { workId: work.id, withdrawnAt: null } });
    if (standing >= limits.standardOffers)
      throw new DomainError('rights.too_many_standard', { limit: limits.standardOffers });
    await requireFree(tx, { workId: work.id, enterpriseId: input.enterpriseId, terms, years: input.years });
    const made = await tx.standardOffer.create({
      data: {
        workId: work.id,
        enterpriseId: input.enterpriseId,
        terms,
        years: input.years,
        publishedById: person(actor).userId,
        signedName: input.signedName,
        createdAt: now(),
      },
    });
    await whenPublished(tx, made);
    await audit(tx, actor, { action: 'standard_offer.published', subjectType: 'standard_offer', subjectId: made.id });
    await announceWork(tx, work.id);
  });
}

/** Nobody is offered what the holder could not give today. */
async function requireFree(tx: Tx, offer: Pick<StandardOffer, 'workId' | 'enterpriseId' | 'terms' | 'years'>) {
  const terms = standardTerms(offer, isoDay(now()));
  await requireGrantable(tx, {
    workId: offer.workId,
    holderId: offer.enterpriseId,
    licenseeId: nobody,
    underId: null,
    terms,
  });
}

function priceOf({ price, currency: of }: { price: string; currency: string }): bigint {
  const { minor } = saidAt('price', () => parseAmount(price, of));
  if (minor > 0n) return minor;
  throw new DomainError('rights.price_needed', {}, 'price');
}

/** A standard offer is no longer made; licences taken of it stay. Throws `rights.unknown`. */
export async function withdrawStandard(actor: Actor, input: z.output<typeof withdrawStandardSchema>): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from standard_offer where id = ${input.standardOfferId}::uuid for update`;
    const offer = await tx.standardOffer.findUnique({ where: { id: input.standardOfferId } });
    if (!offer) throw new DomainError('rights.unknown');
    authorize(actor, 'offer.make', offer);
    if (offer.withdrawnAt) return;
    await tx.standardOffer.update({ where: { id: offer.id }, data: { withdrawnAt: now() } });
    await audit(tx, actor, { action: 'standard_offer.withdrawn', subjectType: 'standard_offer', subjectId: offer.id });
    await announceWork(tx, offer.workId);
  });
}

const shown = {
  work: { include: { text: withTranslations, pictures: { orderBy: { position: 'asc' }, take: 1 } } },
  enterprise: true,
  _count: { select: { purchases: true } },
} as const satisfies Prisma.StandardOfferInclude;
export type ShownStandard = Prisma.StandardOfferGetPayload<{ include: typeof shown }>;

/** The standing standard offers of a work, the cheapest of the newest first; with `all`, withdrawn ones after them. */
export async function standardOffersOf(workId: string, { all = false } = {}): Promise<ShownStandard[]> {
  return prisma().standardOffer.findMany({
    where: { workId, ...(all ? {} : { withdrawnAt: null }) },
    include: shown,
    orderBy: [{ withdrawnAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    take: limits.page,
  });
}

/** Those of a work that anybody could take today: what has been given since they were published takes them off the page. */
export async function openStandardOffers(workId: string): Promise<ShownStandard[]> {
  const offers = await standardOffersOf(workId);
  if (offers.length === 0) return [];
  const { holdings = [], grants = [] } = (await booksOf(prisma(), [workId])).get(workId) ?? {};
  return offers.filter((offer) => {
    const terms = standardTerms(offer, isoDay(now()));
    const ask = { exclusivity: terms.exclusivity, scope: frozen(terms), licensee: nobody };
    return authority(holdings, ask) === 'ok' && availability(ask, grants).state === 'free';
  });
}

/** A standing standard offer by its id; null for none. */
export async function readStandard(standardOfferId: string): Promise<ShownStandard | null> {
  if (!id.safeParse(standardOfferId).success) return null;
  return prisma().standardOffer.findFirst({
    where: { id: standardOfferId, withdrawnAt: null, work: { status: 'verified' } },
    include: shown,
  });
}

/**
 * Takes a standard offer: the deal is made with the holder's standing acceptance, and the licensee's own name concludes it as in any deal
 * (`acceptWithin`). Throws `rights.standard_gone`, `rights.starts_late`, `rights.conflict`, and what opening a deal throws.
 */
export async function buyStandard(
  actor: Actor,
  input: z.output<typeof buyStandardSchema>,
  whenAgreed: WhenAgreed,
): Promise<Accepted> {
  authorize(actor, 'offer.accept', input);
  const today = isoDay(now());
  if (input.startsOn < today || input.startsOn > inYears(today, 1))
    throw new DomainError('rights.starts_late', {}, 'startsOn');
  return signing(() => transaction((tx) => buyWithin(tx, actor, input, whenAgreed)));
}

async function buyWithin(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof buyStandardSchema>,
  whenAgreed: WhenAgreed,
): Promise<Accepted> {
  const standard = await standingOffer(tx, input.standardOfferId);
  const terms = standardTerms(standard, input.startsOn);
  frozen(terms);
  const deal = await openDeal(tx, actor, { ...input, workId: standard.workId, works: [] });
  const offer = await addVersion(tx, actor, deal, {
    enterpriseId: standard.enterpriseId,
    terms,
    note: '',
    validDays: 30,
  });
  const hash = termsHash(terms);
  await tx.offerAcceptance.create({
    data: {
      offerId: offer.id,
      enterpriseId: standard.enterpriseId,
      userId: standard.publishedById,
      signedName: standard.signedName,
      termsHash: hash,
      createdAt: now(),
    },
  });
  await tx.standardPurchase.create({
    data: { dealId: deal.id, standardOfferId: standard.id, forWhom: input.forWhom, purpose: input.purpose },
  });
  await tx.deal.update({ where: { id: deal.id }, data: { status: 'offered' } });
  const accept = {
    offerId: offer.id,
    enterpriseId: input.enterpriseId,
    termsHash: hash,
    signedName: input.signedName,
  };
  return acceptWithin(tx, actor, accept, whenAgreed);
}

/** Whoever published it can still sign for the holder: nobody is bound by one who has left. */
async function standingOffer(tx: Tx, standardOfferId: string): Promise<StandardOffer> {
  await tx.$queryRaw`select id from standard_offer where id = ${standardOfferId}::uuid for share`;
  const standard = await tx.standardOffer.findFirst({ where: { id: standardOfferId, withdrawnAt: null } });
  const signs =
    standard &&
    (await tx.membership.count({
      where: {
        enterpriseId: standard.enterpriseId,
        userId: standard.publishedById,
        role: { in: ['owner', 'signatory'] },
      },
    }));
  if (!standard || !signs) throw new DomainError('rights.standard_gone');
  return standard;
}
