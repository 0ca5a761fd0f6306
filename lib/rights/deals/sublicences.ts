import { z } from 'zod';
import { type Actor, ownEnterprises, person } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { secretToken } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id, text } from '#lib/core/validation.ts';
import type { Enterprise, Prisma, SublicenceOffer } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { nameFor } from '#lib/enterprises/index.ts';
import { fieldText, locale, withTranslations } from '#lib/languages/index.ts';
import { queueMails } from '#lib/notifications/index.ts';
import { audit } from '#lib/trust/index.ts';
import type { Licensed } from '../grant.ts';
import { isLicensed } from '../grant.ts';
import { type Terms, termsSchema, withoutMoney } from '../terms.ts';
import type { Giver } from '../work.ts';
import { enterpriseNamed } from './enterprise.ts';

const named = { number: z.string().max(40) };
export const offerSublicencesSchema = z.object(named);
export const inviteToSublicenceSchema = z.object({ ...named, invited: text(200, 2) });
export const withdrawSublicencesSchema = z.object({ ...named, sublicenceOfferId: id });

/** What of a licence may be handed on today: a licence in use, and a holding made of it. */
const mayBeHandedOn = {
  status: 'active',
  grants: { some: { state: 'in_force', makes: { is: { status: 'in_force', sublicensable: true } } } },
} as const satisfies Prisma.LicenceWhereInput;

interface Offering {
  readonly licenceId: string;
  readonly enterpriseId: string;
}

/**
 * The licence of that number, for those of its licensee who may offer; for anyone else there is none: `rights.unknown`. Throws
 * `rights.not_sublicensable` where its contract allows no sublicences, `rights.above_not_in_use`.
 */
async function offering(tx: Tx, actor: Actor, number: string): Promise<Offering> {
  const licence = await tx.licence.findFirst({
    where: { number, deal: { licenseeId: { in: ownEnterprises(actor) } } },
    select: { id: true, status: true, deal: { select: { licenseeId: true } }, grants: { select: { makes: true } } },
  });
  if (!licence) throw new DomainError('rights.unknown');
  const enterpriseId = licence.deal.licenseeId;
  authorize(actor, 'offer.make', { enterpriseId });
  if (!licence.grants.some(({ makes }) => makes?.sublicensable)) throw new DomainError('rights.not_sublicensable');
  if (licence.status !== 'active') throw new DomainError('rights.above_not_in_use');
  return { licenceId: licence.id, enterpriseId };
}

async function make(tx: Tx, actor: Actor, offered: Offering, invitedId: string | null): Promise<SublicenceOffer> {
  await tx.$queryRaw`select id from licence where id = ${offered.licenceId}::uuid for no key update`;
  const standing = await tx.sublicenceOffer.count({ where: { licenceId: offered.licenceId, withdrawnAt: null } });
  if (standing >= limits.sublicenceOffers)
    throw new DomainError('rights.too_many_links', { limit: limits.sublicenceOffers });
  const made = await tx.sublicenceOffer.create({
    data: { ...offered, invitedId, token: secretToken(), createdById: person(actor).userId, createdAt: now() },
  });
  await audit(tx, actor, { action: 'sublicence_offer.made', subjectType: 'licence', subjectId: offered.licenceId });
  return made;
}

/** A licensee makes a link by which whoever has it may ask for a sublicence. Throws what `offering` does, `rights.too_many_links`. */
export async function offerSublicences(actor: Actor, input: z.output<typeof offerSublicencesSchema>): Promise<void> {
  await transaction(async (tx) => {
    await make(tx, actor, await offering(tx, actor, input.number), null);
  });
}

/**
 * A licensee invites one enterprise, which alone can open the link, by its name or the address of its page; it is told by mail. Throws
 * `rights.no_such_enterprise`, `rights.several_enterprises`, `rights.invited_already`, and what `offerSublicences` does.
 */
export async function inviteToSublicence(
  actor: Actor,
  input: z.output<typeof inviteToSublicenceSchema>,
): Promise<void> {
  await transaction(async (tx) => {
    const offered = await offering(tx, actor, input.number);
    const invited = await enterpriseNamed(tx, input.invited, 'invited');
    if (invited.id === offered.enterpriseId) throw new DomainError('rights.own_work', {}, 'invited');
    const standing = { licenceId: offered.licenceId, invitedId: invited.id, withdrawnAt: null };
    if ((await tx.sublicenceOffer.count({ where: standing })) > 0)
      throw new DomainError('rights.invited_already', {}, 'invited');
    await mailInvitation(tx, await make(tx, actor, offered, invited.id));
  });
}

