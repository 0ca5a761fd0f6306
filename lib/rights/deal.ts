import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { humanNumber } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import type { Deal, Offer, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { fieldText, locale, withTranslations } from '#lib/languages/index.ts';
import { queueMail } from '#lib/notifications/index.ts';
import { audit } from '#lib/trust/index.ts';
import { complianceBlocks } from './compliance/checklist.ts';
import { giveGrant, requireGrantable } from './give.ts';
import { type Terms, termsForm, termsHash, termsOf, termsSchema } from './terms.ts';

const offerLasts = 30 * day;

export const askSchema = z.object({ workId: id, enterpriseId: id, ...termsForm });
export const offerSchema = z.object({ dealId: id, enterpriseId: id, ...termsForm });
export const acceptSchema = z.object({
  offerId: id,
  enterpriseId: id,
  termsHash: z.string().length(64),
  signedName: text(120, 2),
});
export const declineSchema = z.object({ offerId: id, enterpriseId: id, reason: optionalText(1_000) });

/** A licensee asks the holder of a work for a licence: the deal's first version. Throws `rights.own_work`, `rights.conflict`, `rights.not_controlled`. */
export async function askForLicence(actor: Actor, input: z.output<typeof askSchema>): Promise<{ number: string }> {
  authorize(actor, 'deal.ask', input);
  const terms = termsOf(input);
  return transaction(async (tx) => {
    const work = await tx.work.findFirst({ where: { id: input.workId, status: 'verified' } });
    if (!work) throw new DomainError('rights.unknown');
    if (work.enterpriseId === input.enterpriseId) throw new DomainError('rights.own_work');
    await requireGrantable(tx, work.id, input.enterpriseId, terms);
    const deal = await tx.deal.create({
      data: {
        number: humanNumber('ASD', now()),
        holderId: work.enterpriseId,
        licenseeId: input.enterpriseId,
        createdById: person(actor).userId,
        works: { create: { workId: work.id } },
      },
    });
    await addVersion(tx, actor, deal, 1, input.enterpriseId, terms, input.note);
    await tell(tx, deal, input.enterpriseId, 'asked');
    return { number: deal.number };
  });
}

async function addVersion(
  tx: Tx,
  actor: Actor,
  deal: Deal,
  version: number,
  enterpriseId: string,
  terms: Terms,
  note: string,
): Promise<Offer> {
  return tx.offer.create({
    data: {
      dealId: deal.id,
      version,
      enterpriseId,
      terms,
      note,
      validUntil: new Date(now().getTime() + offerLasts),
      createdById: person(actor).userId,
    },
  });
}

async function lockedDeal(tx: Tx, actor: Actor, dealId: string, enterpriseId: string): Promise<Deal> {
  await tx.$queryRaw`select id from deal where id = ${dealId}::uuid for update`;
  const deal = await tx.deal.findUnique({ where: { id: dealId } });
  const side = deal && (deal.holderId === enterpriseId || deal.licenseeId === enterpriseId);
  if (!deal || !side || !may(actor, 'deal.view', { enterpriseId })) throw new DomainError('rights.unknown');
  return deal;
}

/** The other side answers with the next version of the terms. Throws `rights.not_your_turn`, `rights.deal_closed`, `rights.conflict`. */
export async function makeOffer(actor: Actor, input: z.output<typeof offerSchema>): Promise<void> {
  const terms = termsOf(input);
  await transaction(async (tx) => {
    const deal = await lockedDeal(tx, actor, input.dealId, input.enterpriseId);
    authorize(actor, 'offer.make', input);
    const last = await tx.offer.findFirstOrThrow({ where: { dealId: deal.id }, orderBy: { version: 'desc' } });
    if (last.status !== 'open') throw new DomainError('rights.deal_closed');
    if (last.enterpriseId === input.enterpriseId) throw new DomainError('rights.not_your_turn');
    const { workId } = await tx.dealWork.findFirstOrThrow({ where: { dealId: deal.id } });
    await requireGrantable(tx, workId, deal.licenseeId, terms);
    await tx.offer.update({ where: { id: last.id }, data: { status: 'superseded' } });
    await addVersion(tx, actor, deal, last.version + 1, input.enterpriseId, terms, input.note);
    await tx.deal.update({ where: { id: deal.id }, data: { status: 'offered', updatedAt: now() } });
    await tell(tx, deal, input.enterpriseId, 'offered');
  });
}

/**
 * One side accepts the open version by typing a name. The side that made it accepts as well; when both have, the licence and its grant
 * are born in the same transaction, with conflict and authority checked again by the rules and by the database. Returns the number of the
 * certificate when it was born. Throws `rights.stale_offer` when the terms are not those that were shown, `rights.offer_expired`, `rights.conflict`.
 */
export async function acceptOffer(
  actor: Actor,
  input: z.output<typeof acceptSchema>,
): Promise<{ certificate: string | null }> {
  return transaction(async (tx) => {
    const known = await tx.offer.findUnique({ where: { id: input.offerId }, select: { dealId: true } });
    if (!known) throw new DomainError('rights.unknown');
    const deal = await lockedDeal(tx, actor, known.dealId, input.enterpriseId);
    authorize(actor, 'offer.accept', input);
    const offer = await tx.offer.findUniqueOrThrow({ where: { id: input.offerId }, include: { acceptances: true } });
    if (offer.status !== 'open') throw new DomainError('rights.stale_offer');
    if (offer.validUntil < now()) throw new DomainError('rights.offer_expired');
    const terms = termsSchema.parse(offer.terms);
    if (termsHash(terms) !== input.termsHash) throw new DomainError('rights.stale_offer');

    await tx.offerAcceptance.upsert({
      where: { offerId_enterpriseId: { offerId: offer.id, enterpriseId: input.enterpriseId } },
      create: {
        offerId: offer.id,
        enterpriseId: input.enterpriseId,
        userId: person(actor).userId,
        signedName: input.signedName,
        termsHash: input.termsHash,
      },
      update: {},
    });
    const sides = new Set([...offer.acceptances.map((each) => each.enterpriseId), input.enterpriseId]);
    await audit(tx, actor, {
      action: 'offer.accept',
      subjectType: 'deal',
      subjectId: deal.id,
      data: { version: offer.version },
    });
    if (!(sides.has(deal.holderId) && sides.has(deal.licenseeId))) {
      await tell(tx, deal, input.enterpriseId, 'accepted_once', offer.version);
      return { certificate: null };
    }
    const certificate = await beginLicence(tx, deal, offer, terms);
    await tell(tx, deal, input.enterpriseId, 'licensed', offer.version);
    return { certificate };
  });
}

async function beginLicence(tx: Tx, deal: Deal, offer: Offer, terms: Terms): Promise<string> {
  const { workId } = await tx.dealWork.findFirstOrThrow({ where: { dealId: deal.id } });
  const { start, end } = terms.scope.term;
  const licence = await tx.licence.create({
    data: {
      number: humanNumber('ASL', now()),
      dealId: deal.id,
      offerId: offer.id,
      terms,
      termsHash: termsHash(terms),
      startsOn: new Date(`${start}T00:00:00Z`),
      endsOn: end ? new Date(`${end}T00:00:00Z`) : null,
      ...(terms.advanceMinor === '0'
        ? {}
        : {
            dues: {
              create: {
                kind: 'advance',
                amountMinor: BigInt(terms.advanceMinor),
                currency: terms.currency,
                dueOn: new Date(`${isoDay(now())}T00:00:00Z`),
              },
            },
          }),
    },
  });
  await giveGrant(tx, {
    workId,
    holderId: deal.holderId,
    licenseeId: deal.licenseeId,
    licenceId: licence.id,
    offerId: offer.id,
    terms,
  });
  await beginUnlessBlocked(tx, licence.id);
  await tx.offer.update({ where: { id: offer.id }, data: { status: 'accepted' } });
  await tx.deal.update({ where: { id: deal.id }, data: { status: 'licensed', updatedAt: now() } });
  return licence.number;
}

/** A licence that no law holds back begins with its signatures; any other when its checklist lets it (compliance/activate.ts). */
async function beginUnlessBlocked(tx: Tx, licenceId: string): Promise<void> {
  const blocks = await complianceBlocks(tx, licenceId);
  if (blocks.length > 0) return;
  await tx.licence.update({ where: { id: licenceId }, data: { status: 'active', activatedAt: now() } });
}

/** One side ends the deal, with a reason if it likes. */
export async function declineOffer(actor: Actor, input: z.output<typeof declineSchema>): Promise<void> {
  await transaction(async (tx) => {
    const offer = await tx.offer.findUnique({ where: { id: input.offerId } });
    if (!offer) throw new DomainError('rights.unknown');
    const deal = await lockedDeal(tx, actor, offer.dealId, input.enterpriseId);
    authorize(actor, 'offer.make', input);
    if (offer.status !== 'open') throw new DomainError('rights.deal_closed');
    const own = offer.enterpriseId === input.enterpriseId;
    await tx.offer.update({ where: { id: offer.id }, data: { status: own ? 'withdrawn' : 'declined' } });
    await tx.deal.update({
      where: { id: deal.id },
      data: { status: own ? 'withdrawn' : 'declined', updatedAt: now() },
    });
    if (input.reason)
      await tx.dealMessage.create({
        data: {
          dealId: deal.id,
          enterpriseId: input.enterpriseId,
          authorId: person(actor).userId,
          locale: person(actor).locale,
          body: input.reason,
        },
      });
    await tell(tx, deal, input.enterpriseId, own ? 'withdrawn' : 'declined', offer.version);
  });
}

/** Mails the people of the other side who may answer, each in their language. */
async function tell(tx: Tx, deal: Deal, by: string, event: string, version = 0): Promise<void> {
  const other = by === deal.holderId ? deal.licenseeId : deal.holderId;
  const [sender, people, dealWork] = await Promise.all([
    tx.enterprise.findUniqueOrThrow({ where: { id: by } }),
    tx.membership.findMany({
      where: { enterpriseId: other, role: { in: ['owner', 'signatory'] } },
      include: { user: true },
    }),
    tx.dealWork.findFirstOrThrow({
      where: { dealId: deal.id },
      include: { work: { include: { text: withTranslations } } },
    }),
  ]);
  for (const { user } of people) {
    const reader = locale(user.locale);
    await queueMail(tx, {
      cause: `deal:${deal.id}:${event}:${version}:${now().getTime()}:${user.id}`,
      template: 'deal_moved',
      recipient: user.email,
      locale: reader,
      params: {
        title: fieldText(dealWork.work.text, 'title', reader),
        link: `${config().SITE_URL}/${reader}/deals/${deal.number}`,
        event,
        other: sender.displayName,
      },
    });
  }
}

const wholeDeal = {
  holder: true,
  licensee: true,
  works: {
    include: { work: { include: { text: withTranslations, pictures: { orderBy: { position: 'asc' }, take: 1 } } } },
  },
  offers: { orderBy: { version: 'asc' }, include: { acceptances: true, enterprise: true } },
  messages: { orderBy: { createdAt: 'asc' } },
  licences: true,
} as const satisfies Prisma.DealInclude;

export type WholeDeal = Prisma.DealGetPayload<{ include: typeof wholeDeal }>;

/** A deal for the people of its two sides, and which side they are. For anyone else it does not exist: `rights.unknown`. */
export async function readDeal(actor: Actor, number: string): Promise<{ deal: WholeDeal; side: string }> {
  const deal = await prisma().deal.findUnique({ where: { number }, include: wholeDeal });
  const side =
    deal && [deal.holderId, deal.licenseeId].find((enterpriseId) => may(actor, 'deal.view', { enterpriseId }));
  if (!deal || !side || actor.type !== 'person') throw new DomainError('rights.unknown');
  return { deal, side };
}

/** The deals of the person's enterprises, the last moved first. */
export async function dealsOf(actor: Actor): Promise<WholeDeal[]> {
  const own = person(actor).memberships.map((each) => each.enterpriseId);
  return prisma().deal.findMany({
    where: { OR: [{ holderId: { in: own } }, { licenseeId: { in: own } }] },
    include: wholeDeal,
    orderBy: { updatedAt: 'desc' },
    take: limits.pageMax,
  });
}
