import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { humanNumber } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Deal, Offer } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { letAllGo, requireAllGrantable } from '../give.ts';
import { type Terms, type TermsInput, termsForm, termsOf, workIds } from '../terms.ts';
import type { Giver } from '../work.ts';
import { writeInto, writtenIn } from './message.ts';
import { tell } from './news.ts';
import { endHold } from './option.ts';
import { lockedOpen, requireDrawn } from './sides.ts';
import { giverByLink } from './sublicences.ts';

/** A deal is about one work, or several of one holder; with `offer`, about a sublicence that its licensee offers by this link. */
const about = {
  workId: id,
  works: workIds.default([]),
  enterpriseId: id,
  offer: z.string().max(60).optional(),
};

export const askSchema = z.object({ ...about, ...termsForm, locale: writtenIn });
export const askFirstSchema = z.object({ ...about, body: text(limits.message), locale: writtenIn });
export const offerSchema = z.object({ dealId: id, enterpriseId: id, ...termsForm, locale: writtenIn });
export const endTalksSchema = z.object({ dealId: id, enterpriseId: id, reason: text(1_000, 3), locale: writtenIn });

type About = Omit<z.output<z.ZodObject<typeof about>>, 'offer'> & { readonly offer?: string | undefined };
/** Terms from a page, and the language of that page: it is the note's. */
type WrittenTerms = TermsInput & { readonly locale?: string | undefined };

/**
 * A licensee asks the holder of one work or several for a licence, or a licensee of theirs that offers sublicences for one: the deal's first
 * version. Throws `rights.own_work`, `rights.several_holders`, `rights.conflict`, `rights.not_controlled`, and of a sublicence what
 * `requireGrantable` does.
 */
export async function askForLicence(actor: Actor, input: About & WrittenTerms): Promise<{ number: string }> {
  authorize(actor, 'deal.ask', input);
  const terms = termsOf(input);
  return transaction(async (tx) => {
    const deal = await openDeal(tx, actor, input);
    requireOwnWorks(terms, [input.workId, ...input.works]);
    await requireAllGrantable(tx, deal, terms);
    await addVersion(tx, actor, deal, { ...input, terms });
    await tell(tx, deal, input.enterpriseId, 'asked');
    return { number: deal.number };
  });
}

/** A licensee asks something before it asks for a licence: the deal begins with words. Throws what `askForLicence` throws of works. */
export async function askFirst(actor: Actor, input: z.output<typeof askFirstSchema>): Promise<{ number: string }> {
  authorize(actor, 'deal.ask', input);
  return transaction(async (tx) => {
    const deal = await openDeal(tx, actor, input);
    await writeInto(tx, actor, deal, input);
    return { number: deal.number };
  });
}

/** A deal without a version yet, about verified works of one holder, or of one licence whose licensee offers sublicences of them. */
export async function openDeal(tx: Tx, actor: Actor, { workId, works, enterpriseId, offer }: About): Promise<Deal> {
  const ids = [...new Set([workId, ...works])];
  if (ids.length > limits.dealWorks) throw new DomainError('rights.too_many_works', { limit: limits.dealWorks });
  const found = await tx.work.findMany({ where: { id: { in: ids }, status: 'verified' } });
  if (found.length < ids.length) throw new DomainError('rights.unknown');
  const giver = offer ? await giverByLink(tx, actor, { token: offer, enterpriseId, workIds: ids }) : ownerOf(found);
  const { holderId, underId } = giver;
  if (holderId === enterpriseId) throw new DomainError('rights.own_work');
  return tx.deal.create({
    data: {
      number: humanNumber('ASD', now()),
      holderId,
      underId,
      licenseeId: enterpriseId,
      createdById: person(actor).userId,
      works: { create: ids.map((each) => ({ workId: each })) },
    },
  });
}

function ownerOf(works: readonly { readonly enterpriseId: string }[]): Giver {
  const [holderId = '', ...others] = new Set(works.map((work) => work.enterpriseId));
  if (others.length > 0) throw new DomainError('rights.several_holders');
  return { holderId, underId: null };
}

/** What is left out is left out of works that the deal is about. */
function requireOwnWorks({ leftOut = {} }: Terms, ids: readonly string[]): void {
  if (Object.keys(leftOut).some((work) => !ids.includes(work))) throw new DomainError('rights.unknown');
}