async function mailInvitation(tx: Tx, { id: offerId, token, licenceId, enterpriseId, invitedId }: SublicenceOffer) {
  const [sender, people, { deal }] = await Promise.all([
    tx.enterprise.findUniqueOrThrow({ where: { id: enterpriseId } }),
    tx.membership.findMany({
      where: { enterpriseId: invitedId ?? '', role: { in: ['owner', 'signatory'] } },
      include: { user: true },
      distinct: ['userId'],
    }),
    tx.licence.findUniqueOrThrow({
      where: { id: licenceId },
      select: {
        deal: {
          select: {
            works: { orderBy: { workId: 'asc' }, take: 1, select: { work: { select: { text: withTranslations } } } },
          },
        },
      },
    }),
  ]);
  const mails = people.map(({ user }) => {
    const reader = locale(user.locale);
    return {
      cause: `sublicence_offer:${offerId}:${user.id}`,
      template: 'sublicence_offered' as const,
      recipient: user.email,
      locale: reader,
      params: {
        title: fieldText(deal.works[0]?.work.text, 'title', reader),
        other: nameFor(sender, reader),
        link: `${config().SITE_URL}/${reader}${linkPath(token)}`,
      },
    };
  });
  await queueMails(tx, mails);
}

/** Where the link of an offer leads, without its language. */
export function linkPath(token: string): string {
  return `/deals/sublicence/${token}`;
}

/** A link opens no more; deals that began by it go on. For anyone but its licensee there is none: `rights.unknown`. */
export async function withdrawSublicences(
  actor: Actor,
  { number, sublicenceOfferId }: z.output<typeof withdrawSublicencesSchema>,
): Promise<void> {
  await transaction(async (tx) => {
    const offer = await tx.sublicenceOffer.findFirst({
      where: { id: sublicenceOfferId, licence: { number }, enterpriseId: { in: ownEnterprises(actor) } },
    });
    if (!offer) throw new DomainError('rights.unknown');
    authorize(actor, 'offer.make', offer);
    const { count } = await tx.sublicenceOffer.updateMany({
      where: { id: offer.id, withdrawnAt: null },
      data: { withdrawnAt: now() },
    });
    if (count > 0)
      await audit(tx, actor, {
        action: 'sublicence_offer.withdrawn',
        subjectType: 'licence',
        subjectId: offer.licenceId,
      });
  });
}

const ofWorks = {
  orderBy: { workId: 'asc' },
  include: { work: { include: { text: withTranslations, pictures: { orderBy: { position: 'asc' }, take: 1 } } } },
} as const satisfies Prisma.Deal$worksArgs;

/** What a licensee offers sublicences of, by which links, and what it has given. */
const desk = {
  deal: { include: { works: ofWorks } },
  grants: { where: { state: 'in_force' }, select: { makes: true } },
  sublicenceOffers: { where: { withdrawnAt: null }, orderBy: { createdAt: 'desc' }, include: { invited: true } },
  dealsUnder: {
    orderBy: { updatedAt: 'desc' },
    take: limits.page,
    include: { licensee: true, licences: { orderBy: { signedAt: 'desc' }, take: 1 } },
  },
} as const satisfies Prisma.LicenceInclude;

export interface SublicenceDesk {
  readonly licence: Prisma.LicenceGetPayload<{ include: typeof desk }>;
  /** Whether it may be handed on today. */
  readonly open: boolean;
  /** Whether this person may make and withdraw links. */
  readonly makes: boolean;
}

/** The desk of a licence whose contract allows sublicences, for the people of its licensee. For anyone else there is none: `rights.unknown`. */
export async function sublicenceDesk(actor: Actor, number: string): Promise<SublicenceDesk> {
  const licence = await prisma().licence.findFirst({
    where: {
      number,
      deal: { licenseeId: { in: ownEnterprises(actor) } },
      grants: { some: { makes: { is: { sublicensable: true } } } },
    },
    include: desk,
  });
  const of = { enterpriseId: licence?.deal.licenseeId };
  if (!licence || !may(actor, 'deal.view', of)) throw new DomainError('rights.unknown');
  const standing = licence.grants.some(({ makes }) => makes?.status === 'in_force' && makes.sublicensable);
  return { licence, open: licence.status === 'active' && standing, makes: may(actor, 'offer.make', of) };
}

/** Whether a licence's contract lets its licensee hand it on. */
export async function isSublicensable(licenceId: string): Promise<boolean> {
  const held = { grant: { licenceId }, sublicensable: true, status: 'in_force' } as const;
  return (await prisma().holding.count({ where: held })) > 0;
}

const opened = {
  enterprise: true,
  licence: { include: { deal: { include: { works: ofWorks } }, grants: { where: { state: 'in_force' } } } },
} as const satisfies Prisma.SublicenceOfferInclude;

/** What the link of an offer shows: who hands on what, and how exclusively at most. Nothing of the licence it comes from. */
export interface OpenedOffer {
  readonly token: string;
  readonly enterprise: Enterprise;
  /** The one enterprise that may ask; null: any. */
  readonly invitedId: string | null;
  readonly works: readonly Prisma.DealWorkGetPayload<typeof ofWorks>['work'][];
  readonly terms: Terms;
  readonly exclusivity: Licensed;
  readonly giver: Giver;
}

/** Standing offers that somebody may open: of what may be handed on, and made for all or for an enterprise of their own. */
function openTo(actor: Actor, token: string): Prisma.SublicenceOfferWhereInput {
  return {
    token,
    withdrawnAt: null,
    licence: mayBeHandedOn,
    OR: [{ invitedId: null }, { invitedId: { in: ownEnterprises(actor) } }],
  };
}

/** What a link leads to; null where it was withdrawn or never was, is another's, or its licence may not be handed on any more. */
export async function openSublicenceOffer(actor: Actor, token: string): Promise<OpenedOffer | null> {
  if (!/^[\w-]{43}$/.test(token)) return null;
  const offer = await prisma().sublicenceOffer.findFirst({ where: openTo(actor, token), include: opened });
  if (!offer || offer.licence.deal.licenseeId !== offer.enterpriseId) return null;
  const { licence, enterprise, invitedId, licenceId } = offer;
  const given = new Set(licence.grants.map(({ workId }) => workId));
  const strongest = licence.grants[0]?.exclusivity;
  if (!strongest || !isLicensed(strongest)) return null;
  return {
    token,
    enterprise,
    invitedId,
    works: licence.deal.works
      .map(({ work }) => work)
      .filter(({ id: workId, status }) => given.has(workId) && status === 'verified'),
    terms: withoutMoney(termsSchema.parse(licence.terms)),
    exclusivity: strongest,
    giver: { holderId: offer.enterpriseId, underId: licenceId },
  };
}

/** Whether a link leads anywhere at all: for somebody who has it and has yet to say who they are. */
export async function sublicenceLinkStands(token: string): Promise<boolean> {
  if (!/^[\w-]{43}$/.test(token)) return false;
  return (await prisma().sublicenceOffer.count({ where: { token, withdrawnAt: null, licence: mayBeHandedOn } })) > 0;
}

/**
 * Whom a deal that begins by a link is with, and out of which licence; the link stays as it is until the transaction ends. Throws
 * `rights.unknown` where it cannot be opened, is for another enterprise, or a work is none of its licence.
 */
export async function giverByLink(
  tx: Tx,
  actor: Actor,
  { token, enterpriseId, workIds }: { token: string; enterpriseId: string; workIds: readonly string[] },
): Promise<Giver> {
  await tx.$queryRaw`select id from sublicence_offer where token = ${token} for share`;
  const offer = await tx.sublicenceOffer.findFirst({
    where: openTo(actor, token),
    include: { licence: { include: { deal: true, grants: { where: { state: 'in_force' } } } } },
  });
  const given = new Set(offer?.licence.grants.map(({ workId }) => workId));
  const fits =
    offer &&
    offer.licence.deal.licenseeId === offer.enterpriseId &&
    (offer.invitedId === null || offer.invitedId === enterpriseId) &&
    workIds.every((workId) => given.has(workId));
  if (!fits) throw new DomainError('rights.unknown');
  return { holderId: offer.enterpriseId, underId: offer.licenceId };
}