interface Version {
  readonly enterpriseId: string;
  readonly terms: Terms;
  readonly note: string;
  readonly locale?: string | undefined;
  readonly validDays: number;
}

/** The next version of a deal. */
export async function addVersion(
  tx: Tx,
  actor: Actor,
  deal: Deal,
  { enterpriseId, terms, note, locale, validDays }: Version,
): Promise<Offer> {
  const last = await lastOf(tx, deal);
  const { userId, locale: own } = person(actor);
  return tx.offer.create({
    data: {
      dealId: deal.id,
      version: (last?.version ?? 0) + 1,
      enterpriseId,
      terms,
      note,
      noteLocale: note === '' ? '' : (locale ?? own),
      validUntil: new Date(now().getTime() + validDays * day),
      createdById: userId,
    },
  });
}

function lastOf(tx: Tx, { id: dealId }: Deal): Promise<Offer | null> {
  return tx.offer.findFirst({ where: { dealId }, orderBy: { version: 'desc' } });
}

/**
 * The other side answers with the next version of the terms; where the last has expired, or there is none yet, either side may. While an
 * agreed deal is being signed either side may as well: the agreed terms stand until all have accepted the new. Throws
 * `rights.not_your_turn`, `rights.deal_closed`, `rights.signed_outside`, `rights.conflict`.
 */
export async function makeOffer(
  actor: Actor,
  input: { readonly dealId: string; readonly enterpriseId: string } & WrittenTerms,
): Promise<void> {
  const terms = termsOf(input);
  await transaction(async (tx) => {
    const deal = await lockedOpen(tx, actor, input.dealId, input.enterpriseId);
    authorize(actor, 'offer.make', input);
    await requireDrawn(tx, deal);
    const last = await lastOf(tx, deal);
    const stands = last?.status === 'open' && last.validUntil > now();
    if (stands && last.enterpriseId === input.enterpriseId) throw new DomainError('rights.not_your_turn');
    const works = await tx.dealWork.findMany({ where: { dealId: deal.id } });
    requireOwnWorks(
      terms,
      works.map(({ workId }) => workId),
    );
    await requireAllGrantable(tx, deal, terms);
    if (last?.status === 'open')
      await tx.offer.update({ where: { id: last.id }, data: { status: stands ? 'superseded' : 'expired' } });
    await addVersion(tx, actor, deal, { ...input, terms });
    await tx.deal.update({
      where: { id: deal.id },
      data: { status: deal.status === 'agreed' ? 'agreed' : 'offered', updatedAt: now() },
    });
    await tell(tx, deal, input.enterpriseId, 'offered');
  });
}

/**
 * One side ends the talks with a reason: it withdraws what it said last, or declines what the other did. What was held is free again. New terms
 * for a deal that is agreed end alone, and what was agreed stands.
 */
export async function endTalks(actor: Actor, input: z.output<typeof endTalksSchema>): Promise<void> {
  await transaction(async (tx) => {
    const deal = await lockedOpen(tx, actor, input.dealId, input.enterpriseId);
    authorize(actor, 'offer.make', input);
    const last = await lastOf(tx, deal);
    const event = last
      ? last.enterpriseId === input.enterpriseId
        ? 'withdrawn'
        : 'declined'
      : endWithout(deal, input);
    if (last?.status === 'open') await tx.offer.update({ where: { id: last.id }, data: { status: event } });
    const stands = deal.status === 'agreed' && last?.status === 'open';
    await tx.deal.update({ where: { id: deal.id }, data: { status: stands ? 'agreed' : event, updatedAt: now() } });
    await writeInto(tx, actor, deal, { ...input, body: input.reason, event });
    if (!stands) await endHold(tx, deal, 'released');
    if (!stands && last) await letAllGo(tx, deal, last.id);
    await tell(tx, deal, input.enterpriseId, event, input.reason);
    await audit(tx, actor, { action: `deal.${event}`, subjectType: 'deal', subjectId: deal.id });
  });
}

/** Before any version the asking side withdraws its question, and the other declines. */
function endWithout({ licenseeId }: Deal, { enterpriseId }: { enterpriseId: string }): 'withdrawn' | 'declined' {
  return enterpriseId === licenseeId ? 'withdrawn' : 'declined';
}
